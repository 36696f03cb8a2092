import { useTranslation } from 'react-i18next'
import type { RequestView } from '../../api/requests.ts'
import { useFormat } from '../../messages/format.ts'
import { Facts } from '../../ui/Facts.tsx'

/** The closed network of an agreement, as far as it is there. */
export function NetworkFacts({ request: { network } }: { request: RequestView }) {
  const { t } = useTranslation('requests')
  const format = useFormat()
  const none = t('network.none')
  const { addresses, bandwidthMbps, connectionPoints, provider, statement, tests } = network
  const resultOf = (result: string) => (result === 'passed' ? t('network.passed') : t('network.failed'))
  return (
    <Facts
      facts={[
        [t('network.addresses'), addresses.join(', ') || none],
        [
          t('network.bandwidth'),
          bandwidthMbps === null ? none : t('network.mbps', { n: format.number(bandwidthMbps) }),
        ],
        [t('network.points'), connectionPoints === null ? none : format.number(connectionPoints)],
        [t('network.provider'), provider ?? none],
        [
          t('network.statement'),
          statement === null
            ? none
            : t('network.statementLine', {
                name: statement.signatory.name,
                day: format.day(statement.signedOn),
              }),
        ],
        [
          t('network.tests'),
          tests.length === 0
            ? none
            : tests
                .map(({ on, result, note }) => {
                  const line = t('network.testLine', { day: format.day(on), result: resultOf(result) })
                  return note === null ? line : `${line} (${note})`
                })
                .join('; '),
        ],
      ]}
    />
  )
}

import { Box, Button, Group, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/client.ts'
import {
  askRenewal,
  askStatement,
  closeRenewal,
  extendAgreement,
  type Renewal,
} from '../../api/statements.ts'
import { useFormat } from '../../messages/format.ts'
import { type Act, ActConfirm } from '../../ui/ActConfirm.tsx'
import { DayInput } from '../../ui/DayInput.tsx'
import { useMay } from '../../ui/me.ts'
import { Note } from '../../ui/Note.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { STALE } from './statement-words.ts'

type RenewalActsProps = { code: string; renewal: Renewal }

/** What may be done about a renewal now: ask, answer, take back, and let access go on meanwhile. */
export function RenewalActs({ code, renewal }: RenewalActsProps) {
  const { t } = useTranslation('statements')
  const mayAsk = useMay('renewals.ask')
  const mayRefuse = useMay('statements.decide')
  const mayExtend = useMay('office.agreements.change')
  const [act, setAct] = useState<Act>()
  const open = renewal.renewals.find(({ state }) => state === 'open')
  const base = { whom: t('renewal.whom', { code }), makesStale: STALE }
  const offered: [boolean, string, Act][] = [
    [
      mayAsk && open === undefined && !renewal.isOver,
      'ask',
      {
        ...base,
        title: t('renewal.askTitle'),
        consequence: t('renewal.askText'),
        label: t('renewal.ask'),
        isDangerous: false,
        run: (reason) => askRenewal(code, reason),
      },
    ],
    [
      mayAsk && open !== undefined,
      'take-back',
      {
        ...base,
        title: t('renewal.takeBackTitle'),
        consequence: t('renewal.takeBackText'),
        label: t('renewal.takeBack'),
        isDangerous: true,
        run: (reason) => closeRenewal(code, 'withdrawal', reason),
      },
    ],
    [
      mayRefuse && open !== undefined,
      'refuse',
      {
        ...base,
        title: t('renewal.refuseTitle'),
        consequence: t('renewal.refuseText'),
        label: t('renewal.refuse'),
        isDangerous: true,
        run: (reason) => closeRenewal(code, 'rejection', reason),
      },
    ],
  ]
  const possible = offered.filter(([isPossible]) => isPossible)
  return (
    <>
      {possible.length > 0 && (
        <Group gap="xs" mt="md">
          {possible.map(([, key, one]) => (
            <Button
              key={key}
              variant={one.isDangerous ? 'default' : 'filled'}
              className={one.isDangerous ? 'danger' : ''}
              onClick={() => setAct(one)}
            >
              {one.label}
            </Button>
          ))}
        </Group>
      )}
      {open?.isInTime === true && (mayExtend || mayAsk) && (
        <Extend code={code} renewal={renewal} mayExtend={mayExtend} onAct={setAct} />
      )}
      {act !== undefined && <ActConfirm act={act} onClose={() => setAct(undefined)} />}
    </>
  )
}

type ExtendProps = RenewalActsProps & { mayExtend: boolean; onAct: (act: Act) => void }

/** First the SPTJM for the time after the end, then, once it is accepted, access up to that day. */
function Extend({ code, renewal, mayExtend, onAct }: ExtendProps) {
  const { t } = useTranslation('statements')
  const format = useFormat()
  const queries = useQueryClient()
  const mayPrepare = useMay('statements.prepare')
  const [until, setUntil] = useState('')
  const [problem, setProblem] = useState<Problem>()
  const { lastDay, longestExtension, acceptedUntil, askedUntil, extensions } = renewal
  const free = acceptedUntil.filter((day) => !extensions.some((one) => one.isInForce && one.until === day))
  const makeSptjm = async () => {
    const answer = await askStatement(code, { kind: 'sptjm', extendsUntil: until })
    setProblem(answer.kind === 'refused' ? answer.problem : undefined)
    if (answer.kind === 'ok') for (const queryKey of STALE) await queries.invalidateQueries({ queryKey })
  }
  return (
    <Box className="card form-card" mt="md">
      <Stack>
        {askedUntil.map((day) => (
          <Note key={day} tone="info">
            {t('renewal.sptjmAsked', { day: format.day(day) })}
          </Note>
        ))}
        {mayExtend &&
          free.map((day) => (
            <Group key={day}>
              <Button
                onClick={() =>
                  onAct({
                    title: t('renewal.extendTitle'),
                    whom: t('renewal.whom', { code }),
                    consequence: `${t('renewal.until')} ${format.day(day)}. ${t('renewal.extendText')}`,
                    label: t('renewal.extend'),
                    isDangerous: false,
                    grants: true,
                    run: (reason) => extendAgreement(code, day, reason),
                    makesStale: STALE,
                  })
                }
              >
                {`${t('renewal.extend')} — ${format.day(day)}`}
              </Button>
            </Group>
          ))}
        {mayPrepare && (
          <>
            <p className="dim">{t('renewal.needSptjm')}</p>
            <Group align="flex-end">
              <DayInput
                label={t('renewal.until')}
                description={t('renewal.untilNote', {
                  first: format.day(lastDay),
                  last: format.day(longestExtension),
                })}
                value={until}
                onDay={setUntil}
              />
              <Button variant="default" onClick={() => void makeSptjm()}>
                {t('renewal.makeSptjm')}
              </Button>
            </Group>
          </>
        )}
        {problem !== undefined && <ProblemNote problem={problem} />}
      </Stack>
    </Box>
  )
}

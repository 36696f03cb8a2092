import '../../ui/guide.css'
import './papers.css'
import '../../messages/papers/words.ts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { getOrThrow, Refused } from '../../api/client.ts'
import { type Genuineness, genuinenessShape, type Standing } from '../../api/papers.ts'
import { formatFor } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { Brand } from '../../ui/Brand.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Note, type Tone } from '../../ui/Note.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { Preferences } from '../../ui/Preferences.tsx'
import { CompareFile } from './CompareFile.tsx'

/** Where the QR code of a paper leads: open to everybody, and says nothing that the paper does not. */
export function GenuinenessPage() {
  const { t } = useTranslation('papers')
  const { token } = useParams({ from: '/keaslian/$token' })
  const query = useQuery({
    queryKey: ['genuineness', token],
    queryFn: () => getOrThrow(`/genuineness/${encodeURIComponent(token)}`, genuinenessShape),
    retry: false,
  })
  const refusal = query.error instanceof Refused ? query.error.problem.code : undefined
  return (
    <div className="guide-outside">
      <header className="bar">
        <Brand />
        <Preferences />
      </header>
      <main className="genuineness">
        <Page
          title={t('check.title')}
          withHelp={false}
          actions={<PathLink to={PATHS.signIn}>{t('check.signIn')}</PathLink>}
        >
          {refusal === 'not-found' && (
            <Note tone="bad" title={t('check.unknown')} live="assertive">
              {t('check.unknownText')}
            </Note>
          )}
          {refusal === 'too-many-attempts' && <Note tone="warn">{t('check.tooMany')}</Note>}
          {refusal !== 'not-found' && refusal !== 'too-many-attempts' && (
            <Loaded query={query}>{(paper) => <Known paper={paper} />}</Loaded>
          )}
        </Page>
      </main>
    </div>
  )
}

const TONES: Record<Standing, Tone> = {
  issued: 'good',
  'in-force': 'good',
  'not-yet': 'warn',
  suspended: 'warn',
  expired: 'warn',
  ended: 'warn',
  revoked: 'bad',
  withdrawn: 'bad',
  replaced: 'bad',
}

function Known({ paper }: { paper: Genuineness }) {
  const { t, i18n } = useTranslation('papers')
  // Days have no zone; nobody is signed in who would have one.
  const format = formatFor(i18n.language, 'WIB')
  const { office, agency, replacedBy } = paper
  return (
    <>
      <Note tone={TONES[paper.standing]} title={t('check.genuine')} live="polite">
        <p>{t('check.genuineText', { office })}</p>
        <p>
          {t('check.standing')}: <strong>{t(`check.standings.${paper.standing}`)}</strong>
        </p>
      </Note>
      <Section title={t('check.facts')}>
        <div className="card">
          <Facts
            facts={[
              [t('check.kind'), paper.kind],
              [t('check.number'), paper.number ?? t('check.noNumber')],
              [t('check.date'), format.day(paper.date)],
              [t('check.issuer'), office],
              ...(agency === null
                ? []
                : ([[t('check.parties'), t('check.partiesText', { office, agency })]] as const)),
              ...(paper.validUntil === null
                ? []
                : ([[t('check.until'), format.day(paper.validUntil)]] as const)),
              ...(replacedBy === null
                ? []
                : ([
                    [
                      t('check.replacedBy'),
                      t('check.replaced', {
                        kind: replacedBy.kind,
                        number: replacedBy.number ?? '',
                        date: format.day(replacedBy.date),
                      }),
                    ],
                  ] as const)),
              [t('check.signature'), paper.isSigned ? t('check.signedYes') : t('check.signedNo')],
            ]}
          />
        </div>
      </Section>
      <Section title={t('check.compare')}>
        <CompareFile sha256={paper.sha256} />
      </Section>
    </>
  )
}

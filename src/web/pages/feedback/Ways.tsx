import { type Icon, IconApi, IconDeviceUsb, IconFileUpload, IconForms } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type FeedbackToken, type OwedAgreement, WAYS, type Way } from '../../api/feedback.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { useMay } from '../../ui/me.ts'
import { PathLink } from '../../ui/PathLink.tsx'

const SIGNS: Record<Way, Icon> = {
  form: IconForms,
  upload: IconFileUpload,
  'web-service': IconApi,
  'offline-media': IconDeviceUsb,
}

/** The page of each way; programs have none. */
const PAGES = {
  form: PATHS.feedbackForm,
  upload: PATHS.feedbackUploads,
  'web-service': undefined,
  'offline-media': PATHS.feedbackMedia,
} as const

/** The chapter that explains each way. */
const CHAPTERS: Record<Way, string> = {
  form: 'balikan-formulir',
  upload: 'balikan-berkas',
  'web-service': 'balikan-layanan-web',
  'offline-media': 'balikan-media',
}

type WaysProps = { agreement: OwedAgreement; tokens: readonly FeedbackToken[] }

/** The ways that an agreement opens, each a card of its own; the others are named, so that nobody looks for them. */
export function Ways({ agreement: { code, ways }, tokens }: WaysProps) {
  const { t } = useTranslation('feedback')
  const closed = WAYS.filter((way) => !ways.includes(way))
  return (
    <>
      <ul className="ways">
        {ways.map((way) => (
          <WayCard key={way} way={way} code={code}>
            {way === 'web-service' && <Tokens tokens={tokens} />}
          </WayCard>
        ))}
      </ul>
      {closed.length > 0 && (
        <p className="dim">
          {t('ways.notOpen', { ways: closed.map((way) => t(`ways.${way}`).toLowerCase()).join(', ') })}
        </p>
      )}
    </>
  )
}

function WayCard({ way, code, children }: { way: Way; code: string; children: ReactNode }) {
  const { t } = useTranslation('feedback')
  const mayFill = useMay('feedback.form')
  const maySend = useMay('feedback.send')
  const Sign = SIGNS[way]
  const name = t(`ways.${way}`)
  const to = PAGES[way]
  const isOpen = way === 'form' ? mayFill : maySend
  return (
    <li className="card way">
      <span className="way-name">
        <Sign size={26} aria-hidden />
        {to !== undefined && isOpen ? (
          <Link to={to} search={{ perjanjian: code }}>
            {name}
          </Link>
        ) : (
          name
        )}
      </span>
      <p>{t(`ways.${way}Text`)}</p>
      {children}
      {to !== undefined && !isOpen && <p className="dim">{t('ways.notYours')}</p>}
      <p className="way-more">
        <PathLink
          to={PATHS.guideChapter}
          params={{ bab: CHAPTERS[way] }}
          aria-label={`${t('ways.guide')}: ${name}`}
        >
          {t('ways.guide')}
        </PathLink>
      </p>
    </li>
  )
}

/** Which of the agency's User IDs have a token; nothing for who may not know them. */
function Tokens({ tokens }: { tokens: readonly FeedbackToken[] }) {
  const { t } = useTranslation('feedback')
  const format = useFormat()
  const mayKnow = useMay('agency.credentials.read')
  if (!mayKnow) return null
  if (tokens.every(({ issuedAt }) => issuedAt === null)) return <p className="dim">{t('ways.noToken')}</p>
  return tokens.map(({ userId, issuedAt, revokedAt }) => (
    <p className="dim" key={userId}>
      {issuedAt === null && t('ways.tokenMissing', { userId })}
      {issuedAt !== null && revokedAt !== null && t('ways.tokenRevoked', { userId })}
      {issuedAt !== null && revokedAt === null && t('ways.token', { userId, day: format.day(issuedAt) })}
    </p>
  ))
}

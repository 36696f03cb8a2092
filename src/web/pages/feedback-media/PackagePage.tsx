import '../../messages/feedback-media/words.ts'
import './feedback-media.css'
import { Anchor, Button, Group } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  checkPackage,
  declinePackage,
  type MediaPackage,
  packageAddress,
  packageShape,
  storePackage,
  writeReceipt,
} from '../../api/feedback-media.ts'
import { paperFilePath } from '../../api/papers.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { Door } from '../../ui/Door.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { Note } from '../../ui/Note.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Counts } from './Counts.tsx'
import { AskReason } from './dialogs.ts'
import { Fingerprint } from './Fingerprint.tsx'
import { MediaState } from './MediaState.tsx'
import { useAction } from './use-action.ts'

const LOOK_EVERY_MS = 2_000

/** One package: who made it, when and of what, before anything of it is stored; then what became of it. */
export function PackagePage() {
  return (
    <Door needs="feedback.media.load">
      <Package />
    </Door>
  )
}

function Package() {
  const { t } = useTranslation('feedback-media')
  const { id } = useParams({ from: '/shell/data-balikan-media/$id' })
  const query = useAsked(packageAddress(id), packageShape, { everyMs: LOOK_EVERY_MS })
  return (
    <Page
      title={t('package.title')}
      actions={<PathLink to={PATHS.officeFeedbackMedia}>{t('package.all')}</PathLink>}
    >
      <Loaded query={query}>
        {(of) => (
          <>
            <p>
              <MediaState state={of.state} />
            </p>
            <Verdict of={of} />
            <Made of={of} />
            <Acts of={of} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Verdict({ of: { state, fault, decidedReason, agency } }: { of: MediaPackage }) {
  const { t } = useTranslation('feedback-media')
  if (fault !== null) {
    return (
      <Note tone="bad" title={t('package.refused')} live="polite">
        <p lang="id">
          {fault.code}: {fault.message}
        </p>
        <p>{t('package.refusedText')}</p>
      </Note>
    )
  }
  if (state === 'checked') {
    return (
      <Note tone="info" title={t('package.genuine')}>
        <p>{t('package.genuineText', { agency: agency ?? '' })}</p>
      </Note>
    )
  }
  if (state === 'declined') {
    return (
      <Note tone="warn" title={t('package.declined')}>
        <p lang="id">{decidedReason}</p>
      </Note>
    )
  }
  return null
}

function Made({ of }: { of: MediaPackage }) {
  const { t } = useTranslation('feedback-media')
  const format = useFormat()
  const { made, agency, agreement, fileName, medium, receivedAt, receivedBy } = of
  const fingerprint = made?.fingerprint ?? null
  const mark = fingerprint === null ? '–' : <Fingerprint value={fingerprint} />
  return (
    <>
      {made !== null && (
        <Section title={t('package.madeTitle')}>
          <Facts
            facts={[
              [t('package.from'), agency ?? '–'],
              [t('agreement'), agreement ?? '–'],
              [t('package.maker'), `${made.name}, ${made.organisation}`],
              [t('package.madeAt'), format.moment(made.at)],
              [t('package.source'), made.source ?? '–'],
              [t('package.rows'), format.number(made.rows)],
              [t('package.definition'), made.definition === null ? '–' : format.number(made.definition)],
              [t('keys.holder'), made.holder ?? '–'],
              [t('keys.fingerprint'), mark],
              [t('package.id'), made.id],
            ]}
          />
        </Section>
      )}
      <Section title={t('package.cameTitle')}>
        <Facts
          facts={[
            [t('package.fileName'), fileName],
            [t('load.medium'), medium],
            [t('package.receivedAt'), format.moment(receivedAt)],
            [t('package.receivedBy'), receivedBy.replace(/^staff:/, '')],
          ]}
        />
      </Section>
    </>
  )
}

function Acts({ of }: { of: MediaPackage }) {
  const { t } = useTranslation('feedback-media')
  const action = useAction()
  const [isDeclining, setDeclining] = useState(false)
  const { id, state, loading, receiptPaperId } = of
  const isLoaded = loading?.state === 'finished'
  return (
    <Section title={t('package.doTitle')}>
      {state === 'checked' && <p>{t('package.storeText')}</p>}
      {state === 'taken' && (
        <p role="status">
          <Counts loading={loading} />
        </p>
      )}
      {isLoaded && <p className="dim">{t('package.rejectsText')}</p>}
      {receiptPaperId !== null && (
        <p>
          <Anchor href={paperFilePath(receiptPaperId)} target="_blank" rel="noreferrer">
            {t('package.receipt')}
          </Anchor>
        </p>
      )}
      {action.problem !== undefined && <ProblemNote problem={action.problem} />}
      <Group gap="xs">
        {state === 'receiving' && (
          <Button loading={action.isBusy} onClick={() => void action.run(() => checkPackage(id))}>
            {t('package.check')}
          </Button>
        )}
        {state === 'checked' && (
          <Button loading={action.isBusy} onClick={() => void action.run(() => storePackage(id))}>
            {t('package.store')}
          </Button>
        )}
        {isLoaded && receiptPaperId === null && (
          <Button loading={action.isBusy} onClick={() => void action.run(() => writeReceipt(id, ''))}>
            {t('package.writeReceipt')}
          </Button>
        )}
        {(state === 'receiving' || state === 'checked') && (
          <Button variant="default" className="danger" onClick={() => setDeclining(true)}>
            {t('package.decline')}
          </Button>
        )}
      </Group>
      <Suspense fallback={null}>
        {isDeclining && (
          <AskReason
            title={t('package.decline')}
            text={t('package.declineText')}
            label={t('package.decline')}
            run={(reason) => declinePackage(id, reason)}
            onClose={() => setDeclining(false)}
          />
        )}
      </Suspense>
    </Section>
  )
}

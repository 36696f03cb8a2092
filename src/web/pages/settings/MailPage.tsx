import '../../messages/office-mail/words.ts'
import { Button, Group } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/client.ts'
import { mailShape, retryMail, tryMail } from '../../api/office-mail.ts'
import { useFormat } from '../../messages/format.ts'
import { PATHS } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Door } from '../../ui/Door.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Loaded, useAsked } from '../../ui/Loaded.tsx'
import { useMay } from '../../ui/me.ts'
import { Note } from '../../ui/Note.tsx'
import { Page } from '../../ui/Page.tsx'
import { PathLink } from '../../ui/PathLink.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'

const EVERY_MS = 30_000

export function MailPage() {
  return (
    <Door needs="office.settings.read">
      <OfficeMail />
    </Door>
  )
}

/** Whether people are told by e-mail, and what did not arrive. */
function OfficeMail() {
  const { t } = useTranslation('office-mail')
  const format = useFormat()
  const queries = useQueryClient()
  const mayAct = useMay('office.settings.manage')
  const query = useAsked('/office/mail', mailShape, { everyMs: EVERY_MS })
  const [said, setSaid] = useState<string>()
  const [problem, setProblem] = useState<Problem>()
  const act = async (
    run: () => ReturnType<typeof tryMail> | ReturnType<typeof retryMail>,
    done: (n: number) => string,
  ) => {
    const answer = await run()
    setProblem(answer.kind === 'refused' ? answer.problem : undefined)
    setSaid(answer.kind === 'ok' ? done(answer.value?.renewed ?? 0) : undefined)
    await queries.invalidateQueries({ queryKey: ['/office', '/mail'] })
    await queries.invalidateQueries({ queryKey: ['/notifications'] })
  }
  return (
    <Page
      title={t('mail.section')}
      lead={t('mail.note')}
      actions={<PathLink to={PATHS.settings}>{t('holidays.back')}</PathLink>}
    >
      <Loaded query={query}>
        {({ server, sent, waiting, waitingProblem, withAddress, accounts, failed }) => (
          <>
            {server === null ? (
              <Note tone="info">
                <p>{t('mail.none')}</p>
              </Note>
            ) : (
              <Facts
                facts={[
                  [t('mail.server'), server.server],
                  [t('mail.from'), server.from],
                  [t('mail.addresses'), t('mail.ofAccounts', { n: withAddress, all: accounts })],
                  [t('mail.sent'), format.number(sent)],
                  [
                    t('mail.waiting'),
                    waitingProblem === null
                      ? format.number(waiting)
                      : t('mail.waitingBecause', {
                          n: format.number(waiting),
                          problem: t(`mail.problems.${waitingProblem}`),
                        }),
                  ],
                ]}
              />
            )}
            {failed.length === 0 ? (
              server !== null && <p className="dim">{t('mail.failedEmpty')}</p>
            ) : (
              <DataTable
                name={t('mail.failed')}
                rows={failed}
                rowKey={({ id }) => id}
                empty={t('mail.failedEmpty')}
                columns={[
                  { title: t('mail.when'), cell: ({ at }) => format.moment(at) },
                  { title: t('mail.to'), cell: ({ to }) => to },
                  { title: t('mail.what'), cell: ({ title }) => title },
                  { title: t('mail.why'), cell: (one) => t(`mail.problems.${one.problem}`) },
                ]}
              />
            )}
            {mayAct && server !== null && (
              <Group gap="xs" mt="sm">
                <Button variant="default" onClick={() => void act(tryMail, () => t('mail.trialDone'))}>
                  {t('mail.trial')}
                </Button>
                {failed.length > 0 && (
                  <Button
                    variant="default"
                    onClick={() => void act(retryMail, (n) => t('mail.retryDone', { n }))}
                  >
                    {t('mail.retry')}
                  </Button>
                )}
              </Group>
            )}
          </>
        )}
      </Loaded>
      {said !== undefined && (
        <Note tone="good" live="polite">
          <p>{said}</p>
        </Note>
      )}
      {problem !== undefined && <ProblemNote problem={problem} />}
    </Page>
  )
}

import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Elements } from './Elements.tsx'
import { FEEDBACK_METHODS, IDENTITY_EVIDENCE, METHODS } from './form-fields.ts'
import { Needs } from './Needs.tsx'
import { Rows } from './Rows.tsx'
import type { FormKind, SectionName } from './section-names.ts'
import { TextField } from './TextField.tsx'
import { Ticks, useMethodOptions } from './Ticks.tsx'
import type { AgreementFormState } from './use-agreement-form.ts'
import { WireMethods } from './WireMethods.tsx'

export type SectionProps = { form: AgreementFormState; kind: FormKind }

const Grid = ({ children }: { children: ReactNode }) => <div className="form-grid">{children}</div>

const Whole = ({ children }: { children: ReactNode }) => <div className="whole">{children}</div>

function Parties({ form, kind }: SectionProps) {
  const { t } = useTranslation('agreement-form')
  // On the path both parties are known from the request, and the numbers come with the signatures.
  const isKnown = kind === 'draft'
  return (
    <Grid>
      {!isKnown && (
        <>
          <TextField form={form} path="number.civilRegistry" />
          <TextField form={form} path="number.userAgency" />
          <TextField form={form} path="technicalGuideline" />
        </>
      )}
      <TextField form={form} path="renews" />
      <TextField form={form} path="code" hint={t('hints.code')} />
      <Whole>
        <fieldset className="form-group">
          <legend>{t('groups.civilRegistry')}</legend>
          <Grid>
            <Whole>
              <TextField form={form} path="civilRegistry.name" readOnly={isKnown} />
            </Whole>
            <TextField form={form} path="civilRegistry.region" hint={t('hints.region')} readOnly={isKnown} />
            <TextField form={form} path="civilRegistry.level" readOnly={isKnown} />
            <TextField form={form} path="civilRegistry.timeZone" hint={t('hints.timeZone')} />
          </Grid>
        </fieldset>
      </Whole>
      <Whole>
        <fieldset className="form-group">
          <legend>{t('groups.userAgency')}</legend>
          <Grid>
            <Whole>
              <TextField form={form} path="userAgency.name" readOnly={isKnown} />
            </Whole>
            <TextField form={form} path="userAgency.kind" readOnly={isKnown} />
            <TextField form={form} path="userAgency.wireName" hint={t('hints.wireName')} />
            <TextField form={form} path="userAgency.customerId" hint={t('hints.customerId')} />
            <Whole>
              <Rows form={form} path="userAgency.workUnits" hint={t('hints.workUnits')} />
            </Whole>
          </Grid>
        </fieldset>
      </Whole>
    </Grid>
  )
}

function RequestLetter({ form }: SectionProps) {
  return (
    <Grid>
      <TextField form={form} path="requestLetter.number" />
      <TextField form={form} path="requestLetter.date" />
      <Whole>
        <TextField form={form} path="requestLetter.subject" />
      </Whole>
    </Grid>
  )
}

function CentralApproval({ form }: SectionProps) {
  const { t } = useTranslation('agreement-form')
  const methods = useMethodOptions(METHODS)
  const { sets } = form.draft
  const isListed = sets['centralApproval.elements'].length + sets['centralApproval.methods'].length > 0
  return (
    <Grid>
      <TextField form={form} path="centralApproval.number" />
      <TextField form={form} path="centralApproval.date" />
      <Whole>
        <TextField form={form} path="centralApproval.purpose" rows={2} />
      </Whole>
      <Whole>
        <details open={isListed}>
          <summary>
            {t('fields.centralApproval.elements')} · {t('fields.centralApproval.methods')}
          </summary>
          <p className="limit-note">{t('hints.approvedSets')}</p>
          <Ticks form={form} path="centralApproval.methods" options={methods} />
          <Elements form={form} path="centralApproval.elements" />
        </details>
      </Whole>
    </Grid>
  )
}

function Purpose({ form }: SectionProps) {
  const { t } = useTranslation('agreement-form')
  return (
    <Grid>
      <Whole>
        <TextField form={form} path="purpose" rows={2} />
      </Whole>
      <Whole>
        <Rows form={form} path="purposes" hint={t('hints.purposes')} />
      </Whole>
    </Grid>
  )
}

function Term({ form, kind }: SectionProps) {
  const { t } = useTranslation('agreement-form')
  const longest = form.limits?.termMonths
  const limit = longest === undefined ? '' : ` ${t('hints.longest', { n: longest })}`
  return (
    <Grid>
      {kind === 'signed' && <TextField form={form} path="signedOn" hint={t('hints.signedOn')} />}
      <TextField form={form} path="validUntil" hint={`${t('hints.validUntil')}${limit}`} />
    </Grid>
  )
}

function DataElements({ form, kind }: SectionProps) {
  return (
    <>
      <Elements form={form} path="elements" />
      {kind === 'request' ? (
        <Needs form={form} />
      ) : (
        <Grid>
          <TextField form={form} path="elementsAsCounted" />
        </Grid>
      )}
    </>
  )
}

function Methods({ form, kind }: SectionProps) {
  const methods = useMethodOptions(METHODS)
  return (
    <Grid>
      <Whole>
        <Ticks form={form} path="methods" options={methods} />
      </Whole>
      {kind !== 'request' && <TextField form={form} path="printAllowed" />}
    </Grid>
  )
}

function Quota({ form, kind }: SectionProps) {
  const { t } = useTranslation('agreement-form')
  return (
    <Grid>
      <TextField form={form} path="users" />
      <TextField form={form} path="quotaPerUserPerDay" hint={t('hints.quota')} />
      {kind !== 'request' && (
        <TextField form={form} path="quotaAfterProofOfConcept" hint={t('hints.quotaAfter')} />
      )}
    </Grid>
  )
}

function Proof({ form, kind }: SectionProps) {
  return (
    <Grid>
      <TextField form={form} path="developmentUser" />
      <TextField form={form} path="proofOfConceptRequired" />
      {kind === 'signed' && <TextField form={form} path="proofOfConceptPassedOn" />}
    </Grid>
  )
}

function Wire({ form }: SectionProps) {
  return (
    <Grid>
      <TextField form={form} path="localUserIdParameter" />
      <Whole>
        <WireMethods form={form} />
      </Whole>
    </Grid>
  )
}

function Network({ form, kind }: SectionProps) {
  const { t } = useTranslation('agreement-form')
  return (
    <Grid>
      <TextField form={form} path="network.kind" />
      <TextField form={form} path="network.provider" />
      <TextField form={form} path="network.bandwidthMbps" />
      <TextField form={form} path="network.bandwidthAsWritten" hint={t('hints.bandwidthAsWritten')} />
      <TextField form={form} path="network.connectionPoints" />
      {kind === 'signed' && (
        <Whole>
          <Rows form={form} path="network.ipLan" hint={t('hints.ipLan')} />
        </Whole>
      )}
    </Grid>
  )
}

function Feedback({ form }: SectionProps) {
  const methods = useMethodOptions(FEEDBACK_METHODS)
  return (
    <Grid>
      <Rows form={form} path="feedback.fields" />
      <Ticks form={form} path="feedback.methods" options={methods} />
    </Grid>
  )
}

const EVIDENCE = IDENTITY_EVIDENCE.map((name) => ({ name, label: name }))

function Readers({ form }: SectionProps) {
  return (
    <Grid>
      <TextField form={form} path="cardReader.required" />
      <TextField form={form} path="cardReader.minimumPerWorkUnit" />
      <TextField form={form} path="cardReader.withinMonths" />
      <Ticks form={form} path="identityEvidence" options={EVIDENCE} />
    </Grid>
  )
}

function Deadlines({ form }: SectionProps) {
  return (
    <Grid>
      <TextField form={form} path="userIdHandover.dueWeeksAfterRequest" />
      <TextField form={form} path="iso27001CertificateDueMonths" />
      <TextField form={form} path="semesterReportDueWorkingDays" />
      <TextField form={form} path="renewalRequestDueMonthsBeforeEnd" />
    </Grid>
  )
}

function Reporting({ form }: SectionProps) {
  return <Rows form={form} path="evaluationReportedTo" />
}

function Statements({ form }: SectionProps) {
  return (
    <Grid>
      <TextField form={form} path="sptjmRequired" />
      <TextField form={form} path="sptjm.number" />
      <TextField form={form} path="sptjm.signedOn" />
      <TextField form={form} path="sptjm.validUntil" />
      <TextField form={form} path="sptjm.signer" />
    </Grid>
  )
}

/** In the order of the paper. */
export const SECTIONS = {
  parties: Parties,
  requestLetter: RequestLetter,
  centralApproval: CentralApproval,
  purpose: Purpose,
  term: Term,
  elements: DataElements,
  methods: Methods,
  quota: Quota,
  proof: Proof,
  wire: Wire,
  network: Network,
  feedback: Feedback,
  readers: Readers,
  deadlines: Deadlines,
  reporting: Reporting,
  statements: Statements,
} as const satisfies Record<SectionName, (props: SectionProps) => ReactNode>

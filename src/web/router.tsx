import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { lazyRouteComponent } from './lazy-route-component.ts'
import { HomePage } from './pages/HomePage.tsx'
import { NotFoundPage } from './pages/NotFoundPage.tsx'
import { PATHS } from './paths.ts'
import { Shell } from './ui/Shell.tsx'

const root = createRootRoute({ notFoundComponent: NotFoundPage })

/** Why somebody stands before the sign-in page; those of a provider are the server's (src/offices/oidc.routes.ts). */
const WHY = [
  'expired',
  'left',
  'oidc-denied',
  'oidc-failed',
  'oidc-expired',
  'oidc-unknown',
  'oidc-suspended',
] as const

type Why = (typeof WHY)[number]

const signIn = createRoute({
  getParentRoute: () => root,
  path: PATHS.signIn,
  validateSearch: ({ why }): { why?: Why } => {
    const known = WHY.find((one) => one === why)
    return known === undefined ? {} : { why: known }
  },
  component: lazyRouteComponent(() => import('./pages/sign-in/SignInPage.tsx'), 'SignInPage'),
})

const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell })

const home = createRoute({ getParentRoute: () => shell, path: PATHS.home, component: HomePage })

const checkNik = createRoute({
  getParentRoute: () => shell,
  path: PATHS.checkNik,
  component: lazyRouteComponent(() => import('./pages/check-nik/CheckNikPage.tsx'), 'CheckNikPage'),
})

const history = createRoute({
  getParentRoute: () => shell,
  path: PATHS.history,
  component: lazyRouteComponent(() => import('./pages/own/HistoryPage.tsx'), 'HistoryPage'),
})

const sessions = createRoute({
  getParentRoute: () => shell,
  path: PATHS.sessions,
  component: lazyRouteComponent(() => import('./pages/own/SessionsPage.tsx'), 'SessionsPage'),
})

const account = createRoute({
  getParentRoute: () => shell,
  path: PATHS.account,
  component: lazyRouteComponent(() => import('./pages/own/AccountPage.tsx'), 'AccountPage'),
})

const overview = createRoute({
  getParentRoute: () => shell,
  path: PATHS.overview,
  component: lazyRouteComponent(() => import('./pages/agency/OverviewPage.tsx'), 'OverviewPage'),
})

const operators = createRoute({
  getParentRoute: () => shell,
  path: PATHS.operators,
  component: lazyRouteComponent(() => import('./pages/agency/OperatorsPage.tsx'), 'OperatorsPage'),
})

const ownCredentials = createRoute({
  getParentRoute: () => shell,
  path: PATHS.ownCredentials,
  component: lazyRouteComponent(() => import('./pages/agency/OwnCredentialsPage.tsx'), 'OwnCredentialsPage'),
})

const board = createRoute({
  getParentRoute: () => shell,
  path: PATHS.board,
  component: lazyRouteComponent(() => import('./pages/office/BoardPage.tsx'), 'BoardPage'),
})

const nameSearch = ({ nama }: Record<string, unknown>): { nama?: string } =>
  typeof nama === 'string' && nama !== '' ? { nama } : {}

const agencies = createRoute({
  getParentRoute: () => shell,
  path: PATHS.agencies,
  validateSearch: nameSearch,
  component: lazyRouteComponent(() => import('./pages/office/AgenciesPage.tsx'), 'AgenciesPage'),
})

const agency = createRoute({
  getParentRoute: () => shell,
  path: PATHS.agency,
  component: lazyRouteComponent(() => import('./pages/office/AgencyPage.tsx'), 'AgencyPage'),
})

const agreements = createRoute({
  getParentRoute: () => shell,
  path: PATHS.agreements,
  validateSearch: nameSearch,
  component: lazyRouteComponent(() => import('./pages/office/AgreementsPage.tsx'), 'AgreementsPage'),
})

const agreement = createRoute({
  getParentRoute: () => shell,
  path: PATHS.agreement,
  component: lazyRouteComponent(() => import('./pages/office/AgreementPage.tsx'), 'AgreementPage'),
})

const enterAgreement = createRoute({
  getParentRoute: () => shell,
  path: PATHS.enterAgreement,
  component: lazyRouteComponent(
    () => import('./pages/agreement-form/EnterAgreementPage.tsx'),
    'EnterAgreementPage',
  ),
})

const requests = createRoute({
  getParentRoute: () => shell,
  path: PATHS.requests,
  validateSearch: ({ keadaan, menunggu, terlambat, nama }): RequestSearch => ({
    ...(typeof keadaan === 'string' && keadaan !== '' ? { keadaan } : {}),
    ...(typeof menunggu === 'string' && menunggu !== '' ? { menunggu } : {}),
    ...(terlambat === true ? { terlambat } : {}),
    ...nameSearch({ nama }),
  }),
  component: lazyRouteComponent(() => import('./pages/requests/RequestsPage.tsx'), 'RequestsPage'),
})

type RequestSearch = { keadaan?: string; menunggu?: string; terlambat?: boolean; nama?: string }

const newRequest = createRoute({
  getParentRoute: () => shell,
  path: PATHS.newRequest,
  component: lazyRouteComponent(() => import('./pages/requests/NewRequestPage.tsx'), 'NewRequestPage'),
})

const request = createRoute({
  getParentRoute: () => shell,
  path: PATHS.request,
  component: lazyRouteComponent(() => import('./pages/requests/RequestPage.tsx'), 'RequestPage'),
})

const requestForm = createRoute({
  getParentRoute: () => shell,
  path: PATHS.requestForm,
  component: lazyRouteComponent(() => import('./pages/requests/RequestFormPage.tsx'), 'RequestFormPage'),
})

const requestApproval = createRoute({
  getParentRoute: () => shell,
  path: PATHS.requestApproval,
  component: lazyRouteComponent(
    () => import('./pages/requests/RequestApprovalPage.tsx'),
    'RequestApprovalPage',
  ),
})

const requestDraft = createRoute({
  getParentRoute: () => shell,
  path: PATHS.requestDraft,
  component: lazyRouteComponent(() => import('./pages/requests/RequestDraftPage.tsx'), 'RequestDraftPage'),
})

const agreementPapers = createRoute({
  getParentRoute: () => shell,
  path: PATHS.agreementPapers,
  component: lazyRouteComponent(
    () => import('./pages/papers/AgreementPapersPage.tsx'),
    'AgreementPapersPage',
  ),
})

const PAPER_FILTERS = ['kata', 'jenis', 'instansi', 'keadaan', 'sejak', 'sampai', 'sebelum'] as const

export type PaperSearch = { [K in (typeof PAPER_FILTERS)[number]]?: string }

const papers = createRoute({
  getParentRoute: () => shell,
  path: PATHS.papers,
  validateSearch: (search): PaperSearch =>
    Object.fromEntries(
      PAPER_FILTERS.flatMap((name) => {
        const value = search[name]
        const text = typeof value === 'number' ? String(value) : value
        return typeof text === 'string' && text !== '' ? [[name, text]] : []
      }),
    ),
  component: lazyRouteComponent(() => import('./pages/papers/PapersPage.tsx'), 'PapersPage'),
})

const genuineness = createRoute({
  getParentRoute: () => root,
  path: PATHS.genuineness,
  component: lazyRouteComponent(() => import('./pages/papers/GenuinenessPage.tsx'), 'GenuinenessPage'),
})

const agreementObligations = createRoute({
  getParentRoute: () => shell,
  path: PATHS.agreementObligations,
  component: lazyRouteComponent(() => import('./pages/obligations/ObligationsPage.tsx'), 'ObligationsPage'),
})

const CALENDAR_FILTERS = ['tampilan', 'bulan', 'instansi', 'jenis', 'keadaan', 'pihak'] as const

export type CalendarSearch = { [K in (typeof CALENDAR_FILTERS)[number]]?: string }

const calendar = createRoute({
  getParentRoute: () => shell,
  path: PATHS.calendar,
  validateSearch: (search): CalendarSearch =>
    Object.fromEntries(
      CALENDAR_FILTERS.flatMap((name) => {
        const value = search[name]
        const text = typeof value === 'number' ? String(value) : value
        return typeof text === 'string' && text !== '' ? [[name, text]] : []
      }),
    ),
  component: lazyRouteComponent(() => import('./pages/obligations/CalendarPage.tsx'), 'CalendarPage'),
})

const tasks = createRoute({
  getParentRoute: () => shell,
  path: PATHS.tasks,
  component: lazyRouteComponent(() => import('./pages/tasks/TasksPage.tsx'), 'TasksPage'),
})

const notifications = createRoute({
  getParentRoute: () => shell,
  path: PATHS.notifications,
  validateSearch: ({ belum }): { belum?: true } => (belum === true ? { belum } : {}),
  component: lazyRouteComponent(() => import('./pages/tasks/NotificationsPage.tsx'), 'NotificationsPage'),
})

const officeMail = createRoute({
  getParentRoute: () => shell,
  path: PATHS.officeMail,
  component: lazyRouteComponent(() => import('./pages/settings/MailPage.tsx'), 'MailPage'),
})

const holidays = createRoute({
  getParentRoute: () => shell,
  path: PATHS.holidays,
  validateSearch: ({ tahun }): { tahun?: number } => (typeof tahun === 'number' ? { tahun } : {}),
  component: lazyRouteComponent(() => import('./pages/settings/HolidaysPage.tsx'), 'HolidaysPage'),
})

const terms = createRoute({
  getParentRoute: () => shell,
  path: PATHS.terms,
  validateSearch: ({ pada }): { pada?: string } => (typeof pada === 'string' && pada !== '' ? { pada } : {}),
  component: lazyRouteComponent(() => import('./pages/terms/TermsPage.tsx'), 'TermsPage'),
})

const feedbackOfAgreement = createRoute({
  getParentRoute: () => shell,
  path: PATHS.feedbackOfAgreement,
  component: lazyRouteComponent(
    () => import('./pages/feedback-definition/FeedbackTabPage.tsx'),
    'FeedbackTabPage',
  ),
})

const defineFeedback = createRoute({
  getParentRoute: () => shell,
  path: PATHS.defineFeedback,
  component: lazyRouteComponent(
    () => import('./pages/feedback-definition/EditDefinitionPage.tsx'),
    'EditDefinitionPage',
  ),
})

const changes = createRoute({
  getParentRoute: () => shell,
  path: PATHS.changes,
  component: lazyRouteComponent(() => import('./pages/changes/ChangesPage.tsx'), 'ChangesPage'),
})

const newChange = createRoute({
  getParentRoute: () => shell,
  path: PATHS.newChange,
  component: lazyRouteComponent(() => import('./pages/changes/ChangeFormPage.tsx'), 'NewChangePage'),
})

const change = createRoute({
  getParentRoute: () => shell,
  path: PATHS.change,
  component: lazyRouteComponent(() => import('./pages/changes/ChangePage.tsx'), 'ChangePage'),
})

const editChange = createRoute({
  getParentRoute: () => shell,
  path: PATHS.editChange,
  component: lazyRouteComponent(() => import('./pages/changes/ChangeFormPage.tsx'), 'EditChangePage'),
})

const agreementStatements = createRoute({
  getParentRoute: () => shell,
  path: PATHS.agreementStatements,
  component: lazyRouteComponent(() => import('./pages/statements/StatementsPage.tsx'), 'StatementsPage'),
})

const agreementRenewal = createRoute({
  getParentRoute: () => shell,
  path: PATHS.agreementRenewal,
  component: lazyRouteComponent(() => import('./pages/statements/RenewalPage.tsx'), 'RenewalPage'),
})

const agreementEnding = createRoute({
  getParentRoute: () => shell,
  path: PATHS.agreementEnding,
  component: lazyRouteComponent(() => import('./pages/endings/EndingPage.tsx'), 'EndingPage'),
})

const statements = createRoute({
  getParentRoute: () => shell,
  path: PATHS.statements,
  component: lazyRouteComponent(
    () => import('./pages/statements/WaitingStatementsPage.tsx'),
    'WaitingStatementsPage',
  ),
})

const drills = createRoute({
  getParentRoute: () => shell,
  path: PATHS.drills,
  component: lazyRouteComponent(() => import('./pages/endings/DrillsPage.tsx'), 'DrillsPage'),
})

const textIn = (search: Record<string, unknown>, name: string) => {
  const value = search[name]
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && text !== '' ? { [name]: text } : {}
}

export type MeetingSearch = { keadaan?: string; instansi?: string; perjanjian?: string }

const meetings = createRoute({
  getParentRoute: () => shell,
  path: PATHS.meetings,
  validateSearch: (search): MeetingSearch => ({
    ...textIn(search, 'keadaan'),
    ...textIn(search, 'instansi'),
    ...textIn(search, 'perjanjian'),
  }),
  component: lazyRouteComponent(() => import('./pages/meetings/MeetingsPage.tsx'), 'MeetingsPage'),
})

const newMeeting = createRoute({
  getParentRoute: () => shell,
  path: PATHS.newMeeting,
  validateSearch: (search): { perjanjian?: string } => textIn(search, 'perjanjian'),
  component: lazyRouteComponent(() => import('./pages/meetings/NewMeetingPage.tsx'), 'NewMeetingPage'),
})

const meeting = createRoute({
  getParentRoute: () => shell,
  path: PATHS.meeting,
  component: lazyRouteComponent(() => import('./pages/meetings/MeetingPage.tsx'), 'MeetingPage'),
})

export type BreachSearch = MeetingSearch & { terlambat?: true }

const breaches = createRoute({
  getParentRoute: () => shell,
  path: PATHS.breaches,
  validateSearch: (search): BreachSearch => ({
    ...textIn(search, 'keadaan'),
    ...textIn(search, 'instansi'),
    ...textIn(search, 'perjanjian'),
    ...(search.terlambat === true ? { terlambat: true } : {}),
  }),
  component: lazyRouteComponent(() => import('./pages/breaches/BreachesPage.tsx'), 'BreachesPage'),
})

const reportBreach = createRoute({
  getParentRoute: () => shell,
  path: PATHS.reportBreach,
  validateSearch: (search): { perjanjian?: string } => textIn(search, 'perjanjian'),
  component: lazyRouteComponent(() => import('./pages/breaches/ReportBreachPage.tsx'), 'ReportBreachPage'),
})

const breach = createRoute({
  getParentRoute: () => shell,
  path: PATHS.breach,
  component: lazyRouteComponent(() => import('./pages/breaches/BreachPage.tsx'), 'BreachPage'),
})

const proofs = createRoute({
  getParentRoute: () => shell,
  path: PATHS.proofs,
  validateSearch: ({ uji }): { uji?: number } => (typeof uji === 'number' ? { uji } : {}),
  component: lazyRouteComponent(() => import('./pages/proofs/ProofPage.tsx'), 'ProofPage'),
})

const PROPOSAL_FILTERS = ['jenis', 'instansi', 'umur', 'tanda', 'keadaan', 'impor', 'sesudah'] as const

export type ProposalSearch = { [K in (typeof PROPOSAL_FILTERS)[number]]?: string }

const proposals = createRoute({
  getParentRoute: () => shell,
  path: PATHS.proposals,
  validateSearch: (search): ProposalSearch =>
    Object.assign({}, ...PROPOSAL_FILTERS.map((name) => textIn(search, name))),
  component: lazyRouteComponent(
    () => import('./pages/feedback-proposals/ProposalsPage.tsx'),
    'ProposalsPage',
  ),
})

const proposal = createRoute({
  getParentRoute: () => shell,
  path: PATHS.proposal,
  component: lazyRouteComponent(() => import('./pages/feedback-proposals/ProposalPage.tsx'), 'ProposalPage'),
})

const feedbackMedia = createRoute({
  getParentRoute: () => shell,
  path: PATHS.feedbackMedia,
  component: lazyRouteComponent(
    () => import('./pages/feedback-media/AgencyMediaPage.tsx'),
    'AgencyMediaPage',
  ),
})

const officeFeedbackMedia = createRoute({
  getParentRoute: () => shell,
  path: PATHS.officeFeedbackMedia,
  component: lazyRouteComponent(
    () => import('./pages/feedback-media/OfficeMediaPage.tsx'),
    'OfficeMediaPage',
  ),
})

const feedbackPackage = createRoute({
  getParentRoute: () => shell,
  path: PATHS.feedbackPackage,
  component: lazyRouteComponent(() => import('./pages/feedback-media/PackagePage.tsx'), 'PackagePage'),
})

const feedbackToCentre = createRoute({
  getParentRoute: () => shell,
  path: PATHS.feedbackToCentre,
  component: lazyRouteComponent(() => import('./pages/feedback-media/CentrePage.tsx'), 'CentrePage'),
})

const credentials = createRoute({
  getParentRoute: () => shell,
  path: PATHS.credentials,
  validateSearch: ({ perjanjian }): { perjanjian?: string } =>
    typeof perjanjian === 'string' && perjanjian !== '' ? { perjanjian } : {},
  component: lazyRouteComponent(() => import('./pages/office/CredentialsPage.tsx'), 'CredentialsPage'),
})

const staff = createRoute({
  getParentRoute: () => shell,
  path: PATHS.staff,
  validateSearch: ({ peran }): { peran?: string } =>
    typeof peran === 'string' && peran !== '' ? { peran } : {},
  component: lazyRouteComponent(() => import('./pages/office/StaffPage.tsx'), 'StaffPage'),
})

const approvals = createRoute({
  getParentRoute: () => shell,
  path: PATHS.approvals,
  validateSearch: ({ keadaan, jenis }): { keadaan?: string; jenis?: string } => ({
    ...(typeof keadaan === 'string' && keadaan !== '' ? { keadaan } : {}),
    ...(typeof jenis === 'string' && jenis !== '' ? { jenis } : {}),
  }),
  component: lazyRouteComponent(() => import('./pages/approvals/ApprovalsPage.tsx'), 'ApprovalsPage'),
})

const approval = createRoute({
  getParentRoute: () => shell,
  path: PATHS.approval,
  component: lazyRouteComponent(() => import('./pages/approvals/ApprovalPage.tsx'), 'ApprovalPage'),
})

const AUDIT_FILTERS = ['event', 'outcome', 'agency', 'userId', 'from', 'until', 'before'] as const

export type AuditSearch = { [K in (typeof AUDIT_FILTERS)[number]]?: string }

const audit = createRoute({
  getParentRoute: () => shell,
  path: PATHS.audit,
  validateSearch: (search): AuditSearch =>
    Object.fromEntries(
      AUDIT_FILTERS.flatMap((name) => {
        const value = search[name]
        const text = typeof value === 'number' ? String(value) : value
        return typeof text === 'string' && text !== '' ? [[name, text]] : []
      }),
    ),
  component: lazyRouteComponent(() => import('./pages/audit/AuditPage.tsx'), 'AuditPage'),
})

const auditEntry = createRoute({
  getParentRoute: () => shell,
  path: PATHS.auditEntry,
  component: lazyRouteComponent(() => import('./pages/audit/AuditEntryPage.tsx'), 'AuditEntryPage'),
})

const nikSearch = createRoute({
  getParentRoute: () => shell,
  path: PATHS.nikSearch,
  component: lazyRouteComponent(() => import('./pages/audit/NikSearchPage.tsx'), 'NikSearchPage'),
})

const agreementSearch = ({ perjanjian }: Record<string, unknown>): { perjanjian?: string } =>
  typeof perjanjian === 'string' && perjanjian !== '' ? { perjanjian } : {}

const feedback = createRoute({
  getParentRoute: () => shell,
  path: PATHS.feedback,
  validateSearch: ({ perjanjian, sebelum }): { perjanjian?: string; sebelum?: number } => ({
    ...agreementSearch({ perjanjian }),
    ...(typeof sebelum === 'number' ? { sebelum } : {}),
  }),
  component: lazyRouteComponent(() => import('./pages/feedback/FeedbackPage.tsx'), 'FeedbackPage'),
})

const feedbackForm = createRoute({
  getParentRoute: () => shell,
  path: PATHS.feedbackForm,
  validateSearch: agreementSearch,
  component: lazyRouteComponent(() => import('./pages/feedback/FormPage.tsx'), 'FormPage'),
})

const feedbackUploads = createRoute({
  getParentRoute: () => shell,
  path: PATHS.feedbackUploads,
  validateSearch: agreementSearch,
  component: lazyRouteComponent(() => import('./pages/feedback/UploadsPage.tsx'), 'UploadsPage'),
})

const gaps = createRoute({
  getParentRoute: () => shell,
  path: PATHS.gaps,
  validateSearch: agreementSearch,
  component: lazyRouteComponent(() => import('./pages/feedback-compliance/GapsPage.tsx'), 'GapsPage'),
})

const COMPLIANCE_FILTERS = ['dari', 'sampai', 'instansi', 'perjanjian', 'menurut', 'jendela'] as const

export type ComplianceSearch = { [K in (typeof COMPLIANCE_FILTERS)[number]]?: string }

const compliance = createRoute({
  getParentRoute: () => shell,
  path: PATHS.compliance,
  validateSearch: (search): ComplianceSearch =>
    Object.assign({}, ...COMPLIANCE_FILTERS.map((name) => textIn(search, name))),
  component: lazyRouteComponent(
    () => import('./pages/feedback-compliance/CompliancePage.tsx'),
    'CompliancePage',
  ),
})

const complianceOf = createRoute({
  getParentRoute: () => shell,
  path: PATHS.complianceOf,
  component: lazyRouteComponent(() => import('./pages/feedback-compliance/StandingPage.tsx'), 'StandingPage'),
})

const feedbackUpload = createRoute({
  getParentRoute: () => shell,
  path: PATHS.feedbackUpload,
  component: lazyRouteComponent(() => import('./pages/feedback/UploadPage.tsx'), 'UploadPage'),
})

const guide = createRoute({
  getParentRoute: () => shell,
  path: PATHS.guide,
  validateSearch: ({ cari }): { cari?: string } =>
    typeof cari === 'string' && cari !== '' ? { cari } : typeof cari === 'number' ? { cari: `${cari}` } : {},
  component: lazyRouteComponent(() => import('./pages/guide/GuidePage.tsx'), 'GuidePage'),
})

const guideChapter = createRoute({
  getParentRoute: () => shell,
  path: PATHS.guideChapter,
  component: lazyRouteComponent(() => import('./pages/guide/GuideChapterPage.tsx'), 'GuideChapterPage'),
})

const signInGuide = createRoute({
  getParentRoute: () => root,
  path: PATHS.signInGuide,
  component: lazyRouteComponent(() => import('./pages/guide/SignInGuidePage.tsx'), 'SignInGuidePage'),
})

const extractCheck = createRoute({
  getParentRoute: () => shell,
  path: PATHS.extractCheck,
  component: lazyRouteComponent(() => import('./pages/audit/ExtractCheckPage.tsx'), 'ExtractCheckPage'),
})

const ownOfficials = createRoute({
  getParentRoute: () => shell,
  path: PATHS.ownOfficials,
  component: lazyRouteComponent(() => import('./pages/officials/OfficialsPages.tsx'), 'OwnOfficialsPage'),
})

const agencyOfficials = createRoute({
  getParentRoute: () => shell,
  path: PATHS.agencyOfficials,
  component: lazyRouteComponent(() => import('./pages/officials/OfficialsPages.tsx'), 'AgencyOfficialsPage'),
})

const officeOfficials = createRoute({
  getParentRoute: () => shell,
  path: PATHS.officeOfficials,
  component: lazyRouteComponent(() => import('./pages/officials/OfficialsPages.tsx'), 'OfficeOfficialsPage'),
})

const settings = createRoute({
  getParentRoute: () => shell,
  path: PATHS.settings,
  component: lazyRouteComponent(() => import('./pages/settings/SettingsPage.tsx'), 'SettingsPage'),
})

const letterTemplates = createRoute({
  getParentRoute: () => shell,
  path: PATHS.letterTemplates,
  component: lazyRouteComponent(() => import('./pages/letters/TemplatesPage.tsx'), 'TemplatesPage'),
})

const letterTemplate = createRoute({
  getParentRoute: () => shell,
  path: PATHS.letterTemplate,
  component: lazyRouteComponent(() => import('./pages/letters/TemplatePage.tsx'), 'TemplatePage'),
})

const letterSettings = createRoute({
  getParentRoute: () => shell,
  path: PATHS.letterSettings,
  component: lazyRouteComponent(() => import('./pages/letters/LetterSettingsPage.tsx'), 'LetterSettingsPage'),
})

const inside = shell.addChildren([
  home,
  tasks,
  notifications,
  calendar,
  agreementObligations,
  holidays,
  officeMail,
  checkNik,
  history,
  sessions,
  account,
  overview,
  operators,
  ownCredentials,
  board,
  agencies,
  agency,
  agreements,
  agreement,
  proofs,
  agreementPapers,
  papers,
  enterAgreement,
  requests,
  newRequest,
  request,
  requestForm,
  requestApproval,
  requestDraft,
  terms,
  feedbackOfAgreement,
  defineFeedback,
  changes,
  newChange,
  change,
  editChange,
  agreementStatements,
  agreementRenewal,
  agreementEnding,
  statements,
  drills,
  ownOfficials,
  agencyOfficials,
  officeOfficials,
  meetings,
  newMeeting,
  meeting,
  breaches,
  reportBreach,
  breach,
  feedback,
  feedbackForm,
  feedbackUploads,
  feedbackUpload,
  gaps,
  compliance,
  complianceOf,
  proposals,
  proposal,
  feedbackMedia,
  officeFeedbackMedia,
  feedbackPackage,
  feedbackToCentre,
  credentials,
  staff,
  approvals,
  approval,
  audit,
  auditEntry,
  nikSearch,
  extractCheck,
  settings,
  letterTemplates,
  letterTemplate,
  letterSettings,
  guide,
  guideChapter,
])

export const router = createRouter({
  routeTree: root.addChildren([signIn, signInGuide, genuineness, inside]),
  // Going back to a page finds it at its top: nothing of what stood there is kept.
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

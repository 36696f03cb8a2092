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

const settings = createRoute({
  getParentRoute: () => shell,
  path: PATHS.settings,
  component: lazyRouteComponent(() => import('./pages/settings/SettingsPage.tsx'), 'SettingsPage'),
})

const inside = shell.addChildren([
  home,
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
  credentials,
  staff,
  approvals,
  approval,
  audit,
  auditEntry,
  nikSearch,
  extractCheck,
  settings,
  guide,
  guideChapter,
])

export const router = createRouter({
  routeTree: root.addChildren([signIn, signInGuide, inside]),
  // Going back to a page finds it at its top: nothing of what stood there is kept.
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

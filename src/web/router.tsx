import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { HomePage } from './pages/HomePage.tsx'
import { NotFoundPage } from './pages/NotFoundPage.tsx'
import { PATHS } from './paths.ts'
import { Shell } from './ui/Shell.tsx'

const root = createRootRoute({ notFoundComponent: NotFoundPage })

const signIn = createRoute({
  getParentRoute: () => root,
  path: PATHS.signIn,
  validateSearch: ({ why }): { why?: 'expired' | 'left' } =>
    why === 'expired' || why === 'left' ? { why } : {},
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

const inside = shell.addChildren([
  home,
  checkNik,
  history,
  sessions,
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
  audit,
  auditEntry,
  nikSearch,
])

export const router = createRouter({
  routeTree: root.addChildren([signIn, inside]),
  // Going back to a page finds it at its top: nothing of what stood there is kept.
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

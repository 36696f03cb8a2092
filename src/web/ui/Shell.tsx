import { Button } from '@mantine/core'
import { IconBook2, IconMenu2 } from '@tabler/icons-react'
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getOrThrow, Refused } from '../api/client.ts'
import { useIsReachable, whenSignedOut } from '../api/connection.ts'
import { type Me, meShape, signOut } from '../api/session.ts'
import { menuFor } from '../doors.ts'
import { forgetDesk } from '../pages/check-nik/desk-memory.ts'
import { PATHS } from '../paths.ts'
import { Bell } from './Bell.tsx'
import { Brand } from './Brand.tsx'
import { useRoleName } from './Door.tsx'
import { ME_KEY, MeContext } from './me.ts'
import { PathLink } from './PathLink.tsx'
import { Preferences } from './Preferences.tsx'
import { ProblemNote } from './ProblemNote.tsx'
import { Redirect } from './Redirect.tsx'
import { rememberPlace } from './return-place.ts'
import { WaitingCount } from './WaitingCount.tsx'

/** Everything behind the sign-in: who is signed in, the menu, the page. */
export function Shell() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { pathname } = useLocation()
  const me = useQuery({ queryKey: ME_KEY, queryFn: () => getOrThrow('/me', meShape), staleTime: 60_000 })
  useEffect(
    () =>
      whenSignedOut((why) => {
        // The first question of a new visit is answered the same way; nothing has ended then.
        if (queries.getQueryData(ME_KEY) === undefined) return
        rememberPlace(window.location.pathname)
        forgetDesk()
        void leaveFor(queries, () => navigate({ to: PATHS.signIn, search: { why } }))
      }),
    [navigate, queries],
  )
  if (me.data !== undefined) {
    return me.data.next === 'ready' ? <Frame me={me.data} /> : <Redirect to={PATHS.signIn} />
  }
  if (me.error instanceof Refused) {
    const { problem } = me.error
    if (problem.status === 401) {
      rememberPlace(pathname)
      return <Redirect to={PATHS.signIn} />
    }
    return (
      <main className="main">
        <ProblemNote problem={problem} onRetry={() => void me.refetch()} />
      </main>
    )
  }
  return <div role="status" aria-label={t('app.loading')} />
}

/**
 * Forgets what was asked for once its page has gone. Forgotten before, it would be asked for once more, and
 * that refusal would lead to a sign-in page that does not say why.
 */
async function leaveFor(queries: QueryClient, navigate: () => Promise<void>) {
  await navigate()
  queries.removeQueries({ type: 'inactive' })
}

function Frame({ me }: { me: Me }) {
  const { t } = useTranslation()
  const [isMenuOpen, setMenuOpen] = useState(false)
  const isReachable = useIsReachable()
  const { pathname } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes with every change of page
  useEffect(() => setMenuOpen(false), [pathname])
  return (
    <MeContext value={me}>
      <a className="skip-link" href="#isi">
        {t('app.skip')}
      </a>
      <div className="frame">
        <header className="bar" data-open={isMenuOpen}>
          <Button
            className="menu-button"
            variant="default"
            size="xs"
            leftSection={<IconMenu2 size={18} aria-hidden />}
            aria-expanded={isMenuOpen}
            aria-controls="menu"
            onClick={() => setMenuOpen(!isMenuOpen)}
          >
            {isMenuOpen ? t('app.closeMenu') : t('app.menu')}
          </Button>
          <Brand />
          <span className="bar-office">{me.office.name}</span>
          <div className="bar-end">
            <Bell />
            <Preferences />
            <Person me={me} />
          </div>
        </header>
        {!isReachable && (
          <div className="banner" role="alert">
            {t('app.serverLost')}
          </div>
        )}
        <nav className="nav" id="menu" aria-label={t('app.navigation')} data-open={isMenuOpen}>
          <ul>
            {menuFor({ role: me.staff.role, permissions: me.permissions }).map(
              ({ path, label, icon: Sign }) => (
                <li key={path}>
                  <Link to={path}>
                    <Sign size={20} aria-hidden />
                    {t(`nav.${label}`)}
                    {path === PATHS.approvals && <WaitingCount />}
                  </Link>
                </li>
              ),
            )}
          </ul>
          <ul className="nav-foot">
            <li>
              <Link to={PATHS.guide}>
                <IconBook2 size={20} aria-hidden />
                {t('nav.guide')}
              </Link>
            </li>
          </ul>
        </nav>
        <main className="main" id="isi" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </MeContext>
  )
}

function Person({ me }: { me: Me }) {
  const { t } = useTranslation()
  const roleName = useRoleName()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const leave = async () => {
    await signOut()
    forgetDesk()
    // What forms keep over a reload is its owner's alone.
    sessionStorage.clear()
    await leaveFor(queries, () => navigate({ to: PATHS.signIn, search: { why: 'left' }, replace: true }))
  }
  return (
    <>
      <span className="bar-person">
        <PathLink to={PATHS.account}>{me.staff.fullName}</PathLink>
        <small>
          {roleName(me.staff.role)}
          {me.agency !== null && ` · ${me.agency.name}`}
        </small>
      </span>
      <Button variant="default" size="xs" onClick={() => void leave()}>
        {t('app.signOut')}
      </Button>
    </>
  )
}

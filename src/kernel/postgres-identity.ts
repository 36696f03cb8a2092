import { spawnSync } from 'node:child_process'
import { existsSync, lchownSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

export type ProcessCommand = {
  file: string
  args: string[]
  options: { uid?: number; gid?: number; cwd: string; env: NodeJS.ProcessEnv }
}

/** As whom PostgreSQL runs, and how its files come to belong to that user. */
export type Identity = {
  kind: 'self' | 'user' | 'namespace'
  command(file: string, args: string[]): ProcessCommand
  /** Gives a file, or a folder with all in it, to the user that PostgreSQL runs as. */
  takeOver(path: string): void
}

/**
 * PostgreSQL refuses to run as root. As another user this answers `self`. As root it is, in this order:
 * an unprivileged user (`gapura` where the machine has one, else `nobody`) when that user can reach both
 * folders; else a user namespace in which root's files appear as an ordinary user's, so that a clone below
 * a folder closed to others (mode 0700) works too.
 *
 * @throws when root can do neither; the message says what to change.
 */
export function identityFor(binDir: string, dataDir: string): Identity {
  if (process.getuid?.() !== 0) return plain('self', undefined)
  const user = unprivilegedUser()
  if (user !== undefined && isReachable(binDir) && isReachable(dataDir)) return plain('user', user)
  if (spawnSync('unshare', [...NAMESPACE, 'true']).status === 0) return namespace()
  throw new Error(
    `PostgreSQL cannot run as root, and another user cannot reach ${binDir} and ${dataDir}. ` +
      'Start Gapura as an ordinary user, or open the parent folders for passing through (chmod o+x), or set GAPURA_DATA_DIR.',
  )
}

const NAMESPACE = ['--user', '--map-user=1000', '--map-group=1000', '--']

type User = { uid: number; gid: number }

// A stranger's environment (NODE_OPTIONS, PG…) has no business in the database server.
const ENV = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

function plain(kind: 'self' | 'user', user: User | undefined): Identity {
  return {
    kind,
    command: (file, args) => ({ file, args, options: { ...user, cwd: '/', env: ENV } }),
    takeOver: (path) => {
      if (user !== undefined) giveTo(path, user)
    },
  }
}

function namespace(): Identity {
  return {
    kind: 'namespace',
    command: (file, args) => ({
      file: 'unshare',
      args: [...NAMESPACE, file, ...args],
      options: { cwd: '/', env: ENV },
    }),
    takeOver: (path) => giveTo(path, { uid: 0, gid: 0 }),
  }
}

function giveTo(path: string, user: User) {
  const stat = statSync(path)
  if (stat.uid === user.uid && !stat.isDirectory()) return
  if (stat.isDirectory()) for (const name of readdirSync(path)) giveTo(join(path, name), user)
  if (stat.uid !== user.uid) lchownSync(path, user.uid, user.gid)
}

function unprivilegedUser(): User | undefined {
  if (!existsSync('/etc/passwd')) return undefined
  const entries = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const name of ['gapura', 'nobody']) {
    const entry = entries.find(([user]) => user === name)
    if (entry !== undefined) return { uid: Number(entry[2]), gid: Number(entry[3]) }
  }
  return undefined
}

/** Whether others may pass through every folder above and including this one. */
function isReachable(folder: string): boolean {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}

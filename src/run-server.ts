import { closeApprovals, noteFourEyes } from './approvals/index.ts'
import { indexClosedMonths, prepareAuditMonths, settleOverflow } from './audit/index.ts'
import { createAuthenticator } from './credentials/index.ts'
import { fillDemo, listDemoAccounts, refreshDemoFile } from './demo/index.ts'
import { callerAddress } from './http/caller-address.ts'
import { registerPortal } from './http/portal-access.ts'
import { createServer } from './http/server.ts'
import { tlsOf } from './http/tls.ts'
import { isPortalBuilt, registerWebFiles, WEB_DIR } from './http/web-files.ts'
import type { Config } from './kernel/config.ts'
import { openPool } from './kernel/database.ts'
import { claimInstallation, openInstallation, openOwnerPool } from './kernel/installation.ts'
import { describeInstallation } from './kernel/installation-facts.ts'
import { openLog } from './kernel/log.ts'
import { openSealer } from './kernel/seal.ts'
import { openNikHasher } from './kernel/secrets.ts'
import { holdServerLock } from './kernel/server-lock.ts'
import { startTimer } from './kernel/timer.ts'
import {
  createOidcProvider,
  createPasswordDesk,
  portalKeys,
  purgeAttempts,
  purgeOidc,
  purgeSessions,
  requireSealKey,
} from './offices/index.ts'
import { registerPortalRoutes } from './portal-routes.ts'
import { seedRegions } from './registry/index.ts'
import {
  createGateLatency,
  createWireListener,
  openPortalGate,
  startGateThread,
} from './verification/index.ts'

export type RunningServer = {
  /** `http://127.0.0.1:8080` */
  address: string
  /** Answers what it has taken, then closes everything; the embedded database last. */
  stop(cause: string): Promise<void>
}

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** Starts a server: database, gate, listeners, timers. What it opened it closes again when a step fails. */
export async function runServer(config: Config): Promise<RunningServer> {
  const log = openLog(config.logLevel)
  const closers: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const closer of closers.reverse()) await closer()
  }
  try {
    const installation = await openInstallation(config)
    const { embedded, ownerUrl } = installation
    if (embedded !== null) {
      closers.push(() => embedded.stop())
      if (embedded.adopted) log.warn('adopted the database that an earlier server left running')
      const hold = () => holdServerLock(ownerUrl)
      let lock = await hold().catch((error: unknown) => {
        closers.pop()
        throw error
      })
      const watch = startTimer(2 * SECOND_MS, log, 'watch the database', async () => {
        if (!(await embedded.revive())) return
        log.error('the database had died and was started again')
        lock = await hold()
      })
      closers.push(async () => {
        watch.stop()
        await lock.release()
      })
    }
    if (config.fourEyes === 'single') log.warn('four eyes are off: one person grants authority in the portal')
    const nikHasher = openNikHasher(config.nikKeyFile, { mayMake: installation.isNew })
    const sealer = openSealer(config.sealKeyFile)
    const ownerPool = openOwnerPool(ownerUrl, 'gapura setup')
    try {
      await prepare(ownerPool)
      await requireSealKey(ownerPool, sealer)
      if (installation.isNew && config.demo) await fillDemo({ pool: ownerPool, config, log })
      await claimInstallation(ownerPool, { nikKeyFingerprint: nikHasher.fingerprint, demo: config.demo })
      await noteFourEyes(ownerPool, config.fourEyes)
    } finally {
      await ownerPool.end()
    }

    refreshDemoFile(config)

    const serverUrl = embedded?.socketUrl ?? ownerUrl
    const database = { url: serverUrl, role: 'gapura_app', applicationName: 'gapura' } as const
    const pool = openPool(database)
    closers.push(() => pool.end())
    const latency = createGateLatency()
    const gate = await startGateThread({
      data: { databaseUrl: serverUrl, nikKeyFile: config.nikKeyFile, logLevel: config.logLevel },
      log,
      latency: latency.programs,
    })
    closers.push(() => gate.stop())
    const portalGate = await openPortalGate({
      databaseUrl: ownerUrl,
      pool,
      nikHasher,
      log,
      latency: latency.people,
    })
    closers.push(() => portalGate.stop())
    const authenticator = createAuthenticator(pool)

    const timers = [
      startTimer(MINUTE_MS, log, 'settle refusal counts', () => settleOverflow(pool)),
      startTimer(6 * HOUR_MS, log, 'prepare audit months', async () => {
        await prepareAuditMonths(pool)
        await indexClosedMonths(pool)
      }),
      startTimer(10 * MINUTE_MS, log, 'end old proposals', () => closeApprovals(pool)),
      startTimer(10 * MINUTE_MS, log, 'remove ended sessions', () =>
        Promise.all([purgeSessions(pool), purgeAttempts(pool), purgeOidc(pool)]),
      ),
    ]
    closers.push(async () => {
      for (const timer of timers) timer.stop()
    })

    const keys = portalKeys(sealer)
    const desk = createPasswordDesk()
    const oidc =
      config.oidc === null || config.publicUrl === null
        ? null
        : createOidcProvider(config.oidc, config.publicUrl)
    const listeners = [{ port: config.port, tls: undefined }, ...(await tlsOf(config, log))]
    const addressOf = callerAddress(config.trustedProxies)
    const addresses: string[] = []
    for (const { port, tls } of listeners) {
      const app = createServer({
        log,
        trustedProxies: config.trustedProxies,
        beforeRouter: createWireListener({ gate, authenticator, log, addressOf }),
        ...(tls === undefined ? {} : { tls }),
      })
      const demoAccounts = () => listDemoAccounts(config)
      registerPortal(app, { pool, log }, (scope) =>
        registerPortalRoutes(scope, {
          pool,
          log,
          gate: portalGate.gate,
          keys,
          desk,
          nikHasher,
          fourEyes: config.fourEyes,
          demoAccounts,
          publicUrl: config.publicUrl,
          oidc,
          latency,
          facts: () => describeInstallation(config, pool, addresses),
        }),
      )
      // The gate answers programs also where nobody has built the pages.
      if (isPortalBuilt(WEB_DIR)) registerWebFiles(app, { webDir: WEB_DIR })
      else log.warn('the portal is not built (npm run build:web): no pages are served')
      addresses.push(await app.listen({ host: config.host, port }))
      closers.push(() => app.close())
    }
    const [address = ''] = addresses
    log.info({ addresses }, 'ready')
    return {
      address,
      stop: async (cause) => {
        log.info({ cause }, 'stopping')
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function prepare(ownerPool: ReturnType<typeof openOwnerPool>) {
  await seedRegions(ownerPool)
  await prepareAuditMonths(ownerPool)
}

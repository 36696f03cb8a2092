import { closeApprovals, noteFourEyes } from './approvals/index.ts'
import { indexClosedMonths, prepareAuditMonths, settleOverflow } from './audit/index.ts'
import { backgroundJobs } from './background-jobs.ts'
import { createAuthenticator } from './credentials/index.ts'
import { fillDemo, listDemoAccounts, refreshDemoFile } from './demo/index.ts'
import { noteTermsOver } from './endings/index.ts'
import {
  followAccesses,
  followFeedbackRows,
  openFeedbackDesk,
  planForwarding,
  purgeAnswers,
  purgeTrials,
  registerFeedbackApiRoutes,
  registerFeedbackWireRoutes,
  startLoader,
} from './feedback/index.ts'
import { claimFileKey, openVault, type Vault } from './files/index.ts'
import { callerAddress } from './http/caller-address.ts'
import { registerPortal } from './http/portal-access.ts'
import { createServer } from './http/server.ts'
import { tlsOf } from './http/tls.ts'
import { isPortalBuilt, registerWebFiles, WEB_DIR } from './http/web-files.ts'
import type { Config } from './kernel/config.ts'
import { openPool } from './kernel/database.ts'
import { claimInstallation, openInstallation, openOwnerPool } from './kernel/installation.ts'
import { describeInstallation } from './kernel/installation-facts.ts'
import { startJobs } from './kernel/jobs.ts'
import { openLog } from './kernel/log.ts'
import { openSealer } from './kernel/seal.ts'
import { openNikHasher } from './kernel/secrets.ts'
import { holdServerLock } from './kernel/server-lock.ts'
import { startTimer } from './kernel/timer.ts'
import { openTypesetter } from './letters/index.ts'
import {
  createOidcProvider,
  createPasswordDesk,
  portalKeys,
  purgeAttempts,
  purgeOidc,
  purgeSessions,
  requireSealKey,
} from './offices/index.ts'
import { createPaperMaker, openLocalSigner, type PaperMaker } from './papers/index.ts'
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
        await watch.stop()
        await lock.release()
      })
    }
    if (config.fourEyes === 'single') log.warn('four eyes are off: one person grants authority in the portal')
    const nikHasher = openNikHasher(config.nikKeyFile, { mayMake: installation.isNew })
    const sealer = openSealer(config.sealKeyFile)
    const ownerPool = openOwnerPool(ownerUrl, 'gapura setup')
    const signer = config.signing === null ? null : openLocalSigner(config.signing)
    const typesetter = openTypesetter()
    closers.push(() => typesetter.close())
    let vault: Vault
    let paperMaker: PaperMaker
    try {
      const files = await openVault(ownerPool, config.fileKeyFile)
      vault = files.vault
      const siteUrl = config.publicUrl ?? `http://${config.host}:${config.port}`
      paperMaker = createPaperMaker({ typesetter, vault, signer, siteUrl })
      await prepare(ownerPool)
      await requireSealKey(ownerPool, sealer)
      if (installation.isNew && config.demo)
        await fillDemo({ pool: ownerPool, config, log, vault, paperMaker })
      await claimInstallation(ownerPool, { nikKeyFingerprint: nikHasher.fingerprint, demo: config.demo })
      await claimFileKey(ownerPool, files.fingerprint)
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
    const feedbackDesk = openFeedbackDesk({ pool, nikHasher, log })
    closers.push(() => feedbackDesk.stop())
    const loader = startLoader({
      pool,
      databaseUrl: serverUrl,
      nikKeyFile: config.nikKeyFile,
      isDatabaseHere: embedded !== null,
      log,
    })
    closers.push(() => loader.stop())

    const timers = [
      startTimer(MINUTE_MS, log, 'settle refusal counts', () => settleOverflow(pool)),
      startTimer(6 * HOUR_MS, log, 'prepare audit months', async () => {
        await prepareAuditMonths(pool)
        await indexClosedMonths(pool)
      }),
      startTimer(MINUTE_MS, log, 'follow accesses', () => followAccesses(pool)),
      startTimer(10 * SECOND_MS, log, 'make proposals of feedback', (signal) =>
        followFeedbackRows(pool, { signal }),
      ),
      ...(config.media.forwarding === null
        ? []
        : [startTimer(MINUTE_MS, log, 'forward feedback', () => planForwarding(pool))]),
      startTimer(HOUR_MS, log, 'forget old answers to feedback', () => purgeAnswers(pool)),
      startTimer(HOUR_MS, log, 'forget old trials of feedback', () => purgeTrials(pool)),
      startTimer(10 * MINUTE_MS, log, 'end old proposals', () => closeApprovals(pool)),
      startTimer(10 * MINUTE_MS, log, 'note terms that are over', () => noteTermsOver(pool)),
      startTimer(10 * MINUTE_MS, log, 'remove ended sessions', () =>
        Promise.all([purgeSessions(pool), purgeAttempts(pool), purgeOidc(pool)]),
      ),
    ]
    closers.push(() => Promise.all(timers.map((timer) => timer.stop())))

    const jobs = await startJobs({ databaseUrl: serverUrl, log, ...backgroundJobs(pool, config) })
    closers.push(() => jobs.stop())

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
      registerFeedbackWireRoutes(app, { desk: feedbackDesk, authenticator })
      registerFeedbackApiRoutes(app, { desk: feedbackDesk })
      const demoAccounts = () => listDemoAccounts(config)
      registerPortal(app, { pool, log }, (scope) =>
        registerPortalRoutes(scope, {
          pool,
          log,
          vault,
          paperMaker,
          typesetter,
          gate: portalGate.gate,
          keys,
          desk,
          nikHasher,
          fourEyes: config.fourEyes,
          demoAccounts,
          publicUrl: config.publicUrl,
          offersHttps: listeners.length > 1 || config.publicUrl?.startsWith('https:') === true,
          oidc,
          mail: config.smtp === null ? null : { from: config.smtp.from, server: config.smtp.host },
          media: config.media,
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

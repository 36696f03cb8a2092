import { listRegisteredAddresses, noteGuidelineIn, registerAddresses } from '../agreements/index.ts'
import { toCidr } from '../kernel/network.ts'
import { acceptedStatements, enterStatement, statementsMissing } from '../statements/index.ts'
import type { RequestFault } from './domain.ts'
import type { Step } from './step.store.ts'
import type { ActDoing, Doing, Done } from './take-step.ts'
import { numberFaults, numberIn, readOfficial, writePaper } from './write-paper.ts'

/** The technical guideline: with a number of its own, or as the annex of the agreement without one (RQ-15). */
export const ISSUE_GUIDELINE: ActDoing = {
  changesAuthority: true,
  do: async (doing): Promise<Done> => {
    const { tx, request, body, actor } = doing
    const isAnnex = body.truth('isAnnex') === true
    const faults = numberFaults(doing, false)
    if (faults.length > 0 || request.agreementCode === null) return { kind: 'refused', faults }
    const signed = doing.steps.findLast(({ act }) => act === 'sign-for-registry')?.detail.number
    const number = isAnnex && typeof signed === 'string' ? { number: signed } : numberIn(doing)
    const written = await writePaper(doing, { kind: 'technical-guideline', ...number })
    if (written.kind === 'refused') return written
    const given = written.paper?.number ?? null
    if (!isAnnex && given !== null) {
      await noteGuidelineIn(tx, { code: request.agreementCode, number: given, by: actor.by })
    }
    return { kind: 'done', paper: written.paper, detail: { number: isAnnex ? null : given, isAnnex } }
  },
}

type Capacity = {
  bandwidthMbps: number | null
  connectionPoints: number | null
  provider: string | null
}

function readCapacity({ body, request, sent }: Pick<Doing, 'body' | 'request' | 'sent'>): {
  capacity: Capacity
  faults: RequestFault[]
} {
  const { network } = request.draft
  const faults: RequestFault[] = []
  const fault = (field: string, message: string) => faults.push({ field, code: 'RQ-16', message })
  const bandwidth: unknown = Object(sent).bandwidthMbps ?? network?.bandwidthMbps ?? null
  const points = body.integer('connectionPoints') ?? network?.connectionPoints ?? null
  const provider = body.text('provider') || network?.provider || null
  const isBandwidth = typeof bandwidth === 'number' && bandwidth > 0 && bandwidth <= 1_000_000
  if (bandwidth !== null && !isBandwidth) fault('bandwidthMbps', 'Lebar pita: bilangan lebih dari 0 (Mbps).')
  if (body.has('connectionPoints') && (points === null || points < 1 || points > 10_000)) {
    fault('connectionPoints', 'Titik koneksi: bilangan mulai 1.')
  }
  if (provider !== null && provider.length > 150) fault('provider', 'Paling banyak 150 huruf.')
  return {
    capacity: { bandwidthMbps: isBandwidth ? bandwidth : null, connectionPoints: points, provider },
    faults,
  }
}

export const REQUEST_NETWORK: ActDoing = {
  do: async (doing): Promise<Done> => {
    const { capacity, faults } = readCapacity(doing)
    faults.push(...numberFaults(doing, true))
    if (faults.length > 0) return { kind: 'refused', faults }
    const written = await writePaper(doing, { kind: 'ip-lan-request', ...numberIn(doing) })
    if (written.kind === 'refused') return written
    return { kind: 'done', paper: written.paper, detail: { ...numberIn(doing), ...capacity } }
  },
}

/** Allocating the IP LAN registers it: User IDs of the agreement are given from there (RQ-16). */
export const ALLOCATE_NETWORK: ActDoing = {
  do: async (doing): Promise<Done> => {
    const { tx, request, body, on, isRefused } = doing
    const { capacity, faults } = readCapacity(doing)
    const named = body.texts('addresses') ?? []
    const fault = (field: string, message: string) => faults.push({ field, code: 'RQ-16', message })
    if (named.length === 0) fault('addresses', 'Sebutkan paling sedikit satu alamat IP LAN.')
    const networks = named.flatMap((address, index) => {
      const network = toCidr(address)
      if (network === undefined) {
        fault(
          `addresses[${index}]`,
          'Bukan alamat IP atau jaringan CIDR, seperti 10.10.0.70 atau 10.10.0.0/24.',
        )
      } else if (network.endsWith('/0'))
        fault(`addresses[${index}]`, 'Seluruh jaringan bukan jaringan tertutup.')
      return network ?? []
    })
    if (faults.length > 0 || isRefused || request.agreementId === null) return { kind: 'refused', faults }
    const addresses = [...new Set(networks)]
    const basis = `Alokasi IP LAN ${on}, permohonan ${request.id}`
    await registerAddresses(tx, request.agreementId, { networks: addresses, basis })
    return { kind: 'done', detail: { addresses, ...capacity } }
  },
}

/** The provider's word that the network is closed and that it does not handle the data. */
export const RECORD_CLOSED_NETWORK: ActDoing = {
  changesAuthority: true,
  needs: ['files'],
  do: async (doing): Promise<Done> => {
    const { tx, request, sent, body, on, actor, isRefused } = doing
    const { official: signatory, faults } = readOfficial(sent, 'signatory')
    const provider = body.text('provider') || request.draft.network?.provider || ''
    if (provider === '' || provider.length > 150) {
      faults.push({ field: 'provider', code: 'RQ-16', message: 'Sebutkan penyedia jaringannya.' })
    }
    faults.push(...numberFaults(doing, false))
    if (faults.length > 0 || isRefused || request.agreementId === null) return { kind: 'refused', faults }
    const written = await writePaper(doing, {
      kind: 'closed-network-statement',
      ...numberIn(doing),
      facts: {
        providerName: provider,
        providerHeadName: signatory.name,
        providerHeadTitle: signatory.title,
        providerHeadNip: signatory.nip ?? '',
      },
    })
    if (written.kind === 'refused') return written
    const entered = await enterStatement(tx, {
      agreementId: request.agreementId,
      kind: 'closed-network',
      signerName: signatory.name,
      paperId: written.paper?.id ?? null,
      signed: { on, validUntil: null },
      by: actor.by,
    })
    if (entered.kind === 'refused') return entered
    return { kind: 'done', paper: written.paper, detail: { provider, signatory, date: on } }
  },
}

export const RECORD_CONNECTION_TEST: ActDoing = {
  do: async ({ body }): Promise<Done> => {
    const result = body.text('result')
    const note = body.text('note')
    const faults: RequestFault[] = []
    if (result !== 'passed' && result !== 'failed') {
      faults.push({ field: 'result', code: 'RQ-16', message: 'Hasil uji: passed atau failed.' })
    }
    if (note.length > 500) faults.push({ field: 'note', code: 'RQ-16', message: 'Paling banyak 500 huruf.' })
    return faults.length > 0
      ? { kind: 'refused', faults }
      : { kind: 'done', detail: { result, note: note || null } }
  },
}

/** What the network still lacks, in words; nothing when it is ready. */
export async function networkLacking(
  { tx, steps }: Pick<Doing, 'tx' | 'steps'>,
  agreementId: number,
): Promise<string[]> {
  const [addresses, statements] = [
    await listRegisteredAddresses(tx, agreementId),
    await acceptedStatements(tx, agreementId),
  ]
  const test = lastTest(steps)
  return [
    ...(addresses.length === 0 ? ['IP LAN belum dialokasikan.'] : []),
    ...(statements.some(({ kind }) => kind === 'closed-network')
      ? []
      : ['Pernyataan jaringan tertutup belum ada.']),
    ...(test === 'passed' ? [] : [test === null ? 'Koneksi belum diuji.' : 'Uji koneksi terakhir gagal.']),
  ]
}

function lastTest(steps: readonly Step[]): string | null {
  const result = steps.findLast(({ act }) => act === 'record-connection-test')?.detail.result
  return typeof result === 'string' ? result : null
}

export const CONFIRM_NETWORK: ActDoing = {
  do: async (doing): Promise<Done> => {
    const { agreementId } = doing.request
    const lacking = agreementId === null ? [] : await networkLacking(doing, agreementId)
    if (lacking.length === 0) return { kind: 'done' }
    return {
      kind: 'refused',
      faults: lacking.map((message) => ({ field: 'network', code: 'RQ-17', message })),
    }
  },
}

const WHY = {
  'not-asked': 'belum diminta',
  'to-sign': 'menunggu tanda tangan',
  'to-check': 'menunggu pemeriksaan kantor',
  rejected: 'ditolak, harus diganti',
  expired: 'habis masa berlakunya',
} as const

const STATEMENT_WORDS = {
  sptjm: 'SPTJM',
  nda: 'Surat menjaga kerahasiaan',
  'closed-network': 'Pernyataan jaringan tertutup',
} as const

/** The signatures that an agreement still needs, in words. */
export async function statementsLacking(tx: Doing['tx'], agreementId: number): Promise<string[]> {
  const missing = await statementsMissing(tx, agreementId)
  return missing.map(({ kind, signerName, why }) => `${STATEMENT_WORDS[kind]} ${signerName}: ${WHY[why]}.`)
}

export const CONFIRM_STATEMENTS: ActDoing = {
  do: async ({ tx, request }): Promise<Done> => {
    const lacking = request.agreementId === null ? [] : await statementsLacking(tx, request.agreementId)
    if (lacking.length === 0) return { kind: 'done' }
    return {
      kind: 'refused',
      faults: lacking.map((message) => ({ field: 'statements', code: 'RQ-18', message })),
    }
  },
}

import type { AgreementFile, CodedFile } from '../agreements/index.ts'
import type { CredentialRow } from '../credentials/index.ts'
import { readFields } from '../kernel/fields.ts'
import { toCidr } from '../kernel/network.ts'
import type { FieldFault } from '../kernel/problem.ts'
import { ELEMENTS, type Element, inCatalogueOrder, isElement } from '../registry/index.ts'
import type { ChangeKind } from './domain.ts'

export type AccessMethod = AgreementFile['methods'][number]

const METHODS: readonly AccessMethod[] = ['web-portal', 'web-service', 'card-reader']

/** What a change asks for: what is to hold afterwards, not the difference. */
export type ChangeContent =
  | { kind: 'elements'; elements: Element[] }
  | { kind: 'method'; methods: AccessMethod[] }
  /** Of the whole agreement, or of one User ID of it; null: the agreement's own. */
  | { kind: 'quota'; userId: string | null; quotaPerDay: number | 'unlimited' | null }
  | { kind: 'bandwidth'; bandwidthMbps: number; connectionPoints: number | null }
  /** CIDR; of all User IDs of the agreement where none is named. */
  | { kind: 'address'; networks: string[]; userIds: string[] }
  /** The new holder stands in a form of its own, sealed. */
  | { kind: 'holder'; userId: string; formId: number }

/** What a change is held against. */
export type Standing = {
  file: CodedFile
  credentials: readonly CredentialRow[]
  /** The central approval; a null list: it names none. */
  approved: { elements: string[] | null; methods: string[] | null } | null
}

export type ReadContent = { kind: 'read'; content: ChangeContent } | { kind: 'faulty'; faults: FieldFault[] }

const MAX_QUOTA = 2_000_000_000

/** Reads what is asked for: well formed, about this agreement, and another than what holds now (CH-04). */
export function readContent(kind: ChangeKind, input: unknown, standing: Standing): ReadContent {
  const fields = readFields(input)
  const faults: FieldFault[] = []
  const fault = (field: string, message: string) => faults.push({ field, message })
  const done = (content: ChangeContent): ReadContent => {
    if (faults.length === 0 && isSame(content, standing)) fault('content', 'Tidak ada yang berubah.')
    return faults.length > 0 ? { kind: 'faulty', faults } : { kind: 'read', content }
  }
  const userIdOf = (name: string) => {
    const given = fields.text(name)
    const known = standing.credentials.find(({ userId }) => userId.toLowerCase() === given.toLowerCase())
    if (known === undefined || known.state === 'revoked') {
      fault(name, `Tidak ada User ID ${given} yang aktif pada perjanjian ini.`)
    }
    return known?.userId ?? given
  }
  switch (kind) {
    case 'elements': {
      const named = fields.texts('elements') ?? []
      const elements = inCatalogueOrder(named.filter(isElement))
      if (elements.length === 0) fault('elements', 'Pilih paling sedikit satu elemen.')
      if (elements.length !== new Set(named).size) fault('elements', 'Ada elemen yang tidak dikenal.')
      return done({ kind, elements })
    }
    case 'method': {
      const named = fields.texts('methods') ?? []
      const methods = METHODS.filter((method) => named.includes(method))
      if (methods.length === 0) fault('methods', 'Pilih paling sedikit satu metode.')
      return done({ kind, methods })
    }
    case 'quota': {
      const userId = fields.text('userId') === '' ? null : userIdOf('userId')
      const isUnlimited = fields.text('quotaPerDay') === 'unlimited'
      const isOwn = userId !== null && fields.isBlank('quotaPerDay')
      const quotaPerDay = isUnlimited ? 'unlimited' : isOwn ? null : (fields.integer('quotaPerDay') ?? 0)
      if (typeof quotaPerDay === 'number' && (quotaPerDay < 1 || quotaPerDay > MAX_QUOTA)) {
        fault('quotaPerDay', 'Kuota harus bilangan bulat, paling sedikit 1.')
      }
      if (isUnlimited && userId !== null) {
        fault('quotaPerDay', 'Kuota tanpa batas hanya untuk seluruh perjanjian.')
      }
      return done({ kind, userId, quotaPerDay })
    }
    case 'bandwidth': {
      const bandwidthMbps = Number(Object(input).bandwidthMbps)
      if (!(bandwidthMbps > 0 && bandwidthMbps <= 1_000_000)) {
        fault('bandwidthMbps', 'Lebar pita harus lebih dari 0 Mbps.')
      }
      const connectionPoints = fields.integer('connectionPoints') ?? null
      if (connectionPoints !== null && (connectionPoints < 1 || connectionPoints > 10_000)) {
        fault('connectionPoints', 'Titik koneksi harus bilangan bulat, paling sedikit 1.')
      }
      return done({ kind, bandwidthMbps, connectionPoints })
    }
    case 'address': {
      const named = (fields.texts('networks') ?? []).map((text) => text.trim()).filter((text) => text !== '')
      const networks: string[] = []
      for (const text of named) {
        const cidr = toCidr(text)
        if (cidr === undefined) fault('networks', `${text.slice(0, 60)} bukan alamat IP atau jaringan CIDR.`)
        else networks.push(cidr)
      }
      if (named.length === 0) fault('networks', 'Sebutkan paling sedikit satu alamat IP LAN.')
      const userIds = (fields.texts('userIds') ?? []).map((given) => {
        const known = standing.credentials.find(({ userId }) => userId.toLowerCase() === given.toLowerCase())
        if (known === undefined) fault('userIds', `Tidak ada User ID ${given} pada perjanjian ini.`)
        return known?.userId ?? given
      })
      return done({ kind, networks: [...new Set(networks)].sort(), userIds })
    }
    case 'holder': {
      const userId = userIdOf('userId')
      if (standing.credentials.find((one) => one.userId === userId)?.staffId) {
        fault('userId', 'Akun portal diganti oleh admin instansi: buat operator baru.')
      }
      // The form is entered after all else was found fine; 0 stands for one that is still to come.
      return done({ kind, userId, formId: fields.integer('formId') ?? 0 })
    }
  }
}

const sorted = (texts: readonly string[]) => [...texts].sort().join()

/** The User IDs that a change of addresses or quota is about. */
export function credentialsOf(
  content: ChangeContent,
  credentials: readonly CredentialRow[],
): readonly CredentialRow[] {
  const alive = credentials.filter(({ state }) => state !== 'revoked')
  switch (content.kind) {
    case 'address':
      return content.userIds.length === 0
        ? alive
        : alive.filter(({ userId }) => content.userIds.includes(userId))
    case 'quota':
    case 'holder':
      return content.userId === null ? alive : alive.filter(({ userId }) => userId === content.userId)
    default:
      return alive
  }
}

function isSame(content: ChangeContent, { file, credentials }: Standing): boolean {
  switch (content.kind) {
    case 'elements':
      return sorted(content.elements) === sorted(file.elements)
    case 'method':
      return sorted(content.methods) === sorted(file.methods)
    case 'quota':
      return content.userId === null
        ? content.quotaPerDay === (file.quotaPerUserPerDay ?? null)
        : credentialsOf(content, credentials).every(({ quotaPerDay }) => quotaPerDay === content.quotaPerDay)
    case 'bandwidth':
      return (
        content.bandwidthMbps === file.network?.bandwidthMbps &&
        (content.connectionPoints ?? file.network.connectionPoints) === file.network.connectionPoints
      )
    case 'address':
      return credentialsOf(content, credentials).every(
        ({ addresses }) => sorted(addresses) === sorted(content.networks),
      )
    case 'holder':
      return false
  }
}

/** What is asked for in a line, for lists, letters and the log. No name of a person. */
export function summaryOf(content: ChangeContent): string {
  switch (content.kind) {
    case 'elements':
      return `${content.elements.length} elemen: ${content.elements.map((name) => ELEMENTS[name].label).join(', ')}`
    case 'method':
      return content.methods.map((method) => METHOD_WORDS[method]).join(', ')
    case 'quota': {
      const { quotaPerDay, userId } = content
      const quota =
        quotaPerDay === 'unlimited'
          ? 'tanpa batas'
          : quotaPerDay === null
            ? 'sesuai perjanjian'
            : `${quotaPerDay.toLocaleString('id-ID')} per hari`
      return userId === null ? quota : `${userId}: ${quota}`
    }
    case 'bandwidth':
      return `${content.bandwidthMbps.toLocaleString('id-ID')} Mbps`
    case 'address':
      return content.networks.map((cidr) => cidr.replace(/\/(32|128)$/, '')).join(', ')
    case 'holder':
      return content.userId
  }
}

export const METHOD_WORDS: Record<AccessMethod, string> = {
  'web-portal': 'Web Portal',
  'web-service': 'Web Service',
  'card-reader': 'Perangkat Pembaca',
}

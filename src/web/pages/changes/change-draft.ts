import type { Change, ChangeKind, Standing } from '../../api/changes.ts'

export const HOLDER_FIELDS = [
  'nik',
  'fullName',
  'employeeNumber',
  'employmentStatus',
  'position',
  'officeRegionCode',
  'officeName',
  'officeAddress',
  'localUserId',
] as const

export type HolderField = (typeof HOLDER_FIELDS)[number]

/** As the office's form has them (src/credentials/user-id-holder.ts). */
export const EMPLOYMENT_STATUSES = ['PNS', 'PPPK', 'Pegawai kontrak', 'Pegawai tetap non-ASN'] as const

const TEXTS = {
  reason: '',
  letterNumber: '',
  letterOn: '',
  userId: '',
  quotaPerDay: '',
  bandwidthMbps: '',
  connectionPoints: '',
  networks: '',
}

/** The texts of the form; those of the holder begin with `holder.`, as the server names them. */
export type DraftTexts = typeof TEXTS & { [K in HolderField as `holder.${K}`]: string }

/** What is ticked. */
export type DraftSets = { elements: string[]; methods: string[]; userIds: string[]; isUnlimited: boolean }

export function startTexts(standing: Standing, change: Change | undefined): DraftTexts {
  const content = change?.content
  const holder = Object.fromEntries(HOLDER_FIELDS.map((name) => [`holder.${name}`, ''])) as {
    [K in HolderField as `holder.${K}`]: string
  }
  const quota = content?.quotaPerDay ?? standing.quotaPerDay
  const [first] = standing.credentials
  return {
    ...TEXTS,
    ...holder,
    reason: change?.reason ?? '',
    letterNumber: change?.letterNumber ?? '',
    letterOn: change?.letterOn ?? '',
    userId: content?.userId ?? '',
    quotaPerDay: typeof quota === 'number' ? String(quota) : '',
    bandwidthMbps: String(content?.bandwidthMbps ?? standing.bandwidthMbps ?? ''),
    connectionPoints: String(content?.connectionPoints ?? standing.connectionPoints ?? ''),
    networks: (content?.networks ?? first?.networks ?? [])
      .map((cidr) => cidr.replace(/\/(32|128)$/, ''))
      .join('\n'),
  }
}

export function startSets(standing: Standing, change: Change | undefined): DraftSets {
  const content = change?.content
  return {
    elements: content?.elements ?? standing.elements,
    methods: content?.methods ?? standing.methods,
    userIds: content?.userIds ?? [],
    isUnlimited: (content === undefined ? standing.quotaPerDay : content.quotaPerDay) === 'unlimited',
  }
}

/** `1.000` is a thousand, `2,5` two and a half; what is no number goes to the server as it is, which says so. */
function numberOf(text: string): number | string {
  const plain = /^\d{1,3}(\.\d{3})+$/.test(text.trim()) ? text.replaceAll('.', '') : text.replace(',', '.')
  const number = Number(plain)
  return text.trim() === '' || Number.isNaN(number) ? text.trim() : number
}

/** The content of a change as the server reads it. */
export function contentOf(kind: ChangeKind, texts: DraftTexts, sets: DraftSets, withHolder: boolean): object {
  switch (kind) {
    case 'elements':
      return { elements: sets.elements }
    case 'method':
      return { methods: sets.methods }
    case 'quota': {
      const quotaPerDay = sets.isUnlimited && texts.userId === '' ? 'unlimited' : numberOf(texts.quotaPerDay)
      return { userId: texts.userId, quotaPerDay }
    }
    case 'bandwidth': {
      const points = texts.connectionPoints.trim()
      return {
        bandwidthMbps: numberOf(texts.bandwidthMbps),
        ...(points === '' ? {} : { connectionPoints: numberOf(points) }),
      }
    }
    case 'address':
      return { networks: texts.networks.split(/[\s,;]+/).filter((one) => one !== ''), userIds: sets.userIds }
    case 'holder': {
      const holder = Object.fromEntries(HOLDER_FIELDS.map((name) => [name, texts[`holder.${name}`]]))
      return { userId: texts.userId, ...(withHolder ? { holder } : {}) }
    }
  }
}

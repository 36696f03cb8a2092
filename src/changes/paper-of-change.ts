import { officialsOn } from '../agencies/index.ts'
import type { FieldFault } from '../kernel/problem.ts'
import { type PaperTable, withdrawPaper } from '../papers/index.ts'
import { ELEMENTS, holdsNik, parseDay } from '../registry/index.ts'
import type { Doing, Done, StepAct } from './act-on-change.ts'
import { type ChangeContent, credentialsOf, METHOD_WORDS, type Standing, summaryOf } from './content.ts'
import { PROCEDURES } from './domain.ts'
import { proposedFile } from './proposed-file.ts'

/** The office's paper of a change, and the signatures of both parties on it (CH-09, CH-10). */
export const PAPERWORK = {
  issue: async (doing) => {
    const { tx, tools, change, standing, today, body, actor } = doing
    const { paper, isSigned } = PROCEDURES[change.kind]
    const effectiveOn = parseDay(body.text('effectiveOn')) ?? null
    const faults: FieldFault[] = []
    if (
      !body.isBlank('effectiveOn') &&
      body.has('effectiveOn') &&
      (effectiveOn === null || effectiveOn < today)
    ) {
      faults.push({ field: 'effectiveOn', message: 'Tanggal berlaku hari ini atau sesudahnya, TTTT-BB-HH.' })
    }
    const number = body.text('number')
    if (number.length > 100 || holdsNik(number)) {
      faults.push({ field: 'number', message: 'Nomor surat paling banyak 100 huruf.' })
    }
    if (faults.length > 0) return { kind: 'refused', faults }
    const issued = await tools.papers.issue(tx, {
      kind: paper,
      officeId: change.officeId,
      agencyId: change.agencyId,
      agreementId: change.agreementId,
      requestId: null,
      date: today,
      ...(number === '' ? {} : { number }),
      facts: await factsOf(doing, effectiveOn ?? today),
      tables: tablesOf(doing),
      // The guideline and the addendum speak of the terms as they will be.
      draft: proposedFile(change.content, standing.file),
      by: actor.by,
    })
    if (issued.kind === 'refused') {
      return {
        kind: 'refused',
        faults: issued.faults.map((fault) => ({ ...fault, field: `paper.${fault.field}` })),
      }
    }
    const { id: paperId, number: given } = issued.paper
    const baseVersion = standing.agreement.termVersion
    const update = { paperId, effectiveOn, baseVersion, ...NO_SIGNATURES }
    return { kind: 'done', to: isSigned ? 'issued' : 'signed', update, paperId, detail: { paper: given } }
  },
  'sign-agency': (doing) => sign(doing, 'agency'),
  'sign-office': (doing) => sign(doing, 'office'),
  reissue: async ({ tx, change, note }) => {
    if (note === null) return { kind: 'refused', faults: [{ field: 'note', message: 'Sebutkan alasannya.' }] }
    if (change.paperId !== null) await withdrawPaper(tx, change.paperId, note)
    return { kind: 'done', to: 'approved', update: NO_SIGNATURES }
  },
} satisfies Partial<Record<StepAct, (doing: Doing) => Promise<Done>>>

const NO_SIGNATURES = { officeSignedOn: null, officeSigner: null, agencySignedOn: null, agencySigner: null }

/** Notes one party's signature. Where calls were replayed, who signs has seen the replay of just this (CH-34). */
async function sign(doing: Doing, party: 'office' | 'agency'): Promise<Done> {
  const { tx, change, body, today, whatIf } = doing
  const faults: FieldFault[] = []
  const own = party === 'office' ? change.officeSignedOn : change.agencySignedOn
  if (own !== null) faults.push({ field: 'signer', message: 'Pihak ini sudah menandatangani.' })
  const agencyId = party === 'office' ? null : change.agencyId
  const head = (await officialsOn(tx, { officeId: change.officeId, agencyId }, today)).find(
    ({ position }) => position === 'head',
  )
  const signer = body.text('signer') || (head?.name ?? '')
  if (signer === '' || signer.length > 120 || holdsNik(signer)) {
    faults.push({ field: 'signer', message: 'Isi nama penanda tangan, paling banyak 120 huruf.' })
  }
  const signedOn = body.text('signedOn') === '' ? today : parseDay(body.text('signedOn'))
  if (signedOn === undefined || signedOn > today) {
    faults.push({ field: 'signedOn', message: 'Tanggal tanda tangan tidak sesudah hari ini, TTTT-BB-HH.' })
  }
  if (PROCEDURES[change.kind].whatIf && (whatIf === undefined || body.integer('whatIf') !== whatIf.id)) {
    faults.push({ field: 'whatIf', message: 'Lihat dahulu hasil simulasi yang terakhir.' })
  }
  if (signedOn === undefined || faults.length > 0) return { kind: 'refused', faults }
  const other = party === 'office' ? change.agencySignedOn : change.officeSignedOn
  return {
    kind: 'done',
    to: other === null ? 'issued' : 'signed',
    update:
      party === 'office'
        ? { officeSigner: signer, officeSignedOn: signedOn }
        : { agencySigner: signer, agencySignedOn: signedOn },
    detail: { party, signedOn, ...(whatIf === undefined ? {} : { whatIf: whatIf.id }) },
  }
}

async function factsOf(
  { tx, change, today, attachments }: Doing,
  effectiveOn: string,
): Promise<Record<string, string>> {
  const of = { officeId: change.officeId, agencyId: change.agencyId }
  const officials = await officialsOn(tx, of, today)
  const receiver =
    officials.find(({ position }) => position === 'pic') ??
    officials.find(({ position }) => position === 'head')
  const giver = (await officialsOn(tx, { ...of, agencyId: null }, today)).find(
    ({ position }) => position === 'head',
  )
  const study = attachments.find(({ kind }) => kind === 'study')
  return {
    effectiveOn,
    reason: change.reason,
    ordinal: await ordinalOf(tx, change.agreementId),
    requestNumber: change.letterNumber ?? '',
    requestDate: change.letterOn ?? today,
    requestSubject: `Perubahan ${PROCEDURES[change.kind].name.toLowerCase()}`,
    ...(study === undefined
      ? {}
      : { study: `Kajian teknis lampiran surat nomor ${change.letterNumber ?? '-'}` }),
    ...(receiver === undefined
      ? {}
      : { receiverName: receiver.name, receiverTitle: receiver.title, receiverNip: receiver.nip ?? '' }),
    ...(giver === undefined
      ? {}
      : { giverName: giver.name, giverTitle: giver.title, giverNip: giver.nip ?? '' }),
  }
}

const ORDINALS = [
  'Pertama',
  'Kedua',
  'Ketiga',
  'Keempat',
  'Kelima',
  'Keenam',
  'Ketujuh',
  'Kedelapan',
  'Kesembilan',
  'Kesepuluh',
]

/** Which addendum of the agreement this one is: those that are in effect, and the next. */
async function ordinalOf(tx: Doing['tx'], agreementId: number): Promise<string> {
  const { rows } = await tx.query<{ before: number }>(
    `select count(*)::int as before from agreement_document where agreement_id = $1
       and basis in (select number from paper where agreement_id = $1 and kind = 'addendum')`,
    [agreementId],
  )
  const before = rows[0]?.before ?? 0
  return ORDINALS[before] ?? `Ke-${before + 1}`
}

function tablesOf({ change, standing }: Doing): Record<string, PaperTable> {
  const { content } = change
  const rows = differenceRows(content, standing)
  const credentials = credentialsOf(content, standing.credentials)
  return {
    changes: { head: ['Ketentuan', 'Semula', 'Menjadi'], rows },
    ...(content.kind === 'holder'
      ? {
          credentials: {
            head: ['No.', 'User ID', 'Jenis', 'Pemegang'],
            rows: credentials.map(({ userId, kind }, index) => [
              String(index + 1),
              userId,
              kind === 'production' ? 'Produksi' : 'Pengembangan',
              'sesuai formulir permohonan User ID',
            ]),
          },
        }
      : {}),
  }
}

const listed = (texts: readonly string[]) => (texts.length === 0 ? '-' : texts.join(', '))
const plain = (networks: readonly string[]) => networks.map((cidr) => cidr.replace(/\/(32|128)$/, ''))

/** What it was and what it is to be, as letters and pages show it. */
export function differenceRows(content: ChangeContent, standing: Standing): [string, string, string][] {
  const { file, credentials } = standing
  const then = summaryOf(content)
  switch (content.kind) {
    case 'elements': {
      const added = content.elements.filter((one) => !file.elements.includes(one))
      const removed = file.elements.filter((one) => !content.elements.includes(one))
      const label = (name: keyof typeof ELEMENTS) => ELEMENTS[name].label
      return [
        ['Jumlah elemen data', String(file.elements.length), String(content.elements.length)],
        ['Elemen yang ditambahkan', '-', listed(added.map(label))],
        ['Elemen yang dihapus', listed(removed.map(label)), '-'],
      ]
    }
    case 'method':
      return [['Metode akses', listed(file.methods.map((method) => METHOD_WORDS[method])), then]]
    case 'quota': {
      const own =
        content.userId === null
          ? file.quotaPerUserPerDay
          : credentialsOf(content, credentials)[0]?.quotaPerDay
      const before =
        own === 'unlimited'
          ? 'tanpa batas'
          : own === undefined || own === null
            ? '-'
            : `${own.toLocaleString('id-ID')} per hari`
      return [
        [
          content.userId === null ? 'Kuota akses' : `Kuota User ID ${content.userId}`,
          before,
          then.replace(/^[^:]*: /, ''),
        ],
      ]
    }
    case 'bandwidth': {
      const { network } = file
      const before =
        network?.bandwidthMbps === undefined ? network?.bandwidthAsWritten : `${network.bandwidthMbps} Mbps`
      const points = content.connectionPoints
      return [
        ['Lebar pita', before ?? '-', then],
        ...(points === null
          ? []
          : [
              ['Titik koneksi', String(network?.connectionPoints ?? '-'), String(points)] as [
                string,
                string,
                string,
              ],
            ]),
      ]
    }
    case 'address': {
      const before = [
        ...new Set(credentialsOf(content, credentials).flatMap(({ addresses }) => addresses)),
      ].sort()
      return [['Alamat IP LAN', listed(plain(before)), then]]
    }
    case 'holder':
      return [[`Pemegang User ID ${content.userId}`, 'pemegang lama', 'pemegang baru, sesuai formulir']]
  }
}

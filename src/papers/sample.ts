import type { AgreementFile } from '../agreements/index.ts'
import type { Tx } from '../kernel/database.ts'
import type { PaperKind, PaperOrder } from './domain.ts'
import { type Gathered, gatherWords } from './gather-words.ts'
import { OCCASION_TABLES, type OccasionTable } from './occasion-tables.ts'
import { OCCASION_FACTS, type OccasionFact } from './occasions.ts'
import { orderWords } from './order-words.ts'

// What a template is tried with: an invented agreement, and invented people. Nothing of it is anybody's.

const AGREEMENT: Partial<AgreementFile> = {
  number: { civilRegistry: '400.12/0001/2026', userAgency: '500.15/0001/2026' },
  technicalGuideline: '400.12/0002/2026',
  requestLetter: {
    number: '500.15/0100/2026',
    date: '2026-02-02',
    subject: 'Permohonan hak akses pemanfaatan data kependudukan',
  },
  centralApproval: { number: '400.8.1.2/0001/Dukcapil', date: '2026-03-02' },
  purpose: 'verifikasi dan validasi data peserta pelatihan kerja dan data pencari kerja',
  signedOn: '2026-04-01',
  validUntil: '2028-03-31',
  elements: [
    'NIK',
    'NAMA_LGKP',
    'JENIS_KLMIN',
    'TMPT_LHR',
    'TGL_LHR',
    'ALAMAT',
    'NO_RT',
    'NO_RW',
    'KEL_NAME',
    'KEC_NAME',
    'KAB_NAME',
    'PROP_NAME',
  ],
  methods: ['web-portal', 'web-service', 'card-reader'],
  users: 1,
  quotaPerUserPerDay: 200,
  quotaAfterProofOfConcept: 'unlimited',
  proofOfConceptRequired: true,
  localUserIdParameter: 'User_ID',
  network: {
    kind: 'closed',
    provider: 'Dinas Komunikasi dan Informatika',
    ipLan: ['10.10.0.70'],
    bandwidthMbps: 10,
    connectionPoints: 1,
  },
  feedback: {
    fields: [{ name: 'Nomor Sertifikat Pelatihan' }, { name: 'Jenis Pelatihan' }],
    methods: ['web-service'],
  },
  cardReader: { required: true, minimumPerWorkUnit: 1, withinMonths: 12 },
  userIdHandover: { dueWeeksAfterRequest: 2 },
  iso27001CertificateDueMonths: 6,
  semesterReportDueWorkingDays: 10,
  renewalRequestDueMonthsBeforeEnd: 2,
  evaluationReportedTo: ['Menteri Dalam Negeri melalui Direktur Jenderal Kependudukan dan Pencatatan Sipil'],
}

const VALUES: Readonly<Record<string, string>> = {
  nama_kepala_dinas: 'Nama Kepala Dinas',
  pangkat_kepala_dinas: 'Pembina Utama Muda, IV/c',
  nama_lembaga: 'Dinas Contoh',
  jenis_lembaga: 'OPD',
  alamat_lembaga: 'Jalan Contoh Nomor 1',
  jabatan_kepala_lembaga: 'Kepala Dinas Contoh',
  nama_kepala_lembaga: 'Nama Kepala Lembaga',
  pangkat_kepala_lembaga: 'Pembina Tingkat I, IV/b',
  nama_petugas_lembaga: 'Nama Petugas Lembaga',
  jabatan_petugas_lembaga: 'Pranata Komputer',
  nama_petugas_dinas: 'Nama Petugas Dinas',
  jabatan_petugas_dinas: 'Administrator Database Kependudukan',
}

const facts = Object.entries<OccasionFact>(OCCASION_FACTS)
const tables = Object.entries<OccasionTable>(OCCASION_TABLES)

/** What occasions would add, invented. */
export const SAMPLE_FACTS: Readonly<Record<string, string>> = Object.fromEntries(
  facts.map(([name, { sample }]) => [name, sample]),
)

export const SAMPLE_TABLES: NonNullable<PaperOrder['tables']> = Object.fromEntries(
  tables.map(([name, { sample }]) => [name, sample]),
)

/** Words for a template to be looked at: the office's own, and invented ones for all else. */
export async function gatherSample(
  tx: Tx,
  officeId: number,
  kind: PaperKind,
  date: string,
): Promise<Gathered> {
  const order = {
    kind,
    officeId,
    agencyId: null,
    agreementId: null,
    requestId: null,
    date,
    by: '',
    draft: AGREEMENT,
  }
  const gathered = await gatherWords(tx, order)
  const said = orderWords({ facts: SAMPLE_FACTS, tables: SAMPLE_TABLES })
  if (said.kind === 'refused') throw new Error(`a sample is faulty: ${JSON.stringify(said.faults)}`)
  const city = gathered.values.get('kota_dinas') ?? 'Contoh'
  const values = new Map([
    ...Object.entries({ ...VALUES, kota_lembaga: city }),
    ...said.values,
    ...gathered.values,
  ])
  return {
    ...gathered,
    values,
    tables: new Map([...said.tables, ...gathered.tables]),
    agency: sampleAgency(gathered),
  }
}

const sampleAgency = ({ office }: Gathered): Gathered['agency'] => ({
  values: {},
  government: office.government,
  city: office.city,
  letterhead: { government: null, name: null, address: null, contact: null, city: null, emblem: null },
})

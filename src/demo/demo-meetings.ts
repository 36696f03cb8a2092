import { findAgreement } from '../agreements/index.ts'
import { listBreaches, reportBreach } from '../breaches/index.ts'
import type { Pool } from '../kernel/database.ts'
import { holdMeeting, listMeetings, planMeeting } from '../meetings/index.ts'
import type { PaperMaker } from '../papers/index.ts'

const BY = 'staff:perjanjian.dukcapil'
const HEALTH = 'karanganyar-kesehatan-2026'
const HOSPITAL = 'karanganyar-rsud-2026'

/** A meeting to come, one that was held and left something to do, and a breach whose clock runs. Done again, it adds none. */
export async function enterDemoMeetings(
  pool: Pool,
  { paperMaker }: { paperMaker: PaperMaker },
): Promise<void> {
  const [health, hospital] = [await findAgreement(pool, HEALTH), await findAgreement(pool, HOSPITAL)]
  if (health === undefined || hospital === undefined) throw new Error('the demo has no agreements')
  const { officeId } = health
  const viewer = { officeId, agencyId: null }
  const now = Date.now()
  const daysFromNow = (days: number) => new Date(now + days * 86_400_000).toISOString().slice(0, 10)
  const known = await listMeetings(pool, viewer)
  const plan = async (agenda: string, days: number, kind: 'technical-meeting' | 'technical-guidance') => {
    const planned = await planMeeting(pool, paperMaker, {
      officeId,
      agencyId: health.agencyId,
      agreementId: health.id,
      kind,
      agenda,
      startsAt: `${daysFromNow(days)}T09:00+07:00`,
      place: 'Ruang rapat Disdukcapil Kabupaten Karanganyar',
      note: null,
      by: BY,
    })
    return planned.kind === 'done' ? planned.id : failed(planned)
  }
  if (known.length === 0) {
    await plan('Evaluasi pemanfaatan data semester berjalan', 10, 'technical-meeting')
    const id = await plan('Bimbingan teknis aplikasi e-Puskesmas', -30, 'technical-guidance')
    const held = await holdMeeting(pool, paperMaker, { officeId, id, by: BY }, minutes(daysFromNow(14)))
    if (held.kind === 'refused') failed(held)
  }
  if ((await listBreaches(pool, viewer)).length > 0) return
  const reported = await reportBreach(pool, {
    officeId,
    agencyId: hospital.agencyId,
    agreementId: hospital.id,
    kind: 'lost-credential',
    description:
      'Komputer loket pendaftaran hilang dari ruang tunggu. Di dalamnya tersimpan sandi User ID portal seorang operator.',
    discoveredAt: new Date(now - 20 * 3_600_000).toISOString(),
    affectedPeople: null,
    elements: [],
    by: BY,
  })
  if (reported.kind === 'refused') failed(reported)
}

const minutes = (due: string) => ({
  chair: 'Contoh Kepala Bidang',
  recorder: 'Contoh Notulis',
  closing: 'Peserta memahami kode jawaban dan cara menanganinya.',
  attendees: [
    { name: 'Contoh Kepala Bidang', position: 'Kepala bidang, Disdukcapil', attended: true },
    { name: 'Contoh Teknis', position: 'Penanggung jawab teknis, Dinas Kesehatan', attended: true },
    { name: 'Contoh Petugas', position: 'Petugas loket, Puskesmas', attended: false },
  ],
  topics: [
    { topic: 'Kode jawaban', result: 'Setiap kode ditangani; pesan untuk pemohon disepakati.' },
    { topic: 'Kuota', result: 'Kuota harian cukup; dievaluasi lagi akhir semester.' },
  ],
  followUps: [
    { what: 'Memperbarui pesan kesalahan di aplikasi', who: 'Dinas Kesehatan', due },
    { what: 'Mengirim pedoman pengguna', who: 'Disdukcapil', due: null },
  ],
})

function failed(result: object): never {
  throw new Error(`the demo's meetings: ${JSON.stringify(result)}`)
}

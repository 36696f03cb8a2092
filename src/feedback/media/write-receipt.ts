import type { TimeZone } from '../../kernel/clock.ts'
import { inTx, type Pool, type Tx } from '../../kernel/database.ts'
import { notify } from '../../notifications/index.ts'
import type { Actor } from '../../offices/index.ts'
import type { PaperMaker, PaperRef } from '../../papers/index.ts'
import { momentIn } from './moment-words.ts'
import { findPackageForUpdate, noteReceipt, type ReceivedPackage } from './package.store.ts'
import { type Refused, recordPackage, refused } from './receive-package.ts'
import { fingerprintOf, inGroups } from './signing-key.ts'

const inDigits = (count: number) => count.toLocaleString('id-ID')

/** Writes the minutes of a package that was taken in, for the agency to have: who made it, of what, and what became of its rows. */
export function writeReceipt(
  pool: Pool,
  papers: PaperMaker,
  request: { officeId: number; id: number; note: string; actor: Actor },
): Promise<{ kind: 'written'; paper: PaperRef } | { kind: 'missing' } | Refused> {
  const { officeId, id, note, actor } = request
  return inTx(pool, async (tx) => {
    const of = await findPackageForUpdate(tx, officeId, id)
    if (of === undefined) return { kind: 'missing' }
    if (of.loading?.state !== 'finished')
      return refused('state', 'Berita acara dibuat setelah datanya selesai dimuat.')
    if (of.receiptPaperId !== null) return refused('state', 'Berita acara paket ini sudah dibuat.')
    const { today, timeZone } = await dayOf(tx, officeId)
    const written = await papers.issue(tx, {
      kind: 'feedback-media-receipt',
      officeId,
      agencyId: of.agencyId,
      agreementId: of.agreementId,
      requestId: null,
      date: today,
      facts: note.trim() === '' ? {} : { note: note.trim() },
      tables: { received: { head: ['Rincian', 'Keterangan'], rows: linesOf(of, momentIn(timeZone)) } },
      by: actor.by,
    })
    if (written.kind === 'refused') {
      return refused('paper', written.faults.map(({ message }) => message).join(' '))
    }
    const { paper } = written
    await noteReceipt(tx, id, paper.id)
    await tellAgency(tx, of)
    await recordPackage(tx, 'feedback_package.receipt_written', of, actor, { paper: paper.id })
    return { kind: 'written', paper }
  })
}

function linesOf(
  { manifest, medium, receivedAt, loading, key }: ReceivedPackage,
  moment: (iso: string) => string,
): string[][] {
  const fingerprint = key === null ? '-' : inGroups(fingerprintOf(key.publicKey).slice(0, 16))
  return [
    ['Diterima', `${moment(receivedAt)}, ${medium}`],
    ['Nomor paket', manifest?.id ?? '-'],
    ['Dibuat oleh', `${manifest?.madeBy.name ?? '-'}, ${manifest?.madeBy.organisation ?? '-'}`],
    ['Dibuat pada', manifest === null ? '-' : moment(manifest.madeAt)],
    ['Dari berkas', manifest?.source?.name ?? '-'],
    ['Sidik jari kunci', fingerprint],
    ['Baris dibaca', inDigits(loading?.read ?? 0)],
    ['Baris tersimpan', inDigits(loading?.stored ?? 0)],
    ['Baris yang sudah ada', inDigits(loading?.known ?? 0)],
    ['Baris ditolak', inDigits(loading?.refused ?? 0)],
  ]
}

async function dayOf(tx: Tx, officeId: number): Promise<{ today: string; timeZone: TimeZone }> {
  const { rows } = await tx.query<{ today: string; timeZone: TimeZone }>(
    `select (clock_timestamp() at time zone time_zone)::date::text as today, time_zone as "timeZone"
     from office where id = $1`,
    [officeId],
  )
  const [row] = rows
  if (row === undefined) throw new Error(`office ${officeId} is gone`)
  return row
}

async function tellAgency(tx: Tx, of: ReceivedPackage): Promise<void> {
  if (of.agencyId === null) return
  for (const role of ['agency-pic', 'agency-administrator'] as const) {
    await notify(tx, {
      officeId: of.officeId,
      to: { role, agencyId: of.agencyId },
      event: 'feedback-package.receipt_written',
      title: 'Berita acara penerimaan data balikan',
      body: `Paket untuk perjanjian ${of.agreement ?? ''} sudah dimuat; berita acara dan baris yang ditolak ada di portal.`,
      path: '/data-balikan/media',
    })
  }
}

import type { Tx } from '../kernel/database.ts'
import type { PaperKind, PaperMaker } from '../papers/index.ts'
import { type PackFacts, type PackFile, textFile } from './domain.ts'

const SAMPLES: readonly { kind: PaperKind; name: string; about: string }[] = [
  {
    kind: 'closed-network-statement',
    name: 'pernyataan-jaringan-tertutup',
    about: 'Contoh surat pernyataan jaringan tertutup',
  },
  { kind: 'sptjm', name: 'sptjm', about: 'Contoh SPTJM' },
  { kind: 'nda', name: 'nda', about: 'Contoh surat pernyataan menjaga kerahasiaan' },
]

/** What whoever signs fills in by hand. */
const BLANK = '……………………………'

/** The statements as they would be written now, to be read before they are signed. */
export async function samplePapers(tx: Tx, paperMaker: PaperMaker, facts: PackFacts): Promise<PackFile[]> {
  const { agreement, term } = facts
  const files: PackFile[] = []
  for (const { kind, name, about } of SAMPLES) {
    const rendered = await paperMaker.preview(tx, {
      kind,
      officeId: agreement.officeId,
      agencyId: agreement.agencyId,
      agreementId: agreement.id,
      requestId: null,
      date: term.from,
      facts: {
        signerName: BLANK,
        signerTitle: BLANK,
        signerNip: BLANK,
        signerUnit: BLANK,
        providerHeadName: BLANK,
        providerHeadTitle: BLANK,
        providerHeadNip: BLANK,
      },
      by: 'gapura',
    })
    const path = `surat-contoh/${name}`
    if (rendered.kind === 'rendered') files.push({ path: `${path}.pdf`, about, bytes: rendered.pdf })
    else {
      // The pack is of use without it, and says what keeps it from being written.
      const why = rendered.faults.map(({ field, message }) => `- ${field}: ${message}`).join('\n')
      files.push(
        textFile(
          `${path}-belum-dapat-dibuat.txt`,
          `${about}: belum dapat dibuat`,
          `${about} belum dapat dibuat:\n${why}\n`,
        ),
      )
    }
  }
  return files
}

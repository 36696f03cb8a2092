export { createPaperMaker, type PaperTools } from './create-paper-maker.ts'
export type { DocumentSigner, SigningResult, SigningWords } from './document-signer.ts'
export {
  isPaperKind,
  PAPER_KIND_NAMES,
  PAPER_KINDS,
  PAPER_STATES,
  type PaperFault,
  type PaperKind,
  type PaperOrder,
  type PaperRef,
  type PaperState,
  type PaperTable,
  type PaperWriter,
  paperCheckPath,
} from './domain.ts'
export { registerLetterSettingsRoutes } from './letter-settings.routes.ts'
export { openLocalSigner } from './local-signer.ts'
export { numberingOf } from './numbering-of.ts'
export { findOfficeDay } from './office-day.store.ts'
export { registerPaperRoutes } from './paper.routes.ts'
export {
  findPaper,
  listPapers,
  type Paper,
  type PapersAbout,
  replacePaper,
  withdrawPaper,
} from './paper.store.ts'
export type { PaperMaker } from './paper-maker.ts'
export { SAMPLE_FACTS, SAMPLE_TABLES } from './sample.ts'
export { registerTemplateRoutes } from './template.routes.ts'
export { uploadScan } from './upload-scan.ts'

export { dayInWords, isDay, longDay, longDayWithWeekday, spanInWords, weekdayName } from './day-words.ts'
export { type FilledLetter, fillTemplate, type LetterData, type LetterTable } from './fill-template.ts'
export type { Letter, Letterhead } from './letter.ts'
export {
  type Emblem,
  getLetterhead,
  type LetterheadParts,
  type SavedLetterhead,
  saveLetterhead,
} from './letterhead.store.ts'
export { inWords, romanMonth, withWords } from './number-words.ts'
export { formatNumber, type Numbering, numberingFault } from './numbering.ts'
export { listPatterns, listSeries, raiseSeries, savePattern, takeNumber } from './series.store.ts'
export {
  findTemplate,
  insertTemplate,
  listTemplates,
  listTemplateVersions,
  type TemplateVersion,
} from './template.store.ts'
export { templateFaults, templateNames, type Vocabulary } from './template.ts'
export type { LetterheadChoice, TemplateFault } from './template-lines.ts'
export { openTypesetter, type TypesetResult, type Typesetter } from './typesetter.ts'

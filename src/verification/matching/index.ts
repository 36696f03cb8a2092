export {
  describeMatch,
  isMatchable,
  type MatchAnswer,
  type MatchInput,
  type MatchRow,
  matchElements,
  type ResidentView,
} from './match-elements.ts'
export { type FuzzyKind, similarity } from './similarity.ts'

import { useTranslation } from 'react-i18next'
import { id } from '../../messages/feedback-media/id.ts'

type ProblemName = keyof typeof id.problems

const isProblem = (problem: string): problem is ProblemName => Object.hasOwn(id.problems, problem)

/** Why the web service of the central authority did not take a batch, in words. */
export function useProblemWord(): (problem: string) => string {
  const { t } = useTranslation('feedback-media')
  return (problem) => (isProblem(problem) ? t(`problems.${problem}`) : problem)
}

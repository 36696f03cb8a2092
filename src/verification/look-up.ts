import type { Tx } from '../kernel/database.ts'
import {
  type Element,
  findResidents,
  inCatalogueOrder,
  type RegionNames,
  type ResidentView,
  type Space,
} from '../registry/index.ts'
import type { Case } from './case.ts'

/** Residents found for a batch, kept apart by space. */
export type FoundResidents = { find(one: Case): ResidentView | undefined }

const SPACES: readonly Space[] = ['real', 'dummy']

/**
 * Asks the registry for the residents of all open cases: one statement a space, reading only columns that
 * some open case of that space may see.
 *
 * @throws RegistryUnavailable
 */
export async function lookUp(tx: Tx, cases: readonly Case[], regions: RegionNames): Promise<FoundResidents> {
  const found = await Promise.all(SPACES.map((space) => lookUpSpace(tx, space, cases, regions)))
  return {
    find: ({ question, state }) =>
      state.kind === 'open' ? found[SPACES.indexOf(state.grant.space)]?.get(question.nik) : undefined,
  }
}

function lookUpSpace(tx: Tx, space: Space, cases: readonly Case[], regions: RegionNames) {
  // The same NIK may stand twice: leaving repeats out costs more than the database's own way with them.
  const niks: string[] = []
  const grants = new Set<readonly Element[]>()
  for (const { question, state } of cases) {
    if (state.kind !== 'open' || state.grant.space !== space) continue
    niks.push(question.nik)
    grants.add(state.grant.elements)
  }
  // Nearly always one agreement's list, which already stands in catalogue order.
  const [first = [], ...others] = grants
  const elements = others.length === 0 ? first : inCatalogueOrder([first, ...others].flat())
  return findResidents(tx, space, niks, elements, regions)
}

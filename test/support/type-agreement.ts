import type { Page } from 'playwright-core'
import { idOf } from '../../src/web/pages/agreement-form/control-id.ts'
import { draftOf, isTextField } from '../../src/web/pages/agreement-form/draft.ts'
import { controlOf } from '../../src/web/pages/agreement-form/file-of.ts'
import { LIST_FIELDS, SET_FIELDS, TEXT_FIELDS } from '../../src/web/pages/agreement-form/form-fields.ts'

/** What stands at the focus. */
type Stop = { id: string; list: string; tag: string; type: string; isOn: boolean; value: string }

const STOP = `(() => {
  const at = document.activeElement
  return { id: at?.id ?? '', list: at?.getAttribute('list') ?? '', tag: at?.tagName ?? '',
    type: at?.getAttribute('type') ?? '', isOn: at?.checked === true, value: at?.value ?? '' }
})()`

/** Words of the form for values of its lists; others stand there as they are in the file. */
const WORDS: Readonly<Record<string, string>> = { true: 'Ya', false: 'Tidak', closed: 'Jaringan' }

const MOST_STOPS = 250

/**
 * Fills the form by keyboard alone: from its first field with Tab to its last, once.
 *
 * @param reason typed into the field that the form ends with
 */
export async function typeAgreement(page: Page, file: object, reason: string): Promise<void> {
  const { texts, sets, lists } = draftOf(file).draft
  const typed = new Map<string, string>([[idOf('reason'), reason]])
  for (const [path, text] of Object.entries(texts)) {
    if (isTextField(path) && text !== '') typed.set(idOf(path), wordOf(path, text))
  }
  const ticked = new Set(
    SET_FIELDS.flatMap((path) => sets[path].map((name) => idOf(controlOf.tick(path, name)))),
  )
  const rows = new Map(
    LIST_FIELDS.map((path) => [
      idOf(controlOf.row(path, 0)),
      lists[path].map(({ value }) => value).filter((value) => value !== ''),
    ]),
  )
  await page.locator(`#${idOf('number.civilRegistry')}`).focus()
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    const stop: Stop = await page.evaluate(STOP)
    if (stop.list === `${idOf('elements')}-nama`) {
      await page.keyboard.insertText(sets.elements.join(', '))
      await page.keyboard.press('Enter')
    } else if (stop.type === 'checkbox') {
      if (stop.isOn !== ticked.has(stop.id)) await page.keyboard.press('Space')
    } else if (rows.has(stop.id)) {
      await typeRows(page, rows.get(stop.id) ?? [])
    } else {
      await typeValue(page, stop, typed.get(stop.id))
      if (stop.id === idOf('reason')) return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error('the end of the form was not reached by Tab')
}

function wordOf(path: keyof typeof TEXT_FIELDS, text: string): string {
  if (TEXT_FIELDS[path] === 'day') return text.split('-').reverse().join('-')
  return TEXT_FIELDS[path] === 'truth' || TEXT_FIELDS[path] === 'choice' ? (WORDS[text] ?? text) : text
}

async function typeRows(page: Page, values: readonly string[]) {
  for (const [index, value] of values.entries()) {
    if (index > 0) await page.keyboard.press('Enter')
    await page.keyboard.insertText(value)
  }
}

async function typeValue(page: Page, { tag, value }: Stop, text: string | undefined) {
  if (text === undefined || text === value) return
  // A list of the browser's goes to the entry that begins with what is typed.
  if (tag === 'SELECT') return page.keyboard.type(text)
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText(text)
}

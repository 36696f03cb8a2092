import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { foundAnswer as answer, ask, caseField, nikField, shownValue } from '../support/desk.ts'
import { NO_CHROMIUM, openWebPortal, type WebPortal } from '../support/web-portal.ts'

/** Between two keys: a practised typist; at 150 ms, a slow one, the whole path takes some six seconds longer. */
const KEY_MS = 60

describe('Cek NIK', { skip: NO_CHROMIUM }, () => {
  let portal: WebPortal
  let nik: string
  before(async () => {
    portal = await openWebPortal()
    nik = portal.residents.active[0] ?? ''
  })
  after(() => portal.close())

  it('an operator answers the question from the sign-in page on, without the mouse, in less than 15 s', async (t) => {
    const page = await portal.visit()
    const type = (text: string) => page.keyboard.type(text, { delay: KEY_MS })
    const begun = performance.now()
    await page.goto(portal.address)
    await page.getByRole('textbox', { name: 'Nama pengguna' }).and(page.locator(':focus')).waitFor()
    await type('operator.naker')
    await page.keyboard.press('Tab')
    await type(portal.accountOf('operator.naker').password)
    await page.keyboard.press('Enter')
    await nikField(page).and(page.locator(':focus')).waitFor()
    const signedIn = performance.now()
    await type(nik)
    await page.keyboard.press('Tab')
    const purpose = page.getByRole('combobox', { name: 'Keperluan' })
    if ((await purpose.inputValue()) === '') await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    await type('2026/114')
    await page.keyboard.press('Enter')
    await answer(page).waitFor()
    const answered = performance.now()
    const seconds = (from: number, until: number) => ((until - from) / 1000).toFixed(1)
    t.diagnostic(
      `${seconds(begun, answered)} s at ${KEY_MS} ms a key: ` +
        `${seconds(begun, signedIn)} s to sign in, ${seconds(signedIn, answered)} s for the question`,
    )
    assert.ok(answered - begun < 15_000)
    assert.match(await answer(page).innerText(), /Nama lengkap\n.+/)
    assert.match(await page.locator('.watermark').innerText(), /Contoh Operator Loket.+berkas 2026\/114/s)
    // The next number can be typed at once.
    await nikField(page).and(page.locator(':focus')).waitFor()
    await page.keyboard.press('Escape')
    await answer(page).waitFor({ state: 'detached' })
    assert.equal(await nikField(page).inputValue(), '')
    await page.context().close()
  })

  it('neither Back nor Forward nor a reload shows the answer again', async () => {
    const page = await portal.resume('operator.naker')
    await ask(page, nik)
    await answer(page).waitFor()
    const name = await shownValue(page, 'Nama lengkap').innerText()
    const isGone = async () => {
      await nikField(page).waitFor()
      assert.equal(await nikField(page).inputValue(), '')
      const html = await page.content()
      assert.ok(!html.includes(nik) && !html.includes(name))
    }
    await page.getByRole('link', { name: 'Riwayat saya' }).click()
    await page.getByRole('heading', { level: 1, name: 'Riwayat saya' }).waitFor()
    await page.goBack()
    await isGone()
    await ask(page, nik)
    await answer(page).waitFor()
    await page.reload()
    await isGone()
    await ask(page, nik)
    await answer(page).waitFor()
    // Away from the portal and back: where browsers keep whole pages for the Back button.
    await page.goto('about:blank')
    await page.goBack()
    await isGone()
    await page.context().close()
  })

  it('a new number never stands beside the answer of another', async () => {
    const page = await portal.resume('operator.naker')
    await ask(page, nik)
    await answer(page).waitFor()
    await page.keyboard.type('3')
    await answer(page).waitFor({ state: 'detached' })
    assert.equal(await nikField(page).inputValue(), '3')
    await page.context().close()
  })

  it('purpose and file number stay for the next applicant, also after another page', async () => {
    const page = await portal.resume('operator.naker')
    await ask(page, nik)
    await answer(page).waitFor()
    await page.getByRole('link', { name: 'Riwayat saya' }).click()
    await page.getByRole('cell', { name: '2026/114' }).first().waitFor()
    await page.goBack()
    assert.equal(await caseField(page).inputValue(), '2026/114')
    assert.equal(await nikField(page).inputValue(), '')
    assert.equal(await answer(page).count(), 0)
    await page.context().close()
  })

  it('the answer leaves the screen when the tab is hidden', async () => {
    const page = await portal.resume('operator.naker')
    await ask(page, nik)
    await answer(page).waitFor()
    await page.evaluate(`
      Object.defineProperty(document, 'visibilityState', { get: () => 'hidden', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    `)
    await answer(page).waitFor({ state: 'detached' })
    await page.getByText('karena halaman ini ditinggalkan').waitFor()
    assert.ok(!(await page.content()).includes(nik))
    await page.context().close()
  })

  it('the answer leaves the screen when its time is over', async () => {
    const page = await portal.resume('operator.naker')
    await page.clock.install()
    await ask(page, nik)
    await answer(page).waitFor()
    await page.clock.runFor(80_000)
    assert.match(await page.getByRole('timer').innerText(), /^Dihapus dalam ([5-9]|1[0-1]) detik$/)
    await page.clock.runFor(11_000)
    await answer(page).waitFor({ state: 'detached' })
    await page.getByText('karena waktunya habis').waitFor()
    await page.context().close()
  })

  it('digits that cannot be a NIK are named while typing, and no question goes out', async () => {
    const page = await portal.resume('operator.naker')
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST') asked.push(request.url())
    })
    await nikField(page).fill('88 01 01 32.13.02-0001')
    assert.equal(await nikField(page).inputValue(), `8801 01 321302 0001`)
    await page.getByText('Angka ke-7 sampai 12 (tanggal lahir) janggal.').waitFor()
    await caseField(page).fill('1')
    await nikField(page).press('Enter')
    await page.getByText('Isi 16 angka NIK.').waitFor()
    assert.deepEqual(asked, [])
    await page.context().close()
  })

  it('each outcome says what to do next', async () => {
    const page = await portal.resume('operator.naker')
    for (const [outcome, title, next] of [
      ['deceased', 'tercatat meninggal dunia', 'Jangan lanjutkan layanan.'],
      ['duplicate', 'data ganda', 'penunggalan data'],
      ['inactive', 'status nonaktif', 'perlu menghubungi Disdukcapil'],
      ['unknown', 'NIK tidak ada di basis data', 'Periksa kembali angka pada KTP-el'],
    ] as const) {
      await ask(page, portal.residents[outcome][0] ?? '')
      await page.getByRole('heading', { name: title }).waitFor()
      await page.getByText(next).waitFor()
      await page.keyboard.press('Escape')
    }
    await page.context().close()
  })

  it('comparing tells what matches, and shows no data', async () => {
    const page = await portal.resume('operator.naker')
    await ask(page, nik)
    const name = await shownValue(page, 'Nama lengkap').innerText()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Cocokkan isian' }).click()
    await page.getByRole('textbox', { name: 'Nama lengkap' }).fill(name)
    await page.getByRole('textbox', { name: 'Tempat lahir' }).fill('ZZZZ')
    await ask(page, nik)
    const table = page.getByRole('table', { name: 'Hasil pencocokan' })
    await table.getByRole('row', { name: /Nama lengkap.+Cocok/ }).waitFor()
    await table.getByRole('row', { name: /Tempat lahir.+Tidak cocok/ }).waitFor()
    await page.context().close()
  })

  it('copying is refused with a word', async () => {
    const page = await portal.resume('operator.naker')
    await ask(page, nik)
    await answer(page).waitFor()
    const isRefused = await answer(page).evaluate(
      (region) => !region.dispatchEvent(new ClipboardEvent('copy', { bubbles: true, cancelable: true })),
    )
    assert.ok(isRefused)
    await page.getByText('Menyalin jawaban tidak diizinkan').waitFor()
    await page.context().close()
  })

  it('nothing of the question or the answer is in the address, the storage or a cache', async () => {
    const page = await portal.resume('operator.naker')
    await ask(page, nik)
    const name = await shownValue(page, 'Nama lengkap').innerText()
    const kept = await page.evaluate(`(async () => JSON.stringify([
      location.href, { ...localStorage }, { ...sessionStorage }, history.state, document.cookie, document.title,
      await caches.keys(), await indexedDB.databases(),
      performance.getEntriesByType('resource').map(({ name }) => name),
    ]))()`)
    assert.ok(
      typeof kept === 'string' && !kept.includes(nik) && !kept.includes(name) && !kept.includes('2026/114'),
    )
    await page.context().close()
  })
})

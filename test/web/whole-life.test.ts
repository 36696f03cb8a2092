import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { ask, nikField } from '../support/desk.ts'
import { doAct, openRequestPage, pressAndProve, SCAN, signStatements } from '../support/request-path.ts'
import { NO_CHROMIUM, openWebPortal, type WebPortal } from '../support/web-portal.ts'

const PURPOSE = 'verifikasi data pasien uji coba'

const CODE = 'karanganyar-kesehatan-uji'

/** The agency asks for all of these; the centre takes the last one away. */
const ASKED = ['NIK', 'NAMA_LGKP', 'TGL_LHR', 'JENIS_KLMIN', 'AGAMA']
const REFUSED = 'Agama'

/** A day so many months from now, as it is typed. */
function dayIn(months: number): string {
  const day = new Date()
  day.setUTCDate(1)
  day.setUTCMonth(day.getUTCMonth() + months)
  return day.toISOString().slice(0, 10).split('-').reverse().join('-')
}

/** The first of a month, a year and a half from now: within the 24 months that the centre allows. */
const LAST_DAY = dayIn(18)
const OPERATOR = 'loket.uji'
const OPERATOR_NAME = 'Contoh Operator Uji'

const HOLDER = {
  'Nama lengkap': 'Contoh Pemegang',
  'NIP atau nomor pegawai': '199001012020011001',
  Jabatan: 'Pranata Komputer',
  'Alamat kantor': 'Jalan Contoh 1',
  'User ID lokal': 'simrs-1',
}

const SIGNATORY = { 'Nama penanda tangan': 'Contoh Pejabat', Jabatan: 'Kepala Dinas' }

describe('the whole life of an agreement, each role in its own session', { skip: NO_CHROMIUM }, () => {
  let portal: WebPortal
  let [pic, head, officer, admin, central]: Page[] = []
  let id = ''
  let initialPassword = ''
  before(async () => {
    portal = await openWebPortal()
  })
  after(() => portal.close())

  const at = (page: Page | undefined): Page => {
    assert.ok(page !== undefined)
    return page
  }
  // Who acted last sees what came of it without looking again.
  let last = ''
  const act = async (page: Page | undefined, who: string, label: string, given = {}) => {
    const isThere = at(page).url().endsWith(`/permohonan/${id}`)
    if (who !== last || !isThere) await openRequestPage(portal, at(page), id)
    last = who
    await doAct(portal, at(page), who, label, given)
  }
  const isNow = (page: Page | undefined, state: string) =>
    at(page).locator('.path-steps [aria-current=step]').getByText(state, { exact: true }).waitFor()

  /** What axe finds on a page as it stands now, wide and narrow; and whether it scrolls sideways. */
  const assertGood = async (page: Page | undefined) => {
    const [wide, narrow] = [
      { width: 1366, height: 768 },
      { width: 390, height: 844 },
    ]
    for (const viewport of [narrow, wide]) {
      await at(page).setViewportSize(viewport)
      const { violations } = await new AxeBuilder({ page: at(page) }).analyze()
      const found = violations.map((one) => `${one.id}: ${one.nodes.map(({ html }) => html).join(' | ')}`)
      assert.deepEqual(found, [])
      const width = Number(await at(page).evaluate('document.documentElement.scrollWidth'))
      assert.ok(width <= viewport.width, `${at(page).url()} is ${width} wide at ${viewport.width}`)
    }
  }

  it('the agency fills in its request, attaches its papers, and is told what is missing', async () => {
    pic = await portal.enter('pic.dinkes')
    await pic.getByRole('link', { name: 'Permohonan' }).click()
    await pic.getByRole('link', { name: 'Permohonan baru' }).click()
    await pic.getByRole('button', { name: 'Mulai permohonan' }).click()
    const form = pic.getByRole('form', { name: 'Isian permohonan' })
    await form.getByRole('textbox', { name: 'Tujuan', exact: true }).fill(PURPOSE)
    await form.getByLabel('Pilih cepat').fill(ASKED.join(', '))
    await form.getByLabel('Pilih cepat').press('Enter')
    const reasons = form.getByRole('group', { name: 'Alasan kebutuhan' })
    await reasons.getByRole('textbox', { name: 'NIK' }).fill('mencocokkan identitas pasien')
    await reasons.getByRole('button', { name: /Isi yang kosong/ }).click()
    await form.getByRole('checkbox', { name: 'Web portal' }).check()
    await form.getByRole('checkbox', { name: 'Web service' }).first().check()
    await form.getByRole('textbox', { name: 'Jumlah User ID produksi' }).fill('1')
    await form.getByRole('textbox', { name: 'Kuota per User ID per hari' }).fill('50')
    await form.getByRole('textbox', { name: 'Penyedia jaringan' }).fill('Dinas Kominfo Contoh')
    await form.getByRole('textbox', { name: 'Kolom data balikan 1' }).fill('Nomor Rekam Medis')
    await form.getByRole('checkbox', { name: 'Unggah Excel atau CSV' }).check()
    await assertGood(pic)
    await pic.keyboard.press('Control+Enter')
    await pic.getByText('Yang masih kurang sebelum diajukan').waitFor()
    id = new URL(pic.url()).pathname.split('/').at(-1) ?? ''
    for (;;) {
      const upload = pic.getByRole('row', { name: /Belum ada/ }).getByRole('button')
      if ((await upload.count()) === 0) break
      await upload.first().click()
      const dialog = pic.getByRole('dialog')
      await dialog.getByLabel(/^Berkas/).setInputFiles(SCAN)
      await dialog.getByRole('button', { name: 'Unggah' }).click()
      await dialog.waitFor({ state: 'detached' })
    }
    await pic.getByText('Yang masih kurang sebelum diajukan').waitFor({ state: 'detached' })
    head = await portal.enter('kepala.dinkes')
    await act(head, 'kepala.dinkes', 'Ajukan permohonan', { texts: { 'Nomor surat': '440/17/2026' } })
    await isNow(head, 'Diajukan')
  })

  it('the office forwards it, and the centre approves it without one of its elements', async () => {
    officer = await portal.enter('perjanjian.dukcapil')
    await act(officer, 'perjanjian.dukcapil', 'Teruskan ke Ditjen Dukcapil')
    await isNow(officer, 'Diteruskan ke pusat')
    central = await portal.enter('pusat.dukcapil')
    await central.goto(`${portal.address}/permohonan?menunggu=pusat`)
    await central
      .getByRole('row', { name: new RegExp(PURPOSE) })
      .getByRole('link')
      .click()
    await central.getByRole('button', { name: 'Setujui' }).click()
    const form = central.getByRole('form', { name: 'Persetujuan pusat' })
    await form.getByRole('checkbox', { name: new RegExp(REFUSED) }).uncheck()
    await form.getByRole('textbox', { name: 'Nomor persetujuan' }).fill('400.8/99/Dukcapil')
    for (const [name, text] of Object.entries(SIGNATORY)) {
      await form.getByRole('textbox', { name, exact: true }).fill(text)
    }
    await pressAndProve(portal, central, 'pusat.dukcapil', 'Setujui')
    await isNow(central, 'Disetujui pusat')
  })

  it('the agreement cannot exceed the approval, and is endorsed by another than its drafter', async () => {
    const page = at(officer)
    await openRequestPage(portal, page, id)
    await page.getByRole('button', { name: 'Susun perjanjian' }).click()
    const form = page.getByRole('form', { name: 'Rancangan perjanjian' })
    await form.getByRole('textbox', { name: 'Kode di Gapura' }).fill(CODE)
    await form.getByRole('textbox', { name: 'Berlaku sampai dengan' }).fill(LAST_DAY)
    const refused = form.getByRole('checkbox', { name: new RegExp(`^${REFUSED}`) })
    await refused.check()
    await page.keyboard.press('Control+Enter')
    await form.getByRole('alert').getByText('tidak ada dalam persetujuan Dirjen').waitFor()
    assert.equal(await refused.getAttribute('aria-invalid'), 'true')
    await assertGood(page)
    await refused.uncheck()
    await page.keyboard.press('Control+Enter')
    await isNow(page, 'Perjanjian dirancang')
    await page.getByText('Disahkan anggota kantor yang lain dari penyusunnya.').waitFor()
    admin = await portal.enter('admin.dukcapil')
    await act(admin, 'admin.dukcapil', 'Sahkan rancangan perjanjian')
    await isNow(admin, 'Rancangan disahkan')
  })

  it('both parties sign, and the agreement is there', async () => {
    await act(officer, 'perjanjian.dukcapil', 'Catat tanda tangan Pihak Kesatu', {
      texts: SIGNATORY,
      scan: true,
    })
    await act(head, 'kepala.dinkes', 'Catat tanda tangan Pihak Kedua', {
      texts: { ...SIGNATORY, 'Nomor surat': '440/88/2026' },
      scan: true,
    })
    await isNow(head, 'Ditandatangani kedua pihak')
    await at(head).getByRole('link', { name: CODE }).waitFor()
  })

  it('guideline, network and statements follow, each from its own side', async () => {
    await act(officer, 'perjanjian.dukcapil', 'Terbitkan petunjuk teknis')
    await act(pic, 'pic.dinkes', 'Mohon alokasi IP LAN', { texts: { 'Nomor surat': '440/89/2026' } })
    await act(pic, 'pic.dinkes', 'Catat pernyataan jaringan tertutup', { texts: SIGNATORY, scan: true })
    await act(officer, 'perjanjian.dukcapil', 'Alokasikan IP LAN', {
      texts: { 'Alamat IP LAN, satu per baris': '127.0.0.1' },
    })
    await act(officer, 'perjanjian.dukcapil', 'Catat uji koneksi')
    await act(officer, 'perjanjian.dukcapil', 'Nyatakan jaringan siap')
    await isNow(officer, 'Jaringan siap')
    await assertGood(officer)

    const page = await portal.enter('admin.dinkes')
    await page.goto(`${portal.address}/operator`)
    await page.getByRole('button', { name: 'Tambah operator' }).click()
    const form = page.getByRole('form', { name: 'Tambah operator' })
    await form.getByRole('textbox', { name: 'Nama lengkap' }).fill(OPERATOR_NAME)
    await form.getByRole('textbox', { name: 'Nama pengguna' }).fill(OPERATOR)
    await form.getByRole('combobox', { name: 'Perjanjian' }).selectOption(CODE)
    await form.getByRole('button', { name: 'Buat akun' }).click()
    initialPassword = await page.locator('.secret').innerText()
    await page.context().close()
  })

  it('statements are made, handed in signed, and accepted by the office', async () => {
    const [agency, office] = [at(pic), at(officer)]
    await signStatements(portal, CODE, { agency, office, officer: 'perjanjian.dukcapil', signedOn: dayIn(0) })
    await act(officer, 'perjanjian.dukcapil', 'Nyatakan pernyataan lengkap')
  })

  it('a User ID is asked for by a form, issued by two people, and handed over', async () => {
    const page = at(pic)
    await openRequestPage(portal, page, id)
    await page.getByRole('button', { name: 'Ajukan formulir User ID' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Jenis User ID' }).selectOption('production')
    await dialog.getByRole('combobox', { name: 'Status kepegawaian' }).selectOption('PNS')
    for (const [name, text] of Object.entries(HOLDER)) {
      await dialog.getByRole('textbox', { name, exact: true }).fill(text)
    }
    await dialog.getByRole('button', { name: 'Ajukan formulir User ID' }).click()
    await dialog.getByText('NIK wajib diisi.').waitFor()
    await dialog.getByRole('textbox', { name: 'NIK pemegang' }).fill(portal.residents.active[0] ?? '')
    await dialog.getByRole('button', { name: 'Ajukan formulir User ID' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('table', { name: 'Formulir User ID' }).getByText(HOLDER['Nama lengkap']).waitFor()

    const second = at(admin)
    await openRequestPage(portal, second, id)
    await second.getByRole('button', { name: 'Usulkan penerbitan User ID' }).click()
    const proposal = second.getByRole('dialog')
    const userId = await proposal.getByRole('textbox', { name: 'User ID' }).inputValue()
    await proposal.getByRole('textbox', { name: 'Alasan' }).fill('Formulir User ID sudah lengkap')
    await pressAndProve(portal, second, 'admin.dukcapil', 'Usulkan penerbitan User ID')
    await second.getByRole('heading', { level: 1, name: 'Terbitkan kredensial' }).waitFor()
    const office = at(officer)
    await office.goto(second.url())
    await office.getByRole('button', { name: 'Setujui' }).click()
    const decision = office.getByRole('dialog')
    await decision.getByRole('textbox', { name: 'Alasan' }).fill('Sesuai formulir')
    await pressAndProve(portal, office, 'perjanjian.dukcapil', 'Setujui')
    await decision.waitFor({ state: 'detached' })

    last = ''
    await act(officer, 'perjanjian.dukcapil', 'Serahkan User ID produksi', {
      texts: { 'Diterima oleh': 'Contoh Narahubung', 'Jabatan penerima': 'PIC' },
    })
    await office.getByRole('table', { name: 'Formulir User ID' }).getByText(userId).waitFor()
    await act(officer, 'perjanjian.dukcapil', 'Nyatakan berlaku')
    await at(officer).getByText('Tidak ada yang perlu dilakukan lagi').waitFor()
  })

  it('in force, the operator sees exactly what was granted; revoked, the next question is refused', async () => {
    const [nik = ''] = portal.residents.active
    const page = await portal.visit()
    await page.goto(`${portal.address}/masuk`)
    await page.getByRole('textbox', { name: 'Nama pengguna' }).fill(OPERATOR)
    await page.getByRole('textbox', { name: 'Kata sandi' }).fill(initialPassword)
    await page.keyboard.press('Enter')
    const password = 'kunci-pintu-loket-uji'
    await page.getByRole('textbox', { name: 'Kata sandi sekarang' }).fill(initialPassword)
    await page.getByRole('textbox', { name: 'Kata sandi baru' }).fill(password)
    await page.keyboard.press('Enter')
    await nikField(page).waitFor()
    await ask(page, nik)
    await page.getByRole('heading', { name: 'Data ditemukan' }).waitFor()
    const shown = await page.locator('dl.values dt').allInnerTexts()
    assert.deepEqual(shown.sort(), ['Jenis kelamin', 'NIK', 'Nama lengkap', 'Tanggal lahir'].sort())
    await page.keyboard.press('Escape')

    const office = at(officer)
    await office.goto(`${portal.address}/perjanjian/${CODE}/akhir`)
    const form = office.getByRole('form', { name: 'Akhiri atau tangguhkan' })
    await form.getByRole('combobox', { name: 'Dasar' }).selectOption('breach')
    await form.getByRole('button', { name: 'Cabut hak akses' }).click()
    const dialog = office.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Alasan' }).fill('Uji pencabutan akses')
    await pressAndProve(portal, office, 'perjanjian.dukcapil', 'Cabut hak akses')
    await office.getByText('Perjanjian ini sudah berakhir').waitFor()
    await ask(page, nik)
    await page.getByRole('heading', { name: 'Instansi tidak aktif' }).waitFor()
    assert.equal(await page.locator('dl.values').count(), 0)
  })
})

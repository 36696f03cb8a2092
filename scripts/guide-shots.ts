import type { Locator, Page } from 'playwright-core'
import type { WebPortal } from '../test/support/web-portal.ts'
import { askNik, go, openDialog, openFirst, sendNik } from './portal-acts.ts'

export type GuideShot = {
  name: string
  /** The account that sees the page; nobody is signed in without. */
  as: string | undefined
  prepare: (page: Page) => Promise<unknown>
  /** What the picture is about; it is cut around these. */
  show: (page: Page) => readonly Locator[]
  /** Of long lists the beginning is enough. */
  maxHeight?: number
}

const main = (page: Page) => [page.getByRole('main')]
const dialog = (page: Page) => [page.getByRole('dialog')]
const answer = (page: Page) => [page.locator('.outcome')]
const signInForm = (page: Page) => [page.locator('form')]

/** From the heading of the page down to what is named. */
const fromHeading = (selector: string) => (page: Page) => [
  page.getByRole('heading', { level: 1 }),
  page.locator(selector).first(),
]

const OPERATOR = 'operator.naker'
const AGENCY = 'admin.naker'
const OFFICE = 'admin.dukcapil'
const AUDITOR = 'auditor.dukcapil'

/** Every picture of the guide, in an order in which one does not disturb the next. */
export function guideShots({ residents, accounts, codeFor }: WebPortal): readonly GuideShot[] {
  const nikOf = (kind: keyof typeof residents) => residents[kind][0] ?? ''
  const passwordOf = (wanted: string) => accounts.find(({ username }) => username === wanted)?.password ?? ''
  return [
    { name: 'masuk', as: undefined, prepare: async () => undefined, show: signInForm },
    {
      name: 'kode-kedua',
      as: undefined,
      prepare: async (page) => {
        await page.getByRole('textbox', { name: 'Nama pengguna' }).fill(OFFICE)
        await page.getByRole('textbox', { name: 'Kata sandi' }).fill(passwordOf(OFFICE))
        await page.keyboard.press('Enter')
        await page.getByRole('textbox', { name: 'Kode' }).waitFor()
      },
      show: signInForm,
    },
    { name: 'cek-nik', as: OPERATOR, prepare: go('/cek-nik'), show: fromHeading('.desk-answer .empty') },
    {
      name: 'cek-nik-ditemukan',
      as: OPERATOR,
      prepare: askNik(nikOf('active')),
      show: fromHeading('.outcome'),
    },
    { name: 'cek-nik-meninggal', as: OPERATOR, prepare: askNik(nikOf('deceased')), show: answer },
    { name: 'cek-nik-tidak-ada', as: OPERATOR, prepare: askNik(nikOf('unknown')), show: answer },
    {
      name: 'cek-nik-cocokkan',
      as: OPERATOR,
      prepare: async (page) => {
        await page.getByRole('button', { name: 'Cocokkan isian' }).click()
        await page.getByRole('textbox', { name: 'Nama lengkap' }).fill('SUPARMIN')
        await page.getByRole('textbox', { name: 'Tanggal lahir' }).fill('29-02-1996')
        await askNik(nikOf('active'))(page)
      },
      show: fromHeading('.outcome'),
    },
    {
      name: 'riwayat',
      as: OPERATOR,
      prepare: go('/riwayat'),
      show: fromHeading('.table-scroll'),
    },
    { name: 'sesi', as: OPERATOR, prepare: go('/sesi'), show: fromHeading('.table-scroll') },
    {
      name: 'server-terputus',
      as: OPERATOR,
      prepare: async (page) => {
        await go('/cek-nik')(page)
        // The page asks for the server's health until it answers again.
        for (const address of ['**/api/portal/**', '**/health']) {
          await page.context().route(address, (route) => route.abort())
        }
        await sendNik(nikOf('active'))(page)
        await page.locator('.banner').waitFor()
      },
      show: (page) => [page.locator('.bar'), page.locator('.banner'), page.locator('.page-head')],
    },
    {
      name: 'ringkasan',
      as: AGENCY,
      prepare: go('/ringkasan'),
      show: fromHeading('.card'),
    },
    {
      name: 'operator-baru',
      as: AGENCY,
      prepare: async (page) => {
        await go('/operator')(page)
        await page.getByRole('button', { name: 'Tambah operator' }).click()
        await page.getByRole('textbox', { name: 'Nama lengkap' }).fill('Contoh Operator Baru')
        await page.getByRole('textbox', { name: 'Nama pengguna' }).fill('operator2.naker')
      },
      show: fromHeading('form'),
    },
    {
      name: 'kredensial-kami',
      as: AGENCY,
      prepare: go('/kredensial-kami'),
      show: fromHeading('.table-scroll'),
    },
    { name: 'papan-pantau', as: OFFICE, prepare: go('/papan-pantau'), show: main, maxHeight: 760 },
    {
      name: 'instansi-tangguhkan',
      as: OFFICE,
      prepare: async (page) => {
        await go('/instansi')(page)
        await openFirst(page, /^Dinas Kesehatan/)
        await openDialog(/^Tangguhkan/)(page)
      },
      show: dialog,
    },
    {
      name: 'kredensial-terbitkan',
      as: OFFICE,
      prepare: async (page) => {
        await go('/kredensial')(page)
        await page.getByRole('button', { name: 'Terbitkan kredensial' }).click()
      },
      show: fromHeading('form.card'),
    },
    {
      name: 'kredensial-tangguhkan',
      as: OFFICE,
      prepare: async (page) => {
        await go('/kredensial')(page)
        await openDialog(/^Tangguhkan/)(page)
      },
      show: dialog,
    },
    {
      name: 'persetujuan',
      as: OFFICE,
      prepare: async (page) => {
        await go('/kredensial')(page)
        await openDialog(/^Aktifkan lagi/)(page)
        const dialog = page.getByRole('dialog')
        await dialog.getByRole('textbox', { name: 'Alasan' }).fill('Surat permohonan nomor 045/31/2026')
        const send = dialog.getByRole('button', { name: /^(Ajukan|Aktifkan lagi)/ })
        await send.click()
        await dialog.getByRole('textbox', { name: 'Kata sandi Anda' }).fill(passwordOf(OFFICE))
        await dialog.getByRole('textbox', { name: 'Kode kedua' }).fill(await codeFor(OFFICE))
        await send.click()
        await dialog.waitFor({ state: 'detached' })
        await go('/persetujuan')(page)
      },
      show: fromHeading('.table-scroll'),
    },
    {
      name: 'pengguna',
      as: OFFICE,
      prepare: go('/pengguna'),
      show: fromHeading('.table-scroll'),
      maxHeight: 520,
    },
    { name: 'keamanan-akun', as: AGENCY, prepare: go('/keamanan-akun'), show: main, maxHeight: 760 },
    {
      name: 'pengaturan',
      as: OFFICE,
      prepare: go('/pengaturan'),
      show: (page) => [page.locator('form.card').first()],
    },
    {
      name: 'perjanjian',
      as: 'perjanjian.dukcapil',
      prepare: async (page) => {
        await go('/perjanjian')(page)
        await openFirst(page)
        await page.getByRole('heading', { name: 'Yang dapat dilakukan' }).waitFor()
      },
      show: fromHeading('.section'),
    },
    {
      name: 'jejak-audit',
      as: AUDITOR,
      prepare: go('/jejak-audit?event=verification'),
      show: fromHeading('.table-scroll'),
      maxHeight: 560,
    },
    {
      name: 'jejak-audit-entri',
      as: AUDITOR,
      prepare: (page) => openFirst(page).then(() => page.locator('.facts').waitFor()),
      show: fromHeading('.card'),
    },
    {
      name: 'cari-akses-nik',
      as: AUDITOR,
      prepare: async (page) => {
        await go('/cari-akses-nik')(page)
        await page.getByRole('textbox', { name: 'NIK' }).fill(nikOf('active'))
        await page
          .getByRole('textbox', { name: 'Alasan pencarian' })
          .fill('Surat pemilik data nomor 045/12/2026 tanggal 12 Oktober 2026')
        await page.getByRole('button', { name: 'Cari', exact: true }).click()
        await page.getByRole('table').waitFor()
      },
      show: fromHeading('.section'),
      maxHeight: 640,
    },
  ]
}

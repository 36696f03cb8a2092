import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { openWebPortal, type WebPortal } from '../test/support/web-portal.ts'
import { askNik, go, openDialog } from './portal-acts.ts'

// `npm run screenshots [folder]`: a picture of every page of the portal with the demo's invented people, for
// looking at and for the guide. Each page in light and dark at 1366 × 768, and at the width of a phone.

const FOLDER = process.argv[2] ?? join(import.meta.dirname, '../data/screenshots')

const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
  light: {},
  dark: { colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 844 } },
}

type Shot = { name: string; prepare: (page: Page) => Promise<unknown> }

const shotsOf = ({ residents }: WebPortal): Readonly<Record<string, readonly Shot[]>> => ({
  'operator.naker': [
    { name: 'cek-nik-kosong', prepare: go('/cek-nik') },
    { name: 'cek-nik-ditemukan', prepare: askNik(residents.active[0] ?? '') },
    { name: 'cek-nik-meninggal', prepare: askNik(residents.deceased[0] ?? '') },
    { name: 'cek-nik-tidak-ada', prepare: askNik(residents.unknown[0] ?? '') },
    {
      name: 'cek-nik-cocokkan',
      prepare: async (page) => {
        await page.getByRole('button', { name: 'Cocokkan isian' }).click()
        await page.getByRole('textbox', { name: 'Nama lengkap' }).fill('CONTOH')
        await askNik(residents.active[0] ?? '')(page)
      },
    },
    { name: 'riwayat', prepare: go('/riwayat') },
    { name: 'sesi', prepare: go('/sesi') },
    { name: 'tertutup', prepare: go('/papan-pantau') },
    { name: 'panduan', prepare: go('/panduan') },
    { name: 'panduan-bab', prepare: go('/panduan/mencari-data') },
    { name: 'panduan-cari', prepare: go('/panduan?cari=kuota') },
  ],
  'admin.naker': [
    { name: 'ringkasan', prepare: go('/ringkasan') },
    { name: 'operator', prepare: go('/operator') },
    {
      name: 'operator-baru',
      prepare: (page) => page.getByRole('button', { name: 'Tambah operator' }).click(),
    },
    { name: 'kredensial-kami', prepare: go('/kredensial-kami') },
  ],
  'admin.dukcapil': [
    { name: 'papan-pantau', prepare: go('/papan-pantau') },
    { name: 'instansi', prepare: go('/instansi') },
    {
      name: 'instansi-satu',
      prepare: (page) =>
        page
          .getByRole('link', { name: /^Dinas|^RSUD/ })
          .first()
          .click(),
    },
    { name: 'instansi-tangguhkan', prepare: openDialog(/^Tangguhkan/) },
    { name: 'kredensial', prepare: go('/kredensial') },
    { name: 'kredensial-cabut', prepare: openDialog(/^Cabut/) },
    { name: 'pengguna', prepare: go('/pengguna') },
    { name: 'persetujuan', prepare: go('/persetujuan') },
    { name: 'jejak-audit', prepare: go('/jejak-audit') },
  ],
  'perjanjian.dukcapil': [
    { name: 'perjanjian', prepare: go('/perjanjian') },
    {
      name: 'perjanjian-satu',
      prepare: (page) => page.getByRole('main').getByRole('table').getByRole('link').first().click(),
    },
  ],
  'auditor.dukcapil': [
    { name: 'auditor-jejak-audit', prepare: go('/jejak-audit') },
    {
      name: 'auditor-entri',
      prepare: (page) => page.getByRole('main').getByRole('table').getByRole('link').first().click(),
    },
    { name: 'auditor-cari-akses', prepare: go('/cari-akses-nik') },
    { name: 'auditor-pengguna', prepare: go('/pengguna') },
  ],
})

const portal = await openWebPortal()
try {
  mkdirSync(FOLDER, { recursive: true })
  // Traffic for the board, which is of another office than the operator below.
  const desk = await portal.enter('operator.dinkes')
  const { active, deceased, duplicate, inactive, unknown } = portal.residents
  for (const niks of [active, deceased, duplicate, inactive, unknown]) {
    for (const nik of niks.slice(0, 3)) await askNik(nik)(desk)
  }
  for (const [look, options] of Object.entries(LOOKS)) {
    const save = async (page: Page, name: string) => {
      await page.waitForTimeout(300)
      const path = join(FOLDER, `${name}-${look}.png`)
      await page.screenshot({ path, fullPage: true })
      console.log(path)
    }
    const start = await portal.visit(options)
    await start.goto(`${portal.address}/masuk`)
    await start.getByRole('heading', { level: 1 }).waitFor()
    await save(start, 'masuk')
    await start.context().close()
    for (const [username, shots] of Object.entries(shotsOf(portal))) {
      const page = await portal.enter(username, options)
      for (const { name, prepare } of shots) {
        await prepare(page)
        await save(page, name)
      }
      await page.context().close()
    }
  }
} finally {
  await portal.close()
}

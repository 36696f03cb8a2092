import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { ROLE_NAMES } from '../../src/offices/index.ts'
import { ask, foundAnswer } from '../support/desk.ts'
import { settled } from '../support/first-load.ts'
import { NO_CHROMIUM, openWebPortal, type WebPortal } from '../support/web-portal.ts'

type Row = {
  username: string
  /** Heading of the page on which the role lands. */
  lands: RegExp
  /** What the role is there for, up to the act itself. */
  does: (page: Page, portal: WebPortal) => Promise<unknown>
  /** A page that is closed to the role, and a question of its API. */
  closed: string
  refused: readonly [method: string, path: string, status: 403 | 404]
}

/** What the frame around every page asks. */
const FRAME = ['/api/portal/me', '/api/portal/office/approvals/waiting', '/api/portal/notifications/unread']

const openRoom = (link: string) => (page: Page) =>
  page.getByRole('navigation').getByRole('link', { name: link, exact: true }).click()

const firstOfTable = (page: Page) =>
  page.getByRole('main').getByRole('table').getByRole('link').first().click()

/** From an agreement to where it is ended. */
const toTheEnd = async (page: Page) => {
  await page.getByRole('link', { name: 'Akhir', exact: true }).click()
  await button(page, /^Akhiri perjanjian/)
}

const button = (page: Page, name: RegExp) => page.getByRole('button', { name }).first().waitFor()

const ROWS: Readonly<Record<string, Row>> = {
  'office-administrator': {
    username: 'admin.dukcapil',
    lands: /^Papan pantau$/,
    does: async (page) => {
      await openRoom('Instansi')(page)
      await firstOfTable(page)
      await button(page, /^Tangguhkan/)
    },
    closed: '/cari-akses-nik',
    refused: ['POST', '/audit/nik-search', 403],
  },
  'agreement-officer': {
    username: 'perjanjian.dukcapil',
    lands: /^Tugas$/,
    does: async (page) => {
      await openRoom('Perjanjian')(page)
      await page.getByRole('heading', { level: 1, name: 'Perjanjian' }).waitFor()
      await firstOfTable(page)
      await toTheEnd(page)
    },
    closed: '/jejak-audit',
    // An agreement of another office is not there at all.
    refused: ['GET', '/agreements/purbalingga-tenaga-kerja-2025', 404],
  },
  evaluator: {
    username: 'evaluator.dukcapil',
    lands: /^Kepatuhan data balikan$/,
    does: async (page) => {
      await page.getByRole('link', { name: 'karanganyar-kesehatan-2026' }).first().click()
      await page.getByRole('heading', { level: 1, name: /^Kepatuhan: / }).waitFor()
    },
    closed: '/pengguna',
    refused: ['GET', '/office/staff', 403],
  },
  'registry-officer': {
    username: 'registrasi.dukcapil',
    lands: /^Usulan perubahan data penduduk$/,
    does: async (page, { residents }) => {
      await page.getByRole('button', { name: /^Terima semua/ }).waitFor()
      await openRoom('Cari akses NIK')(page)
      await page.getByRole('textbox', { name: 'NIK' }).fill(residents.active[1] ?? '')
      await page.getByRole('textbox', { name: 'Alasan pencarian' }).fill('Permintaan tertulis pemilik data')
      await page.getByRole('button', { name: 'Cari' }).click()
      await page.getByRole('heading', { name: 'Akses yang tercatat' }).waitFor()
    },
    closed: '/instansi',
    refused: ['GET', '/office/agencies', 403],
  },
  'central-approver': {
    username: 'pusat.dukcapil',
    lands: /^Tugas$/,
    does: async (page) => {
      await openRoom('Perjanjian')(page)
      await page.getByRole('heading', { level: 1, name: 'Perjanjian' }).waitFor()
      await firstOfTable(page)
      await toTheEnd(page)
    },
    closed: '/cari-akses-nik',
    refused: ['GET', '/audit/extract', 403],
  },
  auditor: {
    username: 'auditor.dukcapil',
    lands: /^Jejak audit$/,
    does: async (page) => {
      await page.getByRole('button', { name: 'Periksa rantai' }).click()
      await page.getByText('Rantai utuh').waitFor()
    },
    closed: '/cek-nik',
    refused: ['POST', '/office/agencies/1/suspension', 403],
  },
  'agency-head': {
    username: 'kepala.naker',
    lands: /^Tugas$/,
    does: openRoom('Operator'),
    closed: '/kredensial-kami',
    refused: ['GET', '/agency/credentials', 403],
  },
  'agency-pic': {
    username: 'pic.naker',
    lands: /^Tugas$/,
    does: openRoom('Kredensial'),
    closed: '/cek-nik',
    refused: ['POST', '/verifications', 403],
  },
  'agency-administrator': {
    username: 'admin.naker',
    lands: /^Dinas Tenaga Kerja/,
    does: async (page) => {
      await openRoom('Operator')(page)
      await page.getByRole('button', { name: 'Tambah operator' }).click()
      await page.getByRole('textbox', { name: 'Nama lengkap' }).waitFor()
    },
    closed: '/jejak-audit',
    // An account that is not an operator of this agency.
    refused: ['POST', '/agency/operators/1/suspension', 404],
  },
  operator: {
    username: 'operator.naker',
    lands: /^Cek NIK$/,
    does: async (page, { residents }) => {
      await ask(page, residents.active[0] ?? '')
      await foundAnswer(page).waitFor()
    },
    closed: '/papan-pantau',
    refused: ['GET', '/board', 403],
  },
}

describe('each role', { skip: NO_CHROMIUM }, () => {
  let portal: WebPortal
  before(async () => {
    portal = await openWebPortal()
  })
  after(() => portal.close())

  /** Asks the API from within the page, with its session and its token. */
  function askApi(page: Page, method: string, path: string): Promise<unknown> {
    return page.evaluate(`(async () => {
      const { csrf } = await (await fetch('/api/portal/me')).json()
      const body = ${method === 'POST'} ? JSON.stringify({ reason: 'Uji coba batas wewenang' }) : undefined
      const response = await fetch('/api/portal${path}', { method: '${method}', body,
        headers: { 'x-gapura-csrf': csrf, ...(body && { 'content-type': 'application/json' }) } })
      return [response.status, (await response.json()).message]
    })()`)
  }

  it('has a row in this table', () => {
    assert.deepEqual(Object.keys(ROWS).sort(), [...ROLE_NAMES].sort())
  })

  for (const [role, { username, lands, does, closed, refused }] of Object.entries(ROWS)) {
    it(`${role} does its work, and finds ${closed} closed with the reason`, async () => {
      const page = await portal.enter(username)
      await settled(page)
      await page.getByRole('heading', { level: 1, name: lands }).waitFor()
      await does(page, portal)
      await settled(page)

      const asked: string[] = []
      page.on('request', (request) => {
        const { pathname } = new URL(request.url())
        // Of the closed page, not of the one that is being left.
        if (new URL(page.url()).pathname === closed && pathname.startsWith('/api/')) asked.push(pathname)
      })
      await page.goto(`${portal.address}${closed}`)
      await page.getByRole('heading', { level: 1, name: 'Halaman ini tertutup untuk peran Anda' }).waitFor()
      await page
        .getByRole('main')
        .getByText(/peran|Peran/)
        .first()
        .waitFor()
      assert.deepEqual(
        asked.filter((path) => !FRAME.includes(path)),
        [],
      )

      const [method, path, status] = refused
      const message = status === 403 ? 'Peran Anda tidak berhak atas tindakan ini.' : 'Tidak ditemukan.'
      assert.deepEqual(await askApi(page, method, path), [status, message])
      await page.context().close()
    })
  }
})

import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { openWebPortal, type WebPortal } from '../test/support/web-portal.ts'
import { type GuideShot, guideShots } from './guide-shots.ts'
import { askNik, go } from './portal-acts.ts'
import { steadyAnswers } from './steady-answers.ts'

// `npm run guide:pictures [name …]`: the pictures of the guide, from the real pages with the demo's invented
// people. They are committed; make them anew after a page that they show has changed.

const FOLDER = join(import.meta.dirname, '../src/web/guide/pictures')
const MARGIN = 12
const MAX_BYTES = 60_000

type Size = { width: number; height: number }

const wanted = new Set(process.argv.slice(2))
const isWanted = ({ name }: GuideShot) => wanted.size === 0 || wanted.has(name)

/** The smallest rectangle around everything that the picture is about. */
async function rectangleAround(page: Page, places: readonly Locator[], maxHeight = Number.POSITIVE_INFINITY) {
  const boxes = []
  for (const place of places) {
    const box = await place.boundingBox()
    if (box === null) throw new Error(`not on the page: ${place.toString()}`)
    boxes.push(box)
  }
  const scrolled = Number(await page.evaluate('scrollY'))
  const x = Math.max(0, Math.floor(Math.min(...boxes.map((box) => box.x)) - MARGIN))
  const top = Math.max(0, Math.floor(Math.min(...boxes.map((box) => box.y)) - MARGIN))
  const right = Math.min(1366, Math.ceil(Math.max(...boxes.map((box) => box.x + box.width)) + MARGIN))
  const bottom = Math.ceil(Math.max(...boxes.map((box) => box.y + box.height)) + MARGIN)
  return { x, y: top + scrolled, width: right - x, height: Math.min(bottom - top, maxHeight) }
}

async function take(page: Page, encoder: Page, { name, prepare, show, maxHeight }: GuideShot): Promise<Size> {
  await prepare(page)
  await page.waitForTimeout(400)
  const clip = await rectangleAround(page, show(page), maxHeight)
  // Counts down while the picture is made.
  await page.evaluate(
    `for (const timer of document.querySelectorAll('[role="timer"]')) timer.textContent = 'Dihapus dalam 90 detik'`,
  )
  const png = await page.screenshot({ clip, fullPage: true, animations: 'disabled' })
  const { webp, ...size } = await encode(encoder, png.toString('base64'))
  writeFileSync(join(FOLDER, `${name}.webp`), webp)
  console.log(`${name}: ${size.width} × ${size.height}, ${webp.length} bytes`)
  return size
}

/** Largest and sharpest first; the column of the guide is narrower than most pages. */
const TRIES = [
  { scale: 1, quality: 0.9 },
  { scale: 0.8, quality: 0.85 },
  { scale: 0.7, quality: 0.8 },
  { scale: 0.7, quality: 0.6 },
] as const

/** As WebP, as good as its weight allows. Chromium has the encoder already. */
async function encode(encoder: Page, png: string): Promise<Size & { webp: Buffer }> {
  for (const { scale, quality } of TRIES) {
    const made: unknown = await encoder.evaluate(`(async () => {
      const image = new Image()
      image.src = 'data:image/png;base64,${png}'
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = Math.round(image.width * ${scale})
      canvas.height = Math.round(image.height * ${scale})
      const context = canvas.getContext('2d')
      context.imageSmoothingQuality = 'high'
      context.drawImage(image, 0, 0, canvas.width, canvas.height)
      return [canvas.width, canvas.height, canvas.toDataURL('image/webp', ${quality})].join(' ')
    })()`)
    const [width, height, address = ''] = String(made).split(' ')
    const webp = Buffer.from(address.replace(/^data:image\/webp;base64,/, ''), 'base64')
    if (webp.length <= MAX_BYTES) return { width: Number(width), height: Number(height), webp }
  }
  throw new Error('a picture is too heavy for the guide: show less of the page')
}

async function makeTraffic(portal: WebPortal) {
  const desk = await portal.enter('operator.dinkes')
  const { active, deceased, duplicate, inactive, unknown } = portal.residents
  for (const niks of [active, active, deceased, duplicate, inactive, unknown]) {
    for (const nik of niks.slice(0, 4)) await askNik(nik)(desk)
  }
  await desk.context().close()
}

const SIZES = join(FOLDER, 'sizes.json')

/** Written with every picture, so that a run that is broken off leaves nothing that contradicts itself. */
function keepSizes(change: (sizes: Map<string, Size>) => void): void {
  const known: Record<string, Size> = JSON.parse(readFileSync(SIZES, 'utf8'))
  const sizes = new Map(Object.entries(known))
  change(sizes)
  const sorted = [...sizes].sort(([a], [b]) => (a < b ? -1 : 1))
  writeFileSync(SIZES, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`)
}

/** Pictures that nothing takes any more. */
function removeOthers(names: ReadonlySet<string>): void {
  for (const file of globSync('*.webp', { cwd: FOLDER })) {
    if (!names.has(basename(file, '.webp'))) rmSync(join(FOLDER, file))
  }
  keepSizes((sizes) => {
    for (const name of sizes.keys()) if (!names.has(name)) sizes.delete(name)
  })
}

const portal = await openWebPortal({ port: Number(process.env.PORT ?? 0) })
try {
  const encoder = await portal.visit()
  const shots = guideShots(portal)
  removeOthers(new Set(shots.map(({ name }) => name)))
  if (shots.some((shot) => shot.as !== undefined && isWanted(shot))) await makeTraffic(portal)
  for (const [as, ofAccount] of Map.groupBy(shots.filter(isWanted), (shot) => shot.as)) {
    const page = as === undefined ? await portal.visit() : await portal.enter(as)
    page.setDefaultTimeout(45_000)
    await steadyAnswers(page.context())
    if (as === undefined) await page.goto(`${portal.address}/masuk`)
    else await go('/')(page)
    for (const shot of ofAccount) {
      const size = await take(page, encoder, shot)
      keepSizes((sizes) => sizes.set(shot.name, size))
    }
    await page.context().close()
  }
} finally {
  await portal.close()
}

// How the portal is built; read by build-web.mjs.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { root } from './ensure-installed.mjs'

/** Stands in index.html where the server writes the nonce of the answer (src/http/web-files.ts). */
export const NONCE_PLACEHOLDER = '{{csp-nonce}}'

const BASE = /node_modules\/(react|react-dom|scheduler|react-i18next|i18next|clsx|@tanstack)\//

const CHAPTERS = join(root, 'src/web/guide/chapters')
const CHAPTERS_MODULE = 'virtual:guide-chapters'

/**
 * The chapters of the guide as one file of text, whose address `virtual:guide-chapters` gives: as part of the
 * script they would be a tenth of what a page may load at first.
 *
 * @returns {import('vite').Plugin}
 */
function guideChapters() {
  return {
    name: 'guide-chapters',
    resolveId: (id) => (id === CHAPTERS_MODULE ? `\0${CHAPTERS_MODULE}` : null),
    load(id) {
      if (id !== `\0${CHAPTERS_MODULE}`) return null
      const files = readdirSync(CHAPTERS).filter((file) => file.endsWith('.md') && file !== 'README.md')
      const sources = files.map((file) => [file, readFileSync(join(CHAPTERS, file), 'utf8')])
      const asset = this.emitFile({
        type: 'asset',
        name: 'guide.json',
        source: JSON.stringify(Object.fromEntries(sources)),
      })
      return `export const chaptersAddress = import.meta.ROLLUP_FILE_URL_${asset}`
    },
  }
}

/** @returns {import('vite').InlineConfig} */
export function webConfig({ outDir }) {
  return {
    configFile: false,
    root: join(root, 'src/web'),
    publicDir: false,
    plugins: [react(), guideChapters()],
    html: { cspNonce: NONCE_PLACEHOLDER },
    build: {
      outDir,
      emptyOutDir: true,
      // A file inlined as a data: address would be refused by the policy of web-files.ts.
      assetsInlineLimit: 0,
      sourcemap: false,
      target: 'es2022',
      rolldownOptions: {
        output: {
          // Without names: every page carries the list of all files, and its own of those it imports, and the names
          // were 4 kB of it.
          chunkFileNames: 'assets/[hash:7].js',
          assetFileNames: 'assets/[hash:7][extname]',
          // What every page needs in one file: on a slow line a round trip costs more than some bytes.
          codeSplitting: { groups: [{ name: 'base', test: BASE }] },
        },
      },
      reportCompressedSize: false,
    },
    logLevel: 'warn',
  }
}

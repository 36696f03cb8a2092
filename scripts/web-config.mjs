// How the portal is built; read by build-web.mjs.
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { root } from './ensure-installed.mjs'

/** Stands in index.html where the server writes the nonce of the answer (src/http/web-files.ts). */
export const NONCE_PLACEHOLDER = '{{csp-nonce}}'

const BASE = /node_modules\/(react|react-dom|scheduler|react-i18next|i18next|clsx|@tanstack)\//

/** @returns {import('vite').InlineConfig} */
export function webConfig({ outDir }) {
  return {
    configFile: false,
    root: join(root, 'src/web'),
    publicDir: false,
    plugins: [react()],
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
          // What every page needs in one file: on a slow line a round trip costs more than some bytes.
          codeSplitting: { groups: [{ name: 'base', test: BASE }] },
        },
      },
      reportCompressedSize: false,
    },
    logLevel: 'warn',
  }
}

export type { Pack } from './build-pack.ts'
export { downloadPack, makePack, type PackTools } from './download-pack.ts'
export { registerPackRoutes } from './pack.routes.ts'

export { registerOfficialRoutes } from './official.routes.ts'

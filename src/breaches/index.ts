export { registerBreachRoutes } from './breach.routes.ts'
export { listBreaches } from './breach.store.ts'
export { breachTasks } from './breach-tasks.ts'
export { reportBreach } from './report-breach.ts'

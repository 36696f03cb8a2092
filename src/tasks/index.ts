export { listTasks } from './list-tasks.ts'
export { registerTaskRoutes } from './task.routes.ts'

export { type BoardView, createBoard } from './board.ts'
export { registerReportRoutes } from './report.routes.ts'
export type { UsageView } from './usage.ts'

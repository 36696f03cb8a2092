export { registerApprovalRoutes } from './approval.routes.ts'
export { closeApprovals } from './close-approvals.ts'
export { noteFourEyes } from './four-eyes.ts'
export { registerGrantRoutes } from './grant.routes.ts'

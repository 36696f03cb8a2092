export { type Gate, openGate } from './gate.ts'
export { type RenderingGate, startGateThread } from './gate-thread.ts'
export { registerWireRoutes } from './wire/wire.routes.ts'

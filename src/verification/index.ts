export { type Gate, openGate } from './gate.ts'
export { registerWireRoutes } from './wire/wire.routes.ts'

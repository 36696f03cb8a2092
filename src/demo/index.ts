export { fillDemo, refreshDemoFile } from './fill-demo.ts'

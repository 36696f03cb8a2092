export { fillDemo, listDemoAccounts, refreshDemoFile } from './fill-demo.ts'

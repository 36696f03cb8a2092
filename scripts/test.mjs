// `npm test`: installs what is missing, then runs the tests on the pinned Node.
process.argv.splice(2, 0, 'test')
await import('./run.mjs')

import { readConfig } from './kernel/config.ts'
import { runServer } from './run-server.ts'

// The composition root of the server: configuration in, one line out when it is ready.

const read = readConfig(process.env, process.cwd())
if (read.kind === 'faulty') {
  console.error('Konfigurasi tidak sah:')
  for (const { setting, message } of read.faults) console.error(`  ${setting}: ${message}`)
  process.exit(2)
}

try {
  const server = await runServer(read.config)
  let isStopping = false
  // Ctrl-C reaches this process twice, from the terminal and from the launcher.
  const stop = (cause: string) => {
    if (isStopping) return
    isStopping = true
    server.stop(cause).then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', () => stop('SIGTERM'))
  process.on('SIGINT', () => stop('SIGINT'))
  // The launcher of `npm start` is gone, killed: nobody will tell this process to stop.
  process.once('disconnect', () => stop('launcher gone'))
  // Last: whoever reads this line may already ask to stop, and an unheard SIGTERM leaves the database running.
  console.log(`Gapura siap di ${server.address}`)
} catch (error) {
  console.error(`Gapura tidak dapat dijalankan: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}

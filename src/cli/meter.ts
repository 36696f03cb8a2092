import { SingleBar } from 'cli-progress'

/** How far the reading of a file is. */
export type Progress = { rowsDone: number; rowsRejected: number; bytesRead: number; bytesTotal: number }

/** Seconds between progress lines where there is no terminal. */
const LINE_EVERY_SECONDS = 5

export const rowsInWords = (rows: number) => `${rows.toLocaleString('id-ID')} baris`

/** Shows progress with rate and time left: a bar in a terminal, else a line now and then. */
export const openMeter = (): Meter => (process.stderr.isTTY ? barMeter() : lineMeter())

export type Meter = { show: (progress: Progress) => void; end: () => void }

function barMeter(): Meter {
  const bar = new SingleBar({
    format: '{bar} {percentage}% | {rate} baris/detik | sisa {eta_formatted} | ditolak {rejected}',
    stream: process.stderr,
  })
  const rate = rateMeter()
  let started = false
  return {
    show: (progress) => {
      const shown = { rate: rate(progress.rowsDone).toLocaleString('id-ID'), rejected: progress.rowsRejected }
      if (!started) bar.start(progress.bytesTotal, 0, shown)
      started = true
      bar.update(progress.bytesRead, shown)
    },
    end: () => bar.stop(),
  }
}

function lineMeter(): Meter {
  const rate = rateMeter()
  const begun = performance.now()
  let shownAt = begun
  return {
    show: ({ bytesRead, bytesTotal, rowsDone, rowsRejected }) => {
      const now = performance.now()
      if (now - shownAt < LINE_EVERY_SECONDS * 1000) return
      shownAt = now
      const secondsLeft = Math.ceil((((now - begun) / bytesRead) * (bytesTotal - bytesRead)) / 1000)
      process.stderr.write(
        `${Math.floor((bytesRead / bytesTotal) * 100)}% | ${rowsInWords(rowsDone)} | ` +
          `${rate(rowsDone).toLocaleString('id-ID')} baris/detik | sisa ${secondsLeft} detik | ` +
          `ditolak ${rowsInWords(rowsRejected)}\n`,
      )
    },
    end: () => undefined,
  }
}

/** Rows a second since the first call, which is where a resumed import takes up. */
function rateMeter(): (rowsDone: number) => number {
  let first: { at: number; rows: number } | undefined
  return (rowsDone) => {
    const at = performance.now()
    first ??= { at, rows: rowsDone }
    return at === first.at ? 0 : Math.round(((rowsDone - first.rows) / (at - first.at)) * 1000)
  }
}

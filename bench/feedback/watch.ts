import { readdirSync, readFileSync } from 'node:fs'

export type MemoryWatch = {
  /** Ends the watch. @returns the most that was resident at a look, in MB, of the server and of its children */
  end(): { server: number; children: number }
}

const LOOK_EVERY_MS = 100

/** Watches the memory of a server process, and of the processes it starts (not PostgreSQL's). */
export function watchMemory(pid: number): MemoryWatch {
  const most = { server: 0, children: 0 }
  const look = () => {
    most.server = Math.max(most.server, residentMb(pid))
    const children = childrenOf(pid).filter((child) => !commandOf(child).includes('postgres'))
    most.children = Math.max(most.children, ...children.map(residentMb), 0)
  }
  const timer = setInterval(look, LOOK_EVERY_MS)
  return {
    end: () => {
      clearInterval(timer)
      return most
    },
  }
}

function residentMb(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB/m.exec(readOf(pid, 'status'))
  return found === null ? 0 : Number(found[1]) / 1024
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((one) => Number(readOf(one, 'stat').split(') ').at(-1)?.split(' ')[1]) === pid)
}

const commandOf = (pid: number) => readOf(pid, 'cmdline')

/** '' of a process that has just ended. */
function readOf(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

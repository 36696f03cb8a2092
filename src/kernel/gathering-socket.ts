import { Socket } from 'node:net'

/**
 * A socket that sends what is written in one turn of the event loop with one system call.
 *
 * `pg` writes each statement by itself; a batch's nine statements go out in four pieces this way. On two cores
 * each piece wakes the database's process, which then takes the writer's core: the nine took 1 ms a batch
 * (docs/performance.md).
 */
export function gatheringSocket(): Socket {
  const socket = new Socket()
  const write = socket.write.bind(socket)
  let isHeld = false
  const release = () => {
    isHeld = false
    socket.uncork()
  }
  const hold = () => {
    if (isHeld) return
    isHeld = true
    socket.cork()
    process.nextTick(release)
  }
  socket.write = new Proxy(write, {
    apply(target, self, args) {
      hold()
      return Reflect.apply(target, self, args)
    },
  })
  return socket
}

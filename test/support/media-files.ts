import { join } from 'node:path'

export type MediaOf = ReturnType<typeof mediaOf>

/** Where a test's keys for media would lie, with a central authority that nobody reads for. */
export const mediaOf = (folder: string) => ({
  mediaKeyFile: join(folder, 'media.key'),
  mediaSignKeyFile: join(folder, 'media-sign.key'),
  centralRecipient: 'age1s4asv8xqccwqpjsj4sg9y59yy5fre5k4wtgnrq93cmk0pnpueguqnpjdad',
  forwarding: null,
})

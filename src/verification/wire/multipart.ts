const NAME = /;\s*name="([^"\r\n]*)"/i

/**
 * Reads the fields of a multipart/form-data body (RFC 7578), which PHP sends when it is given an array. The
 * boundary is the first line, for the Content-Type is not looked at (W-10). Parts without a name, and what
 * cannot be read, are passed over. Never throws; the work is linear in the body.
 */
export function readMultipart(text: string, take: (key: string, value: string) => void): void {
  const boundary = /^--[^\r\n]{1,200}/.exec(text)?.[0]
  if (boundary === undefined) return
  for (const part of text.split(boundary).slice(1)) {
    const end = part.search(/\r?\n\r?\n/)
    if (end === -1) continue
    const name = NAME.exec(part.slice(0, end))?.[1]
    if (name === undefined) continue
    take(
      name,
      part
        .slice(end)
        .replace(/^\r?\n\r?\n/, '')
        .replace(/\r?\n$/, ''),
    )
  }
}

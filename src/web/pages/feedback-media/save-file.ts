/** Hands bytes to the browser's own way of saving files. */
export function saveFile(bytes: Blob, name: string): void {
  const address = URL.createObjectURL(bytes)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has begun to read by then; what is kept longer keeps the bytes in memory.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

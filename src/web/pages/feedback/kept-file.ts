/** A file on its way from the page that takes it to the page of its upload: in memory, for that page only. */
const files = new Map<number, File>()

export function keepFile(id: number, file: File): void {
  files.set(id, file)
}

/** @returns the file, this once */
export function takeFile(id: number): File | undefined {
  const file = files.get(id)
  files.delete(id)
  return file
}

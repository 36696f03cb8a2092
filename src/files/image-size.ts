/** An A3 page at 600 dots an inch has 70 million; what opens it needs four bytes for each. */
const MAX_PIXELS = 80_000_000

/** What is wrong with the size of an image, in words for whoever uploads it. */
export function imageSizeFault(width: number, height: number): string | undefined {
  if (width === 0 || height === 0) return 'Gambar ini tidak mempunyai ukuran.'
  if (width * height > MAX_PIXELS) {
    return `Gambar ini ${width} × ${height} titik, lebih dari 80 juta. Pindai ulang dengan kerapatan lebih rendah.`
  }
  return undefined
}

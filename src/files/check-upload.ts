import { fileTypeFromBuffer } from 'file-type'
import { jpegFault } from './check-jpeg.ts'
import { pdfFault } from './check-pdf.ts'
import { pngFault } from './check-png.ts'
import { MAX_UPLOAD_BYTES, UPLOAD_TYPES, type UploadCheck, type UploadType } from './domain.ts'
import { cleanFileName } from './file-name.ts'

const FAULT_OF: Readonly<
  Record<UploadType, (bytes: Buffer) => string | undefined | Promise<string | undefined>>
> = { 'application/pdf': pdfFault, 'image/jpeg': jpegFault, 'image/png': pngFault }

/**
 * Whether an upload may be kept: a PDF, JPEG or PNG by its content, whole, not too large, with nothing in it
 * that acts (docs/rules/files.md, F-05 to F-08).
 *
 * @param given the name that the file had on the machine of whoever uploads
 */
export async function checkUpload(bytes: Buffer, given: string): Promise<UploadCheck> {
  const refused = (message: string) => ({ kind: 'refused', message }) as const
  if (bytes.length === 0) return refused('Berkas kosong.')
  if (bytes.length > MAX_UPLOAD_BYTES) return refused('Ukuran berkas lebih dari 10 MB.')
  const found = await fileTypeFromBuffer(bytes)
  const mediaType = UPLOAD_TYPES.find((type) => type === found?.mime)
  if (mediaType === undefined) return refused('Berkas harus PDF, JPEG, atau PNG.')
  const fault = await FAULT_OF[mediaType](bytes)
  if (fault !== undefined) return refused(fault)
  return { kind: 'fine', mediaType, name: cleanFileName(given, mediaType) }
}

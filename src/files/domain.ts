/** A file in the vault. `sha256` is its name and its checksum: hex of the plain bytes. */
export type FileRef = { sha256: string; size: number; mediaType: string }

/** What people may upload (F-05). */
export const UPLOAD_TYPES = ['application/pdf', 'image/jpeg', 'image/png'] as const

export type UploadType = (typeof UPLOAD_TYPES)[number]

/** The largest upload: some forty pages scanned in grey. */
export const MAX_UPLOAD_BYTES = 10 * 1024 * 1024

/** What the check of an upload found; the message is for whoever uploads. */
export type UploadCheck =
  | { kind: 'fine'; mediaType: UploadType /** As it is kept (F-08). */; name: string }
  | { kind: 'refused'; message: string }

export const EXTENSIONS = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
} as const satisfies Record<UploadType, string>

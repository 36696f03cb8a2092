export { checkUpload } from './check-upload.ts'
export { type FileRef, MAX_UPLOAD_BYTES, UPLOAD_TYPES, type UploadCheck, type UploadType } from './domain.ts'
export { acceptUploads, sendFile, UPLOAD_BODY_LIMIT, uploadOf } from './uploads.ts'
export { claimFileKey, createVault, FileBroken, openVault, type Vault } from './vault.ts'

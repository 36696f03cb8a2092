import { join } from 'node:path'

/** Feedback on physical media, and what goes on to the central authority (docs/feedback-package.md). */
export type MediaConfig = Readonly<{
  /** The age identity that agencies encrypt to. */
  mediaKeyFile: string
  /** The Ed25519 key by which packages for the central authority are signed. */
  mediaSignKeyFile: string
  /** The age recipient of the central authority; null: none is known. */
  centralRecipient: string | null
  /** The web service of the central authority for feedback; null: there is none. */
  forwarding: Readonly<{ url: string; tokenFile: string }> | null
}>

type MediaSetting = 'centralRecipient' | 'forwardUrl'

const RECIPIENT = /^age1[02-9ac-hj-np-z]{58}$/

export function readMediaConfig(
  value: (key: MediaSetting) => string | undefined,
  files: { mediaKey: string | undefined; mediaSignKey: string | undefined; forwardToken: string | undefined },
  dataDir: string,
  fault: (setting: string, message: string) => void,
): MediaConfig {
  const recipient = value('centralRecipient')
  if (recipient !== undefined && !RECIPIENT.test(recipient)) {
    fault('centralRecipient', 'harus penerima age berbentuk age1…')
  }
  const url = value('forwardUrl')
  if (url !== undefined && !isWebAddress(url)) {
    fault('forwardUrl', 'harus berbentuk https://…, atau http://… di jaringan tertutup, tanpa kata sandi')
  }
  if ((url === undefined) !== (files.forwardToken === undefined)) {
    fault('forwardUrl', 'forwardUrl dan forwardTokenFile harus disebut keduanya')
  }
  return Object.freeze({
    mediaKeyFile: files.mediaKey ?? join(dataDir, 'secrets', 'media.key'),
    mediaSignKeyFile: files.mediaSignKey ?? join(dataDir, 'secrets', 'media-sign.key'),
    centralRecipient: recipient ?? null,
    forwarding:
      url === undefined || files.forwardToken === undefined
        ? null
        : Object.freeze({ url, tokenFile: files.forwardToken }),
  })
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text)
  return (
    url !== null && ['http:', 'https:'].includes(url.protocol) && url.username === '' && url.password === ''
  )
}

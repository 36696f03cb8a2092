declare global {
  // Read by get-nonce, through which the dialogs' scroll lock adds its style.
  var __webpack_nonce__: string | undefined
}

/** The nonce of this page (src/http/web-files.ts): styles made while running carry it, or the browser refuses them. */
export function takeNonce(): string {
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? ''
  globalThis.__webpack_nonce__ = nonce
  return nonce
}

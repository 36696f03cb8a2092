import { useEffect, useState } from 'react'

/** An address in this tab for bytes that came as base64; given back with the page, or when others come. */
export function useBlobAddress(base64: string | undefined, mediaType: string): string | undefined {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (base64 === undefined) return setAddress(undefined)
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const made = URL.createObjectURL(new Blob([bytes], { type: mediaType }))
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [base64, mediaType])
  return address
}

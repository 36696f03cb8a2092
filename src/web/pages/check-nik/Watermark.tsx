/** Lies over the answer: light enough to read through, dark enough to be in any photograph of the screen. */
export function Watermark({ text }: { text: string }) {
  return (
    <div className="watermark" aria-hidden="true">
      {COPIES.map((copy) => (
        <span key={copy}>{text}</span>
      ))}
    </div>
  )
}

const COPIES = Array.from({ length: 60 }, (_, index) => index)

/** A fingerprint in groups that can be read out; the first four are those that are told. */
export function Fingerprint({ value }: { value: string }) {
  const groups = value.match(/.{1,4}/g) ?? []
  return (
    <span className="code-line">
      <strong>{groups.slice(0, 4).join(' ')}</strong> {groups.slice(4).join(' ')}
    </span>
  )
}

/** Recovery codes, the one time they are shown. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <ul className="codes">
      {codes.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  )
}

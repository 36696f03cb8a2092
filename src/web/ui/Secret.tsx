import { Stack } from '@mantine/core'
import { Note } from './Note.tsx'

type SecretProps = { title: string; facts: readonly (readonly [string, string])[]; note: string }

/** What is shown once and never again. */
export function Secret({ title, facts, note }: SecretProps) {
  return (
    <Note tone="good" title={title} live="polite">
      <Stack gap="xs" mt="xs">
        {facts.map(([name, value]) => (
          <div key={name}>
            <div>{name}</div>
            <div className="secret">{value}</div>
          </div>
        ))}
        <p>{note}</p>
      </Stack>
    </Note>
  )
}

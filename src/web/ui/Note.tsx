import type { ReactNode } from 'react'

export type Tone = 'good' | 'warn' | 'bad' | 'quiet' | 'info'

type NoteProps = { tone: Tone; title?: string; children?: ReactNode; live?: 'polite' | 'assertive' }

/** A remark that stands where it belongs. `live` lets readers hear it when it comes. */
export function Note({ tone, title, children, live }: NoteProps) {
  const role = live === 'assertive' ? 'alert' : live === 'polite' ? 'status' : undefined
  return (
    <div className={`note tone-${tone}`} role={role}>
      {title !== undefined && (
        <p>
          <strong>{title}</strong>
        </p>
      )}
      {children !== undefined && <div>{children}</div>}
    </div>
  )
}

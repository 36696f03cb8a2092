/** An hour as people type it (`9`, `9.05`, `09:05`, `0905`), as `09:05`; undefined when it is none. */
export function readTime(typed: string): string | undefined {
  const [, hour = '', minute = '00'] = /^(\d{1,2})(?:[.:]?([0-5]\d))?$/.exec(typed.trim()) ?? []
  if (hour === '' || Number(hour) > 23) return undefined
  return `${hour.padStart(2, '0')}:${minute}`
}

/** Everything that shows keys, packages or what went on to the central authority. */
export const STALE = [['/feedback'], ['/office', '/feedback'], ['/papers']] as const

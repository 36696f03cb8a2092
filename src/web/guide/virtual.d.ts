// Made by scripts/web-config.mjs.
declare module 'virtual:guide-chapters' {
  /** Where the chapters are: their sources by file name, as JSON. */
  export const chaptersAddress: string
}

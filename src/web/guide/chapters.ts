import { chaptersAddress } from 'virtual:guide-chapters'
import { patiently } from '../lazy-route-component.ts'
import { type Chapter, parseChapter } from './parse-chapter.ts'
import sizesOfPictures from './pictures/sizes.json'

const fetchSources = patiently(async (): Promise<Record<string, string>> => {
  const reply = await fetch(chaptersAddress)
  if (!reply.ok) throw new Error(`the guide was answered with ${reply.status}`)
  return reply.json()
})

const sources = await fetchSources()

const ADDRESSES = import.meta.glob<string>('./pictures/*.webp', {
  query: '?url',
  import: 'default',
  eager: true,
})

/** Every chapter, in the order of the guide. */
export const CHAPTERS: readonly Chapter[] = Object.entries(sources)
  .map(([path, source]) => parseChapter(nameOf(path), source))
  .sort((a, b) => a.order - b.order)

export type Picture = { address: string; width: number; height: number }

const sizes: Readonly<Record<string, { width: number; height: number }>> = sizesOfPictures

/** Pictures with their size, so that the text does not jump when they come. */
export const PICTURES: ReadonlyMap<string, Picture> = new Map(
  Object.entries(ADDRESSES).flatMap(([path, address]) => {
    const size = sizes[nameOf(path)]
    return size === undefined ? [] : [[nameOf(path), { address, ...size }]]
  }),
)

function nameOf(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.\w+$/, '')
}

/** Whether a chapter belongs to the work of somebody with these permissions. */
export const isFor = ({ needs }: Chapter, permissions: readonly string[]) =>
  needs.length === 0 || needs.some((permission) => permissions.includes(permission))

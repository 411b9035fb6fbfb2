import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Desk } from './desk.ts'
import { type Home, type Reader, readRows } from './reader.ts'

const FORMATS = ['rss', 'atom'] as const
const SELECT = 'SELECT guid AS id, title, content AS text FROM rss_item WHERE feedurl = ? AND deleted = 0'

/** In a terminal. Knows an entry by its guid alone, whatever the feed: so each feed has a cache of its own. */
export const newsboat: Reader = {
  name: 'newsboat',
  programs: ['newsboat'],
  packages: 'newsboat',
  formats: FORMATS,
  subscribe: async (home, feeds) => {
    const each = FORMATS.map((format) => toOptions(home, format, feeds))
    return {
      refresh: async () => {
        for (const options of each) await home.run('newsboat', [...options, '-x', 'reload'])
      },
      show: (format) => readRows(join(home.folder, format, 'cache.db'), SELECT, feeds[format]),
      stop: async () => {},
    }
  },
}

function toOptions({ folder }: Home, format: (typeof FORMATS)[number], feeds: Desk['feeds']): string[] {
  const own = join(folder, format)
  mkdirSync(own)
  writeFileSync(join(own, 'urls'), `${feeds[format]}\n`)
  writeFileSync(join(own, 'config'), '')
  return ['-u', join(own, 'urls'), '-c', join(own, 'cache.db'), '-C', join(own, 'config')]
}

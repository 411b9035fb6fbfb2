import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Reader } from './reader.ts'

/** Shell scripts over lines of tab-separated fields: time, title, link, content, its type, id … */
export const sfeed: Reader = {
  name: 'sfeed',
  programs: ['sfeed_update', 'curl'],
  packages: 'sfeed curl',
  formats: ['rss', 'atom'],
  subscribe: async ({ folder, run }, feeds) => {
    const file = join(folder, 'sfeedrc')
    writeFileSync(file, `sfeedpath='${folder}'\nfeeds() {\n  feed rss '${feeds.rss}'\n  feed atom '${feeds.atom}'\n}\n`)
    const show = (line: string) => {
      const [, title = '', , text = '', , id = ''] = line.split('\t')
      return { id, title, text }
    }
    return {
      refresh: () => run('sfeed_update', [file]),
      show: (format) => readFileSync(join(folder, format), 'utf8').trim().split('\n').map(show),
      stop: async () => {},
    }
  },
}

/** Documents of nine million bytes that somebody wrote to have a reader stand still. */

const BYTES = 9_000_000

type Hostile = { readonly name: string; readonly type: string; readonly text: () => string }

export const HOSTILE: readonly Hostile[] = [
  { name: 'a title', type: 'application/rss+xml', text: () => toRss(`<item><title>${fill('word ')}</title></item>`) },
  { name: 'brackets', type: 'application/feed+json', text: () => fill('[', BYTES / 2) },
  {
    name: 'attributes',
    type: 'application/rss+xml',
    text: () => toRss(`<item><title>A</title><b ${count(800_000, (n) => `a${n}=""`, ' ')}/></item>`),
  },
  {
    name: 'tiny items',
    type: 'application/rss+xml',
    text: () => toRss(count(300_000, (n) => `<item><title>${n}</title></item>`).slice(0, BYTES)),
  },
  {
    name: 'deep markup',
    type: 'application/rss+xml',
    text: () => toRss(`<item><title>A</title><description>${fill('&lt;b&gt;')}</description></item>`),
  },
  {
    name: 'a text without an end',
    type: 'application/rss+xml',
    text: () => toRss(`<item><title>A</title><description>${fill('Kobane, Syria (ARA) - ')}</description></item>`),
  },
]

function toRss(inside: string): string {
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Hostile</title>${inside}</channel></rss>`
}

function fill(text: string, bytes = BYTES): string {
  return text.repeat(bytes / text.length)
}

function count(times: number, toText: (n: number) => string, between = ''): string {
  return Array.from({ length: times }, (_, n) => toText(n)).join(between)
}

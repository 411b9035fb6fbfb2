import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cleanFeed } from '../../../src/clean/clean.ts'
import { renderSafe } from '../../../src/clean/markup/markup.ts'
import { toWritten } from '../../../src/clean/story.ts'
import { parseHtml } from '../../../src/html/bounded.ts'
import type { Channel, ParsedItem } from '../../../src/model/model.ts'
import { findActive } from './active.ts'

const attacks = readFileSync(new URL('../../fixtures/clean/attacks.html', import.meta.url), 'utf8').split('\n')
const tags =
  'a b p div table tr td th caption colgroup col li ul dd dt math mtext mi mglyph annotation-xml svg foreignObject desc title style script noscript template select option form input textarea iframe object marquee applet pre xmp listing plaintext ruby rt rp h1 h2 img video source picture details button nobr font body html frameset noembed span figure blockquote'.split(
    ' ',
  )
const bits = [
  ...'<>"\'`=/&; \t\n\0\u2028-!?[]xaØ𝒳\ud800'.split(''),
  ...[
    '<!--',
    '-->',
    '--!>',
    '<![CDATA[',
    ']]>',
    '</',
    '/>',
    '&lt;',
    '&#60;',
    '&#x3c',
    '&quot;',
    'javascript:',
    ' onerror=alert(1) ',
    ' href=',
    ' src=',
    ' style=',
    ' title="',
    "srcdoc='",
  ],
]

/** A small generator whose numbers only depend on the seed (mulberry32). */
function createRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

function pick<T>(from: readonly T[], random: (below: number) => number): T {
  const found = from[random(from.length)]
  if (found === undefined) throw new Error('Nothing to pick from.')
  return found
}

/** Tags, text and pieces of attacks in any order, some of it cut or repeated. */
function createDocument(random: (below: number) => number): string {
  let html = ''
  for (let i = random(14) + 2; i > 0; i--) {
    const kind = random(10)
    const attack = pick(attacks, random)
    if (kind < 4)
      html += `<${random(3) === 0 ? '/' : ''}${pick(tags, random)}${random(4) === 0 ? pick(bits, random) : ''}>`
    else if (kind < 6) html += pick(bits, random)
    else if (kind < 8) html += attack.slice(random(attack.length + 1), random(attack.length + 1) + 10)
    else if (kind < 9) html += attack
    else html = html.slice(0, random(html.length + 1)) + pick(bits, random) + html.slice(random(html.length + 1))
  }
  return html
}

const channel: Channel = {
  id: 'test',
  title: 'Test',
  description: '',
  language: 'en',
  tag: 'example.com,2015',
  hosts: ['example.com'],
  linkTo: 'original',
  agency: 'ARA News',
  sources: [],
}

/** Without any attribute these do nothing, and are words of a headline: `<hello-world>`, `<area>` stay as they were typed. */
const BARE =
  /^(?:svg )?<?(?:[^>\s]*-[^>\s]*|area|animate|button|dialog|input|option|keygen|meta|link|isindex|map|param|set|use|image|foreignobject|maction|mglyph|malignmark|bgsound|layer|ilayer|slot)>?$/

describe('whatever a feed sends', () => {
  test('its HTML can do nothing, and parses to what was written', () => {
    const random = createRandom(20150604)
    for (let i = 0; i < 6000; i++) {
      const received = createDocument(random)
      const { html } = toWritten({ value: received, type: 'html' }, { base: 'https://example.com/' })
      expect(findActive(html), JSON.stringify(received)).toEqual([])
      expect(renderSafe(parseHtml(html), {}).html, JSON.stringify(received)).toBe(html)
    }
  })

  test('titles, summaries, people, captions and tags can do nothing either', () => {
    const random = createRandom(7)
    for (let i = 0; i < 600; i++) {
      const received = Array.from({ length: 8 }, () => createDocument(random))
      const [content] = cleanFeed(toFeed(received, i % 2 === 0 ? 'html' : 'text'), {}, { channel })
      const { title, summary, authors, categories, caption, credit, image, attachments, rights } =
        content?.content ?? {}
      const texts = [title, summary, caption, credit, image?.caption, image?.credit, rights]
      const names = [...(authors ?? []), ...(categories ?? []), ...(attachments ?? [])].flatMap((each) =>
        Object.values(each),
      )
      for (const text of [...texts, ...names]) {
        const active = typeof text === 'string' ? findActive(text).filter((found) => !BARE.test(found)) : []
        expect(active, JSON.stringify([text, received])).toEqual([])
      }
    }
  })
})

function toFeed(texts: readonly string[], type: 'html' | 'text') {
  const [title = '', summary = '', name = '', tag = '', caption = '', credit = '', url = '', content = ''] = texts
  const item: ParsedItem = {
    guid: 'x',
    url,
    title: { value: title, type },
    summary: { value: summary, type },
    content: { value: `<figure><img src=x><figcaption>${caption}</figcaption></figure><p>${content}`, type: 'html' },
    authors: [{ name, url, email: name, avatar: url }],
    categories: [{ name: tag, scheme: url, label: tag }],
    attachments: [{ url, title: name, type: tag }],
    pictures: [{ url: 'https://example.com/x.jpg', caption, credit }],
    rights: credit,
  }
  return { format: 'rss', authors: [], hubs: [], hints: {}, warnings: [], items: [item] }
}

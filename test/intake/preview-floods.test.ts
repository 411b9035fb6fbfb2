import { expect, test } from 'vitest'
import { araNews } from '../../feeds/ara-news.ts'
import { AT_ONCE } from '../../src/calm/calm.ts'
import { ParseError } from '../../src/errors.ts'
import { preview } from '../../src/intake/preview.ts'
import { standardLimits } from '../../src/net/fetch.ts'
import { toWordPressHtml } from '../../src/read/wordpress/post.ts'
import { foldCode } from '../../src/store/links/fold.ts'
import { openBackend } from '../http/backend.ts'
import { KINDS } from './attacked.ts'

/**
 * Texts that had expressions go back and forth. Each ends in a sign that makes every way through it fail, and is so
 * long that an expression that takes more than its length does not end before the test is given up.
 */

const net = {
  fetch: () => Promise.reject(new Error('nothing is fetched')),
  now: () => 0,
  allowPrivate: [],
  userAgent: 'test',
  limits: standardLimits,
}
const SIZE = 600_000
const blanks = ' '.repeat(SIZE)

/** Shows what there is, or the sentence that refuses it. */
async function show(document: string, type: string): Promise<number | string> {
  const [contentType, as] = type === 'page' ? ['text/html', { as: 'article' } as const] : [type, {}]
  const bytes = new TextEncoder().encode(document)
  try {
    const input = { bytes, contentType, url: 'https://paper.org/feed', ...as }
    return (await preview(net, araNews, AT_ONCE, input)).items.length
  } catch (error) {
    if (error instanceof ParseError) return error.message
    throw error
  }
}

/** A few hundred characters, as long as lines are that these expressions look at. */
const LINES: Readonly<Record<string, string>> = {
  'share buttons': `${'google ,'.repeat(29)}!`,
  'share buttons with a bar': `google${' |google'.repeat(29)} !`,
  'share buttons after others': `vk ${'telegram google ,'.repeat(14)}!`,
  'share buttons with a plus': `facebook ${', google +'.repeat(24)}!`,
  'a byline that waits': `By ${' '.repeat(230)}\u2028`,
  'a label that waits': `Reporting by${' '.repeat(220)}\u2028`,
  'a source that waits': `المصدر:${' '.repeat(220)}\u2028`,
  'points behind a source': `Source: ${'.'.repeat(220)}x`,
  'separators before a credit': `${'. '.repeat(240)}photo`,
  'one credit after another': `${'photo by '.repeat(50)}:`,
  'a picture of an archive': `${'.'.repeat(240)}arşîva${' '.repeat(240)}x`,
  'blanks and a comma': `Kobane${' '.repeat(50)},${' '.repeat(50)}Syria – x`,
}

test.each(Object.entries(LINES))('lines like %s end in every kind of document', async (_, line) => {
  for (const [kind, toDocument] of Object.entries(KINDS)) {
    expect(await show(...toDocument(line)), kind).not.toBe(0)
  }
  expect(await show(`A title\n\nA line.\n\n${line}`, 'text/plain')).toBe(1)
})

const rss = (inner: string, attributes = '') =>
  `<rss version="2.0"${attributes}><channel><title>A</title><item><title>A</title>${inner}</item></channel></rss>`
const page = (inner: string) =>
  `<title>A</title>${inner}<article><h1>A</h1><p>${'Words of a story. '.repeat(40)}</p></article>`
const wxr = (inner: string) =>
  `<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>A</title><item>${inner}</item></channel></rss>`

const DOCUMENTS: Readonly<Record<string, readonly [document: string, type: string]>> = {
  'a paragraph of no-break spaces': [`A title\n\nx${'\u00a0'.repeat(SIZE)}x\n\nThe end.`, 'text/plain'],
  'data with a string of blanks': [page(`<script type="application/ld+json">{"a": "${blanks}"}</script>`), 'page'],
  'an address of slashes': [
    page(`<meta property="og:image" content="https://x.org/a.jpg${'/'.repeat(SIZE)}x">`),
    'page',
  ],
  'a style of addresses': [page(`<div style="${'url(a'.repeat(SIZE / 5)}">x</div>`), 'page'],
  'an author and blanks': [page(`<meta name="citation_author" content="Doe,${blanks}, x">`), 'page'],
  'an encoding and blanks': [page(''), `text/html;${' '.repeat(20_000)}charset=${' '.repeat(20_000)},`],
  'namespaces of hash signs': [
    rss('', Array.from({ length: 20 }, (_, n) => ` xmlns:n${n}="http://x.org/${'#'.repeat(90_000)}x"`).join('')),
    'text/xml',
  ],
  'captions that begin and begin': [
    rss(`<description>${'[caption '.repeat(SIZE)}[/caption]</description>`),
    'text/xml',
  ],
  'lines below a headline that is all of them': KINDS.page?.('<p>by </p>'.repeat(16_000)) ?? ['', ''],
  'an export of blanks': [wxr(`<wp:post_type>${blanks}x</wp:post_type><wp:status>${blanks}x</wp:status>`), 'text/xml'],
}

test.each(Object.entries(DOCUMENTS))('%s end', async (_, [document, type]) => {
  expect(await show(document, type)).toBeDefined()
})

test('blanks before the end of a line of WordPress end', () => {
  expect(toWordPressHtml(`x${blanks}x\ny`)).toContain('<br>')
})

test('signs around a typed code end', () => {
  expect(foldCode(`“k3xp9a”.`)).toBe('k3xp9a')
  expect(foldCode(`“!”`)).toBe('')
  expect(foldCode(`k${'!'.repeat(SIZE)}k`)).toHaveLength(SIZE + 2)
})

test('paths of slashes and a password of blanks end', async () => {
  const { ask } = openBackend()
  for (const start of ['/wp-json/wp/v2', '/tag', '/2014/10', '']) {
    expect((await ask(`${start}${'/'.repeat(SIZE)}x`)).status, start).toBeLessThan(500)
  }
  const password = await ask('/api/items', { method: 'POST', headers: { Authorization: `Basic ${blanks}!` } } as never)
  expect(password.status).toBe(401)
})

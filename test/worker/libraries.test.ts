import { expect, test } from 'vitest'
import { toClickKind } from '../../src/clicks/clicks.ts'
import { createDocumentCache } from '../../src/http/documents/cache.ts'
import { toEncoding } from '../../src/http/documents/finished.ts'
import { parseLinkTable } from '../../src/http/links/table.ts'
import { refuseHost, toAllowList } from '../../src/net/addresses.ts'
import { isLoopback, toBlock } from '../../src/net/senders.ts'
import { toDifference } from '../../src/publish/difference.ts'
import { toMarkdownText } from '../../src/read/markdown.ts'

/** What libraries do for the core they do in workerd too. */

test('programs that follow links are told from people', () => {
  const toKind = (agent?: string) => toClickKind({ method: 'GET', header: () => agent })
  expect([toKind('curl/8.5.0'), toKind(), toKind('Twitterbot/1.0')]).toEqual(['bots', 'bots', 'previews'])
})

test('tables of links are read', () => {
  expect(parseLinkTable('\ufeffcode;url\r\n"a" ;"https://a.example/?a;b"').rows).toEqual([
    { line: 2, code: 'a', url: 'https://a.example/?a;b' },
  ])
})

test('differences are found', () => {
  expect(toDifference(['a', 'b'], ['a', 'c']).map(({ kind }) => kind)).toEqual(['same', 'gone', 'new'])
})

test('Markdown is rendered', () => {
  expect(toMarkdownText('*a* <b>')?.value).toBe('<p><em>a</em> &lt;b&gt;</p>')
})

test('what a client accepts is read', () => {
  expect(toEncoding('gzip;q=1.0, br;q=0.5')).toBe('gzip')
})

test('addresses are read, and private ones refused', () => {
  for (const host of ['0x7f.1', '[::ffff:7f00:1]', '[64:ff9b::a00:1]', '[fe80::1]', '169.254.169.254'])
    expect(refuseHost(host, toAllowList([]))?.kind).toBe('private')
  expect(refuseHost('aranews.net', toAllowList([]))).toBeUndefined()
  expect([isLoopback('::ffff:127.0.0.1'), toBlock('2001:db8::1')]).toEqual([true, '2001:db8:0:0::/64'])
})

test('the cache lets go of what was used longest ago', () => {
  const { hashes } = createDocumentCache(8 * 2_000)
  for (const key of ['a', 'b', 'c', 'd']) hashes.set(key, 'x'.repeat(100))
  expect(['a', 'd'].map((key) => hashes.get(key) !== undefined)).toEqual([false, true])
})

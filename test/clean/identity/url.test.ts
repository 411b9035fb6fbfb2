import { describe, expect, test } from 'vitest'
import { cleanFeed } from '../../../src/clean/clean.ts'
import {
  toAbsoluteAddress,
  toCanonicalAddress,
  toInertAddress,
  toLinkAddress,
  toNormalAddress,
  toStoryUrl,
  withoutTracking,
} from '../../../src/clean/identity/url.ts'
import { channel, createFeed, createItem, html, text } from '../sample.ts'

const hosts = ['aranews.net', 'www.aranews.net', 'ww.aranews.net', 'm.aranews.net', 'tr.aranews.net']
const STORY = 'https://aranews.net/2015/06/iran-will-save-assad'

describe('one story, one canonical address', () => {
  test.each([
    'https://aranews.net/2015/06/iran-will-save-assad/',
    'http://aranews.net/2015/06/iran-will-save-assad',
    'http://www.aranews.net/2015/06/iran-will-save-assad/',
    'http://ww.aranews.net/2015/06/iran-will-save-assad/',
    'http://m.aranews.net/2015/06/iran-will-save-assad//',
    'http://tr.aranews.net/files/2015/06/iran-will-save-assad/',
    'HTTP://WWW.ARANEWS.NET:80/2015/06/iran-will-save-assad/',
    'https://aranews.net/2015/06/iran-will-save-assad/index.php',
    'https://aranews.net/2015/06/iran-will-save-assad/?utm_source=rss&utm_medium=rss&fbclid=x',
    'https://aranews.net/2015/06/iran-will-save-assad/#.VXBq1s_tlBc',
    'https://aranews.net/2015/06/iran-will-save-assad/#utm_source=feed',
    'https://aranews.net/2015/06/iran-will-save-assad/#:~:text=one',
    'https://aranews.net/2015/06/iran-will-save%2Dassad/',
    ' https://aranews.net/2015/06/iran-will-save-assad/ ',
    'www.aranews.net/2015/06/iran-will-save-assad/',
    '//aranews.net/2015/06/iran-will-save-assad/',
  ])('%s', (url) => {
    expect(toCanonicalAddress(url, hosts)).toBe(STORY)
  })

  test.each([
    ['https://aranews.net/?p=123', 'https://aranews.net?p=123'],
    ['http://www.aranews.net/?p=123', 'https://aranews.net?p=123'],
    ['https://example.com/a?b=2&a=1', 'https://example.com/a?a=1&b=2'],
    ['https://example.com/a?a=1&b=2', 'https://example.com/a?a=1&b=2'],
    ['http://example.com/page#entry-7', 'https://example.com/page#entry-7'],
    ['http://example.com/%d9%83%d9%88', 'https://example.com/%D9%83%D9%88'],
    ['http://example.com/كو', 'https://example.com/%D9%83%D9%88'],
    ['http://münchen.example/', 'https://xn--mnchen-3ya.example'],
    ['https://example.com:8443/a', 'https://example.com:8443/a'],
  ])('%s', (url, canonical) => {
    expect(toCanonicalAddress(url, hosts)).toBe(canonical)
  })

  test('other people’s hosts are never folded', () => {
    expect(toCanonicalAddress('https://www.example.com/a', hosts)).not.toBe(
      toCanonicalAddress('https://example.com/a', hosts),
    )
    expect(toCanonicalAddress('https://example.com/files/2015/06/a', hosts)).toBe('https://example.com/files/2015/06/a')
    expect(toCanonicalAddress('https://aranews.net.evil.example/a', hosts)).toBe('https://aranews.net.evil.example/a')
  })

  test.each([
    '',
    'javascript:alert(1)',
    'mailto:a@b.example',
    'urn:x:y',
    'http://',
    'http://user:pw@aranews.net/',
    'no address',
  ])('%s is none', (url) => {
    expect(toCanonicalAddress(url, hosts)).toBeUndefined()
  })
})

describe('absolute addresses', () => {
  const base = 'https://example.com/a/b?c'
  test.each([
    ['d', 'https://example.com/a/d'],
    ['/d', 'https://example.com/d'],
    ['../d', 'https://example.com/d'],
    ['?d', 'https://example.com/a/b?d'],
    ['#d', 'https://example.com/a/b?c#d'],
    ['//other.example/d', 'https://other.example/d'],
    ['\n http://other.example/d e ', 'http://other.example/d%20e'],
    ['http://other.example', 'http://other.example'],
    ['http://other.example/', 'http://other.example/'],
    ['http:\\\\other.example\\d', 'http://other.example/d'],
  ])('%s', (url, absolute) => {
    expect(toAbsoluteAddress(url, base)).toBe(absolute)
  })

  test.each([
    'https://Example.COM/News',
    'http://example.com:80/a',
    'https://example.com?p=1',
    'https://example.com/a/../b/./c',
    'https://example.com/%7euser/a%2fb?c d'.replace(' ', '+'),
    'https://bücher.example/straße?ç=ş#ğ',
    'https://نیوز.example/خبر‌ها/١',
    'https://example.com/a|b?c={d}^e',
  ])('%s stays as it is written', (url) => {
    expect(toAbsoluteAddress(url, base)).toBe(url)
    expect(toAbsoluteAddress(` ${url}\n`)).toBe(url)
    expect(toStoryUrl(`${url.replace(/#.*/, '')}`, base, hosts)).toBe(url.replace(/#.*/, ''))
    expect(toNormalAddress(url)).toBe(new URL(url).href)
  })

  test.each([
    ['خبر/١', 'https://example.com/a/خبر/١'],
    ['../ü/./ş?ç#ğ', 'https://example.com/ü/ş?ç#ğ'],
    ['/ê', 'https://example.com/ê'],
    ['?ê', 'https://example.com/a/b?ê'],
    ['#ê', 'https://example.com/a/b?c#ê'],
    ['//other.example/ê', 'https://other.example/ê'],
    ['www.example.com/ê', 'http://www.example.com/ê'],
    ['ê/..', 'https://example.com/a/'],
  ])('%s is resolved with its letters', (url, absolute) => {
    expect(toAbsoluteAddress(url, base)).toBe(absolute)
  })

  test('relative to a base as that is written', () => {
    expect(toAbsoluteAddress('b', 'https://Bücher.example/ü/a')).toBe('https://Bücher.example/ü/b')
    expect(toAbsoluteAddress('/b', 'https://Bücher.example')).toBe('https://Bücher.example/b')
  })

  test.each([
    ['http://x.example/a\u202eb"c<d>`e', 'http://x.example/a%E2%80%AEb%22c%3Cd%3E%60e'],
    ['http://x.example/a\u00a0b\u2028c', 'http://x.example/a%C2%A0b%E2%80%A8c'],
    ['http://x.example/\ud800ü', 'http://x.example/%EF%BF%BD%C3%BC'],
    ['http://x.example/a\r\nb\tü', 'http://x.example/ab%C3%BC'],
    ['http:\\\\x.example\\ü', 'http://x.example/%C3%BC'],
    ['http:/x.example/ü', 'http://x.example/%C3%BC'],
    ['https://x。example/a', 'https://x。example/a'],
    ['HTTPS://x.example/ü', 'https://x.example/ü'],
  ])('%j holds nothing that breaks a document or a header', (url, absolute) => {
    expect(toAbsoluteAddress(url)).toBe(absolute)
  })

  test.each([
    'urn:uuid:1225c695',
    'tag:example.com,2024:1',
    'mailto:a@example.com',
    'magnet:?xt=urn:btih:1&dn=ü',
    'ftp://example.com/a',
  ])('%s is nothing to open in a browser, and nothing to fear', (url) => expect(toInertAddress(` ${url} `)).toBe(url))

  test.each([
    'javascript:x',
    'data:text/html,x',
    'urn:a b',
    'ftp://u:p@example.com/',
    'urn:\u202ex',
    'http://x.example/',
    '/a',
  ])('%j is none such', (url) => expect(toInertAddress(url)).toBeUndefined())

  test('links may be mail and telephone, other addresses may not', () => {
    expect(toLinkAddress('mailto:a@example.com')).toBe('mailto:a@example.com')
    expect(toAbsoluteAddress('mailto:a@example.com')).toBeUndefined()
    for (const url of ['javascript:x', 'data:text/html,x', 'vbscript:x', 'file:///etc/passwd', 'blob:https://x/y'])
      expect(toLinkAddress(url, base)).toBeUndefined()
  })
})

describe('tracking goes, all else stays as it was', () => {
  test.each<readonly [string, string]>([
    ['https://x.example/a?utm_campaign=z&Ünï=%20+&b', 'https://x.example/a?Ünï=%20+&b'],
    ['https://x.example/a?id=1&amp;utm_source=z', 'https://x.example/a?id=1'],
    ['https://x.example/a?', 'https://x.example/a?'],
    ['https://x.example/a?xtor=RSS-3208#xtor=RSS', 'https://x.example/a'],
    ['https://x.example/a?mc_cid=1&mc_eid=2&gclid=3&igshid=4', 'https://x.example/a'],
    ['https://x.example/a#section-2', 'https://x.example/a#section-2'],
    ['https://x.example/a#:~:text=one', 'https://x.example/a#:~:text=one'],
    // A forum's session; what signs a file, or says where a click leads, is none.
    ['https://x.example/show.php?s=66f1af8b1d888d91ab38f92d8059ed81&t=4', 'https://x.example/show.php?t=4'],
    ...[
      'https://x.example/click.phdo?s=66f1af8b1d888d91ab38f92d8059ed81&p=4',
      'https://x.example/a.png?v=1&s=557b70efdeac56258ebb73c9c654a8a594752070',
      'https://x.example/redirect?sid=557b70efdeac56258ebb73c9c654a8a594752070',
      'https://x.example/ep/1.mp3?session=557b70efdeac56258ebb73c9c654a8a594752070',
    ].map((url) => [url, url] as const),
    ['https://x.example/a?reference=1&source=2', 'https://x.example/a?reference=1&source=2'],
  ])('%s', (url, clean) => {
    expect(withoutTracking(url)).toBe(clean)
  })
})

test('a story’s own address is shown under the first of the channel’s hosts, others as they came', () => {
  expect(toStoryUrl('http://ww.aranews.net/files/2014/10/slug/?utm_source=x', undefined, hosts)).toBe(
    'http://aranews.net/2014/10/slug/',
  )
  expect(toStoryUrl('http://example.com/x/?a=b', undefined, hosts)).toBe('http://example.com/x/?a=b')
})

test('a story at a port of its own stays where it is found, unless that port is the channel’s', () => {
  expect(toStoryUrl('http://127.0.0.1:8080/a/', undefined, ['127.0.0.1'])).toBe('http://127.0.0.1:8080/a/')
  expect(toStoryUrl('http://127.0.0.1:8080/a/', undefined, ['aranews.net', '127.0.0.1:8080'])).toBe(
    'http://aranews.net/a/',
  )
})

describe('addresses that something was added to on the way', () => {
  test.each([
    ['https://example.org/a\u0008b', 'https://example.org/ab'],
    ['\u201chttps://example.org/a\u201d', 'https://example.org/a'],
    ['\u2033https://example.org/a\u2033', 'https://example.org/a'],
    [`'https://example.org/a'`, 'https://example.org/a'],
    ['https://example.org/?q="a"', 'https://example.org/?q=%22a%22'],
  ])('%s', (received, address) => {
    expect(toAbsoluteAddress(received)).toBe(address)
    expect(toAbsoluteAddress(received, 'https://example.com/feed/')).toBe(address)
  })
})

test('however an address is written, the story is known by the same forms and is no other version', () => {
  const [written, escaped] = [
    'https://Bücher.example:443/خبر/ê.html',
    'https://xn--bcher-kva.example/%D8%AE%D8%A8%D8%B1/%C3%AA.html',
  ]
    .map((url) =>
      createItem({ url, title: text('Title'), content: html(`<p><a href="${url}">x</a><img src="${url}.jpg"></p>`) }),
    )
    .map((item) => cleanFeed(createFeed([item]), {}, { channel })[0])
  expect(written?.content.url).toBe('https://Bücher.example:443/خبر/ê.html')
  expect(written?.identities).toEqual(escaped?.identities)
  expect(written?.fingerprint).toBe(escaped?.fingerprint)
})

test('an address of megabytes is none', () => {
  expect(toAbsoluteAddress(`https://example.org/${'a'.repeat(60_000)}`)).toHaveLength(60_020)
  expect(toAbsoluteAddress(`https://example.org/${'a'.repeat(70_000)}`)).toBeUndefined()
})

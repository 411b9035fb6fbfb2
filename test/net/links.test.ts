import { describe, expect, test } from 'vitest'
import { readLinks, toLinkTargets } from '../../src/net/headers.ts'

const BASE = 'https://a.example/feeds/one'

describe('the Link header', () => {
  test.each([
    ['<https://h.example/>; rel="hub"', 'hub', ['https://h.example/']],
    ['<https://h.example/>;rel=hub', 'hub', ['https://h.example/']],
    ['<https://h.example/>; title="a, b; rel=self"; rel="HUB other"', 'hub', ['https://h.example/']],
    ['<one>; rel="self", <https://h.example/?a=1,2>; rel=hub', 'hub', ['https://h.example/?a=1,2']],
    ['<two>; rel="self", </hub>; rel="hub"', 'self', ['https://a.example/feeds/two']],
    ['<https://h.example/>; rel="hub"; anchor="#other"', 'hub', []],
    ['<javascript:alert(1)>; rel="hub"', 'hub', []],
    ['<https://h.example/>', 'hub', []],
    ['https://h.example/; rel=hub', 'hub', []],
    ['', 'hub', []],
  ])('%s has as %s %j', (header, rel, expected) => {
    expect(toLinkTargets(readLinks(header), rel, BASE)).toEqual(expected)
  })

  test('says what its links are', () => {
    expect(readLinks('</f>; rel=alternate; type="application/atom+xml;type=entry"; title="a, b"; hreflang=ku')).toEqual(
      [{ url: '/f', rels: ['alternate'], type: 'application/atom+xml;type=entry', title: 'a, b', hreflang: 'ku' }],
    )
  })

  test('is read in no time, whatever it holds', () => {
    for (const part of ['<', '<a>;', '<a>; rel="', '"\\', '<a>;"x', ', <a>; rel=hub']) {
      expect(readLinks(part.repeat(100_000)).length).toBeLessThan(2_000)
    }
  })
})

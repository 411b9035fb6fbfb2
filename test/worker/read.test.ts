import { afterEach, describe, expect, test, vi } from 'vitest'
import { fetchDocument, type Net, standardLimits } from '../../src/net/fetch.ts'
import { parse } from '../../src/read/parse.ts'
import { createFetch } from '../../src/worker/fetch.ts'

/** What reading asks of the runtime, in workerd: its decoders and its gzip. */

const toBytes = (hex: string) => new Uint8Array((hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)))
const encode = (text: string) => new Uint8Array(new TextEncoder().encode(text))
const join = async (...parts: Uint8Array<ArrayBuffer>[]) => new Uint8Array(await new Blob(parts).arrayBuffer())

describe('an encoding', () => {
  test.each([
    ['windows-1256', 'كوباني', 'dfe6c8c7e4ed'],
    ['iso-8859-6', 'كوباني', 'e3e8c8c7e6ea'],
    ['windows-1254', 'Şırnak', 'defd726e616b'],
    ['windows-1252', '50 €', '35302080'],
    ['windows-1251', 'Кобани', 'caeee1e0ede8'],
    ['koi8-r', 'Кобани', 'ebcfc2c1cec9'],
    ['windows-1253', 'Κομπάνι', 'caefecf0dcede9'],
    ['windows-1255', 'קובאני', 'f7e5e1e0f0e9'],
    ['windows-874', 'โคบานี', 'e2a4bad2b9d5'],
    ['macintosh', 'Kobanê', '4b6f62616e90'],
    ['gb18030', '科巴尼', 'bfc6b0cdc4e1'],
    ['big5', '科巴尼', 'aceca4daa5a7'],
    ['euc-kr', '코바니', 'c4dab9d9b4cf'],
    ['shift_jis', 'コバニ', '8352836f836a'],
    ['euc-jp', 'コバニ', 'a5b3a5d0a5cb'],
    ['iso-2022-jp', 'コバニ', '1b244225332550254b1b2842'],
    ['ibm866', 'Кобани', '8aaea1a0ada8'],
  ])('%s is decoded: %s', async (label, title, hex) => {
    const head = encode(`<?xml version="1.0" encoding="${label}"?><rss version="2.0"><channel><item><title>`)
    const bytes = await join(head, toBytes(hex), encode('</title></item></channel></rss>'))
    expect(parse(bytes).items[0]?.title?.value).toBe(title)
  })

  test('that nobody named is told by its letters', async () => {
    const title = toBytes('e3c6c7ca20c7e1dac7c6e1c7ca20c5e1ec20dfe6c8c7e4ed')
    const bytes = await join(encode('<rss version="2.0"><channel><item><title>'), title, encode('</title></item>'))
    expect(parse(bytes).items[0]?.title?.value).toBe('مئات العائلات إلى كوباني')
  })
})

describe('a gzip file', () => {
  const net: Net = { fetch: createFetch(), now: Date.now, allowPrivate: [], userAgent: 'test', limits: standardLimits }
  const ask = (body: Uint8Array<ArrayBuffer>) => {
    vi.stubGlobal('fetch', async () => new Response(body, { headers: { 'content-type': 'application/gzip' } }))
    return fetchDocument(net, { url: 'https://a.example/sitemap.xml.gz' })
  }
  const pack = async (text: string) => {
    const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
    return new Uint8Array(await new Response(packed).arrayBuffer())
  }

  afterEach(() => vi.unstubAllGlobals())

  test('is unpacked, within the limit, and left as it is where it is broken', async () => {
    const whole = await pack('<urlset/>')
    expect((await ask(whole)).bytes).toEqual(encode('<urlset/>'))
    expect((await ask(whole.slice(0, 20))).bytes).toEqual(whole.slice(0, 20))
    await expect(ask(await pack(' '.repeat(standardLimits.body + 1)))).rejects.toThrow('more than 10 MiB')
  })
})

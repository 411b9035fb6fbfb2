import { afterEach, describe, expect, test, vi } from 'vitest'
import { fetchDocument, type Net, standardLimits } from '../../src/net/fetch.ts'
import { parse } from '../../src/read/parse.ts'
import { createFetch } from '../../src/worker/fetch.ts'

/** What reading asks of the runtime, in workerd: its decoders, its zones of time and its gzip. */

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

describe('a date', () => {
  const READ_AT = Date.UTC(2025, 8, 14, 12)
  const read = (date: string, timeZone?: string) => {
    const text = `<?xml version="1.0"?><rss version="2.0"><channel><item><title>A</title><pubDate>${date}</pubDate></item>`
    const [item] = parse(encode(text), { readAt: READ_AT, ...(timeZone === undefined ? {} : { timeZone }) }).items
    return item?.published === undefined ? undefined : new Date(item.published).toISOString()
  }

  test.each([
    ['Sat, 18 Mar 2023 20:21:00 America/Los_Angeles', undefined, '2023-03-19T03:21:00.000Z'],
    ['2025-10-18T08:54:46[Europe/Paris]', undefined, '2025-10-18T06:54:46.000Z'],
    ['2025-10-26 02:30 Europe/Paris', undefined, '2025-10-26T00:30:00.000Z'],
    ['Thu, 04 Jun 2015 10:20:00 Europe/Atlantis', undefined, '2015-06-04T10:20:00.000Z'],
    ['2015-06-04 10:20', 'Asia/Baghdad', '2015-06-04T07:20:00.000Z'],
    ['2017-01-15 12:00', 'Europe/Istanbul', '2017-01-15T09:00:00.000Z'],
    ['۱۴ خرداد ۱۳۹۴', undefined, '2015-06-04T00:00:00.000Z'],
    ['پێش ٢ کاتژمێر', undefined, '2025-09-14T10:00:00.000Z'],
    ['duh 10:30', 'Asia/Damascus', '2025-09-13T07:30:00.000Z'],
    ['Mon, 01 Jan 0001 00:00:00 +0000', undefined, undefined],
  ])('%s in %s', (date, zone, time) => expect(read(date, zone)).toBe(time))
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

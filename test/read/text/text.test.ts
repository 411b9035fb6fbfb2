import { describe, expect, test } from 'vitest'
import { decodeBytes } from '../../../src/read/text/text.ts'

/** A label of each encoding of the WHATWG's standard, other than its name where it has one. */
const LABELS: readonly (readonly [label: string, encoding: string])[] = [
  ['unicode-1-1-utf-8', 'utf-8'],
  ['866', 'ibm866'],
  ['latin2', 'iso-8859-2'],
  ['csisolatin3', 'iso-8859-3'],
  ['l4', 'iso-8859-4'],
  ['cyrillic', 'iso-8859-5'],
  ['asmo-708', 'iso-8859-6'],
  ['ecma-118', 'iso-8859-7'],
  ['visual', 'iso-8859-8'],
  ['logical', 'iso-8859-8-i'],
  ['latin6', 'iso-8859-10'],
  ['iso885913', 'iso-8859-13'],
  ['iso8859-14', 'iso-8859-14'],
  ['l9', 'iso-8859-15'],
  ['iso-8859-16', 'iso-8859-16'],
  ['koi8_r', 'koi8-r'],
  ['koi8-ru', 'koi8-u'],
  ['mac', 'macintosh'],
  ['dos-874', 'windows-874'],
  ['x-cp1250', 'windows-1250'],
  ['cp1251', 'windows-1251'],
  ['ascii', 'windows-1252'],
  ['cp1253', 'windows-1253'],
  ['latin5', 'windows-1254'],
  ['cp1255', 'windows-1255'],
  ['x-cp1256', 'windows-1256'],
  ['cp1257', 'windows-1257'],
  ['cp1258', 'windows-1258'],
  ['x-mac-ukrainian', 'x-mac-cyrillic'],
  ['chinese', 'gbk'],
  ['gb18030', 'gb18030'],
  ['x-x-big5', 'big5'],
  ['x-euc-jp', 'euc-jp'],
  ['csiso2022jp', 'iso-2022-jp'],
  ['ms_kanji', 'shift_jis'],
  ['ks_c_5601-1987', 'euc-kr'],
  ['x-user-defined', 'x-user-defined'],
]

/** Labels of code pages that the WHATWG's standard leaves out. */
const PAGES: readonly (readonly [label: string, encoding: string, bytes: readonly number[], text: string])[] = [
  ['IBM437', 'ibm437', [0x82, 0x8e, 0x9b], 'éÄ¢'],
  ['cp720', 'cp720', [0xe3, 0xa1, 0xa6], 'عةخ'],
  ['850', '850', [0xd0, 0x9f], 'ðƒ'],
  ['csIBM857', 'csibm857', [0x9f, 0x98, 0x8d, 0xa7], 'şİığ'],
  ['cp737', 'cp737', [0x80, 0x98], 'Αα'],
  ['koi8-t', 'koi8-t', [0x80], 'қ'],
  ['mac_turkish', 'mac-turkish', [0xda, 0xdc, 0xde], 'ĞİŞ'],
  ['MacGreek', 'macgreek', [0x80], 'Ä'],
  ['windows_1251', 'windows-1251', [0x80], 'Ђ'],
  ['mac-cyrillic', 'x-mac-cyrillic', [0x80], 'А'],
  ['ms-arab', 'windows-1256', [0xc7], 'ا'],
]

const ASCII = new TextEncoder().encode('<rss/>')

describe('encodings', () => {
  test.each(LABELS)('the label %s is %s', (label, encoding) => {
    expect(decodeBytes(ASCII, `text/xml; charset=${label}`)).toEqual({ text: '<rss/>', encoding, warnings: [] })
    expect(decodeBytes(new TextEncoder().encode(`<?xml version="1.0" encoding="${label}"?>`)).encoding).toBe(encoding)
  })

  test.each(PAGES)('the label %s is %s, whose bytes are known', (label, encoding, bytes, text) => {
    const title = Uint8Array.from([...new TextEncoder().encode('<rss>'), ...bytes])
    expect(decodeBytes(title, `text/xml; charset=${label}`)).toEqual({ text: `<rss>${text}`, encoding, warnings: [] })
  })

  test('EBCDIC is told by its first bytes, and which one by its declaration', () => {
    // <?xml version='1.0' encoding='cp1026'?><t>ŞIİ</t> and its line end
    const hex =
      '4c6fa7949340a58599a28996957e7df14bf07d408595839684899587' + '7e7d8397f1f0f2f67d6f6e4ca36e7cc95b4c61a36e25'
    const bytes = Buffer.from(hex, 'hex')
    expect(decodeBytes(bytes).text).toBe("<?xml version='1.0' encoding='cp1026'?><t>ŞIİ</t>\n")
    const undeclared = Buffer.from('4c6fa79493406f6e4ca36ec14c61a36e', 'hex')
    expect(decodeBytes(undeclared)).toMatchObject({ text: '<?xml ?><t>A</t>', encoding: 'cp037' })
  })

  test.each([
    'text/xml;charset=windows-1256',
    'text/xml; Charset = "windows-1256"',
    "text/xml; charset='WINDOWS-1256'; q=1",
    'text/xml, charset=windows-1256',
    'text/xml charset=windows-1256',
    'text/xml; version=1; charset=windows-1256,',
  ])('the header %s names one', (header) => {
    expect(decodeBytes(ASCII, header).encoding).toBe('windows-1256')
  })

  test('labels of encodings that must not be used, and of none, count for nothing', () => {
    for (const label of ['iso-2022-kr', 'hz-gb-2312', 'x-nobody-knows', 'utf-7', '"']) {
      expect(decodeBytes(ASCII, `text/xml; charset=${label}`).encoding).toBe('utf-8')
    }
  })

  test('bytes in any order are text, never an error', () => {
    for (let seed = 0; seed < 200; seed++) {
      const bytes = Uint8Array.from({ length: seed }, (_, at) => (at * seed * 31 + seed * 7) & 0xff)
      expect(typeof decodeBytes(bytes).text).toBe('string')
    }
  })

  test('UTF-32 with numbers that are no characters', () => {
    const bytes = Uint8Array.of(0xff, 0xfe, 0, 0, 0x41, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 0xd8, 0, 0, 0x42, 0)
    expect(decodeBytes(bytes).text).toBe('A\ufffd\ufffd')
  })
})

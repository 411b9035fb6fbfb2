import { describe, expect, test } from 'vitest'
import { repairText } from '../../../src/read/text/repair.ts'
import { decodeBytes } from '../../../src/read/text/text.ts'

const TEXTS = [
  'القوات الكردية تدخل كوباني',
  'دخلت القوات الكردية مركز المدينة بعد معارك استمرت ثلاثة أيام',
  'پێشمەرگە گەیشتنە کۆبانێ',
  'سه‌رۆكی هه‌رێم',
  'نیروهای داعش به کوبانی حمله‌ کردند',
  'Hêzên pêşmerge gihîştin Kobanê',
  'Cumhurbaşkanı “Erdoğan” açıkladı',
  'Şerê 😀 û',
  'كوباني',
  'Kobanê',
]

const toBytes = (text: string) => new TextEncoder().encode(text)
const misread = (text: string, encoding: string) =>
  encoding === 'iso-8859-1'
    ? Array.from(toBytes(text), (byte) => String.fromCharCode(byte)).join('')
    : new TextDecoder(encoding).decode(toBytes(text))

describe.each([
  'windows-1252',
  'windows-1256',
  'windows-1254',
  'windows-1250',
  'windows-1251',
  'macintosh',
  'iso-8859-1',
])('UTF-8 that was read in %s', (encoding) => {
  test.each(TEXTS)('%s', (text) => {
    const wrong = misread(text, encoding)
    expect(wrong).not.toBe(text)
    expect(repairText(wrong)).toBe(text)
    expect(repairText(`<title>${wrong}</title><p>${text}</p>`)).toBe(`<title>${text}</title><p>${text}</p>`)
    expect(repairText(`${wrong} …`)).toBe(`${text} …`)
  })
})

test.each(['windows-1252', 'windows-1256', 'iso-8859-1'])('read in %s twice', (encoding) => {
  for (const text of TEXTS.slice(0, 4)) expect(repairText(misread(misread(text, encoding), encoding))).toBe(text)
})

test('a text that was cut in the midst of a letter', () => {
  const wrong = misread('دخلت القوات الكردية', 'windows-1256')
  expect(repairText(`${wrong.slice(0, -1)}…`)).toBe('دخلت القوات الكردي…')
})

test('what is right stays', () => {
  const right = [
    ...TEXTS,
    'ط، ظ؛ ع؟ غ… «ر» “ذ”',
    'حرف الطاء (ط) وحرف الظاء (ظ)، ثم العين (ع)؛ والغين…',
    'طپانچه، عکس، رکعت، ذکر، غچک و غژغاو',
    'أ، ب، ج… إ؛ ؤ؟',
    'ÉTÉ À ÇA, «À» – ŒUVRE… Ä“Ö”',
    'Ăştia, Şoşoacă şi Ţuţea: „Ăla”',
    'Příliš žluťoučký kůň úpěl ďábelské ódy – „Ř“ a „Ů“',
    'Ř, Ů, Ú – Řím, Ústí, Ůje',
    'С„ это »Р… Р“: Шљ',
    'Щука, Ъ и Ы – „С“ и „Р“…',
    'ÿ Ÿ √ ƒ ≈ ∏ √2 ≈ 1,41 – ƒ(x) ≤ √x',
  ]
  for (const text of right) expect(repairText(text)).toBe(text)
})

describe('a short document in Arabic', () => {
  const toDocument = (letters: string, table: string) => {
    const known = new Map(
      Array.from({ length: 128 }, (_, at) => [new TextDecoder(table).decode(Uint8Array.of(at + 0x80)), at + 0x80]),
    )
    return Uint8Array.from([...letters], (letter) => known.get(letter) ?? letter.charCodeAt(0))
  }
  test.each(['عودة', 'مدينة', 'هدوء في كوباني', 'بيان', 'وصل وفد', 'نهاية'])('%s', (title) => {
    const html = `<p>${title}</p>`
    const wrong = { 'iso-8859-6': 'windows-1256', 'windows-1256': 'iso-8859-6' } as const
    for (const table of ['iso-8859-6', 'windows-1256'] as const) {
      const bytes = toDocument(html, table)
      expect(decodeBytes(bytes, `text/html; charset=${table}`).text).toBe(html)
      const said = decodeBytes(bytes, `text/html; charset=${wrong[table]}`).text
      if (TELLING[table].test(title)) expect([table, said]).toEqual([table, html])
    }
  })
  test('with French words in it stays in windows-1256', () => {
    const html = 'قال إنه café و thé à la française و élysée'
    expect(decodeBytes(toDocument(html, 'windows-1256'), 'text/html; charset=windows-1256').text).toBe(html)
  })
})

/** Letters that the other encoding has nothing for. */
const TELLING = { 'iso-8859-6': /[هوىي].*[هوىي]/, 'windows-1256': /[غفقك]/ }

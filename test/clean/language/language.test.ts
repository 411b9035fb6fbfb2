import { describe, expect, test } from 'vitest'
import { toTextDirection } from '../../../src/clean/language/direction.ts'
import {
  chooseLanguage,
  toLanguageFacets,
  toLanguageTag,
  toTextLanguage,
} from '../../../src/clean/language/language.ts'

describe('the language of a headline', () => {
  test.each([
    ['ar', 'خبر حرب نص'],
    ['ar', 'شهر رمضان مبارك'],
    ['ar', 'القوات الكردية تتقدم في ريف كوباني'],
    ['ar', 'آلاف المقاتلين الأجانب حول دمشق'],
    ['ar', 'وصول قافلة مساعدات إلى روجآفا'],
    ['ar', 'روژآفا: افتتاح مدرسة جديدة في قامشلو'],
    ['ar', 'غارات جوية على مواقع في الرقة'],
    ['ckb', 'هێزە کوردییەکان لە کۆبانی پێشڕەوی دەکەن'],
    ['ckb', 'سەرۆکی هەرێم لە هەولێر پێشوازی لە شاندێک کرد'],
    ['ckb', 'نرخی نەوت دابەزی'],
    ['fa', 'نیروهای کرد در کوبانی پیشروی کردند'],
    ['fa', 'گزارش تازه درباره پناهجویان ایرانی'],
    ['kmr', 'Hêzên kurdî li Kobanê pêş ketin'],
    ['kmr', 'Şerê Kobanê berdewam e'],
    ['kmr', 'YPG li Şengalê 3 gund rizgar kirin'],
    ['kmr', 'Li Hesekê du kes hatin kuştin'],
    ['tr', 'Kürt güçleri Kobani’de ilerliyor'],
    ['tr', 'Cumhurbaşkanı Suriye için yeni bir plan açıkladı'],
    ['tr', 'PKK geri çekiliyor: İlk grup sınırı geçti'],
    ['tr', 'Ankara’da patlama: 3 ölü'],
    [undefined, 'Iran will save Assad'],
    [undefined, 'Kobane: fighters advance'],
    ['fr', 'L’été à la forêt: être ou naître'],
    [undefined, 'La fête de la forêt'],
    ['de', 'Die Brücke über die Elbe'],
    [undefined, 'Größere Wälder für Österreich'],
    [undefined, 'Você pode ver'],
    ['ru', 'Курды освободили город'],
    ['en', 'Hundreds return to Kobane as bakeries reopen'],
    ['es', 'Cientos de familias regresan a Kobane tras la apertura de las panaderías'],
    ['it', 'Centinaia di famiglie tornano a Kobane dopo la riapertura dei forni'],
    ['el', 'Εκατοντάδες επιστρέφουν στο Κομπάνι'],
    ['uk', 'Сотні сімей повернулися до Кобані'],
    ['he', 'מאות משפחות חזרו לעיר'],
    ['ko', '수백 가족이 코바니로 돌아왔다'],
    ['ja', '数百家族がコバニに帰還'],
    ['zh', '数百个家庭返回科巴尼'],
    [undefined, 'Ribuan keluarga kembali ke rumah di kota di Suriah'],
    [undefined, ''],
  ])('%s: %s', (language, headline) => {
    expect(toTextLanguage(headline)).toBe(language)
  })
})

describe('the language of an item', () => {
  test('is what it says, as BCP 47 writes it', () => {
    expect(chooseLanguage('Iran will save Assad', [undefined, 'en_us'], 'de')).toBe('en-US')
    expect(chooseLanguage('Şerê Kobanê berdewam e', ['KU'], 'en')).toBe('ku')
  })
  test('is what the letters tell, where the script contradicts what it says', () => {
    expect(chooseLanguage('القوات الكردية تتقدم', ['en-US'], 'en')).toBe('ar')
    expect(chooseLanguage('Kürt güçleri Kobani’de ilerliyor', ['ar'], 'en')).toBe('tr')
  })
  test('is what the letters tell where nobody says, else the channel’s', () => {
    expect(chooseLanguage('Şerê Kobanê berdewam e', [undefined, 'no language!'], 'en')).toBe('kmr')
    expect(chooseLanguage('Iran will save Assad', [], 'en')).toBe('en')
    expect(chooseLanguage('7', [], 'en')).toBe('en')
  })
  test('is nobody’s where a text would show that it is in the channel’s, and does not', () => {
    const indonesian = 'Ribuan keluarga kembali ke rumah mereka sejak Senin pagi setelah toko roti dibuka lagi'
    expect(chooseLanguage(indonesian, [], 'en')).toBe('und')
    expect(chooseLanguage(indonesian, ['id'], 'en')).toBe('id')
    // The channel's language is one that has no list of words.
    expect(chooseLanguage(indonesian, [], 'ms')).toBe('ms')
    expect(chooseLanguage('Жүздөгөн үй-бүлө', [], 'en')).toBe('und')
  })
})

test('a tag that is none is undefined', () => {
  for (const tag of ['', 'e', 'english language', 'en-', '../x', '__proto__'])
    expect(toLanguageTag(tag)).toBeUndefined()
})

test('text runs the way most of its letters do', () => {
  expect(toTextDirection('القوات الكردية YPG', 'en')).toBe('rtl')
  expect(toTextDirection('The paper As-Safir (السفير) wrote', 'ar')).toBe('ltr')
  expect(toTextDirection('שלום', undefined)).toBe('rtl')
  expect(toTextDirection('2015', 'ckb')).toBe('rtl')
  expect(toTextDirection('', undefined)).toBe('ltr')
})

test.each([
  ['ku-Arab', 'هەولێر ئارامە و کەس بریندار نەبوو', 'ku ku-arab ckb'],
  ['ku-Arab-IQ', 'هەولێر ئارامە و کەس بریندار نەبوو', 'ku ku-arab ku-arab-iq ku-iq ckb'],
  ['ku-Arab', 'ئەڤرۆ ل زاخۆ دو کەس هاتن کوشتن', 'ku ku-arab'],
  ['ku-Arab', '', 'ku ku-arab'],
  ['ku', 'هەولێر ئارامە', 'ku ckb'],
  ['ckb-IQ', 'هەولێر ئارامە', 'ckb ckb-iq'],
])('a story in %s is found where its words belong: %s', (tag, text, expected) => {
  const found = toLanguageFacets(tag, 'rtl', text).map(({ value }) => value)
  expect(found.join(' ')).toBe(expected)
})

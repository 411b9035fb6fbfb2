import { describe, expect, test } from 'vitest'
import { GAZETTEER } from '../../../src/clean/press/gazetteer.ts'
import { findPlace, isRegion, toPlaces } from '../../../src/clean/press/places.ts'

const slugs = (dateline: string) => toPlaces(dateline).map((place) => place.slug)

describe('one place, whatever its spelling', () => {
  test.each([
    [
      'kobane',
      [
        'Kobane',
        'Kobani',
        'Kobanê',
        'KOBANÎ',
        'Ayn al-Arab',
        'Ain al-Arab',
        'كوباني',
        'عين العرب',
        'کۆبانی',
        'Kobane city',
      ],
    ],
    ['qamishli', ['Qamishli', 'Qamishlo', 'Al-Qamishli', 'Qamişlo', 'Kamışlı', 'القامشلي', 'قامشلو', 'قامیشلۆ']],
    [
      'hasakah',
      [
        'Hasakah',
        'Al-Hasakah',
        'al-Hasakeh',
        'Hassake',
        'Hasaka',
        'Hesekê',
        'الحسكة',
        'حسكة',
        'حەسەکە',
        'Hasakah province',
      ],
    ],
    ['erbil', ['Erbil', 'Arbil', 'Irbil', 'Hewlêr', 'أربيل', 'اربيل', 'هەولێر']],
    ['sinjar', ['Sinjar', 'Shingal', 'Şengal', 'سنجار', 'شنكال', 'شەنگال']],
    ['afrin', ['Afrin', 'Efrîn', 'عفرين', 'عەفرین']],
    ['ras-al-ayn', ['Ras al-Ayn', 'Serê Kaniyê', 'Sere Kaniye', 'رأس العين', 'سەرێ کانیێ']],
    ['diyarbakir', ['Diyarbakır', 'Amed', 'ديار بكر', 'ئامەد']],
    ['deir-ez-zor', ['Deir ez-Zor', 'Deir Ezzor', 'دير الزور', 'Deir ez-Zor countryside']],
    ['kurdistan-region', ['Kurdistan Region', 'Iraqi Kurdistan', 'إقليم كردستان', 'هەرێمی کوردستان']],
  ])('%s', (slug, spellings) => {
    for (const spelling of spellings) expect(findPlace(spelling)?.slug, spelling).toBe(slug)
  })
})

test.each([
  [
    'ras-al-ayn',
    'Sere Kanieye;Sarekani;Sere Kani;Serekaniyeh;Ras ul-Ain;Ras el-Ayn;Ras al-Ayin;سري كانيه;راس العين;سەرێ کانی',
  ],
  ['sulaymaniyah', 'Suleymaniya;Soulaymaniyeh;Sulaymaniyya;Slemani;سلێمانى;السليمانية'],
  ['qamishli', 'Kamishlo;Qamischli;Qamichlo;Kamechli;al-Qamishly;قامشلى'],
  ['jarabulus', 'Cerablus;Jerablus;Jarablous'],
  ['khanaqin', 'Xaneqîn;Hanekin;Khanaqeen;خانقين'],
  ['rojava', 'Rojava;Rojavayê Kurdistanê;West Kurdistan;رۆژئاوا;روجافا'],
  ['bakur', 'Bakur;Northern Kurdistan;باکوور'],
  ['rojhelat', 'Rojhilat;Rojhelat;Eastern Kurdistan;ڕۆژهەڵات'],
  ['kurdistan-region', 'Başûr;Southern Kurdistan;باشوور'],
  ['aleppo', 'ريف حلب;مدينة حلب;Ville de Alep;شاری حەلەب'],
])('%s in the letters of any language', (slug, spellings) => {
  for (const spelling of spellings.split(';')) expect(findPlace(spelling)?.slug, spelling).toBe(slug)
})

test('what only sounds like a place is none', () => {
  for (const name of ['Syrian', 'Iranian', 'Mara', 'Musa', 'Hamis', 'Marsa', 'Salman', 'Barzan'])
    expect(findPlace(name), name).toBeUndefined()
})

test('a newsroom is no place', () => {
  for (const name of ['HABER MERKEZİ', 'Navenda Nûçeyan', 'مركز الأخبار']) expect(slugs(name), name).toEqual([])
  expect(slugs('HABER MERKEZİ, Ankara')).toEqual(['ankara'])
})

test('a dateline names its places in order, each once', () => {
  expect(slugs('Qamishli, Syria')).toEqual(['qamishli', 'syria'])
  expect(slugs('الرقة، سوريا')).toEqual(['raqqa', 'syria'])
  expect(slugs('Washington, D.C.')).toEqual(['washington'])
  expect(slugs('Tal Xanzir, Syria')).toEqual(['tal-xanzir', 'syria'])
  expect(slugs('Kobane, Ayn al-Arab')).toEqual(['kobane'])
})

test('the gazetteer is whole: every place on the map, every spelling of one place only', () => {
  const owners = new Map<string, string>()
  const lines = GAZETTEER
  expect(lines.length).toBeGreaterThan(350)
  for (const line of lines) {
    const [slug = '', name = '', latitude, longitude, spellings = ''] = line.split('|')
    expect(slug, line).toMatch(/^\*?[a-z]+(?:-[a-z]+)*$/)
    expect(Math.abs(Number(latitude)), line).toBeLessThanOrEqual(90)
    expect(Math.abs(Number(longitude)), line).toBeLessThanOrEqual(180)
    expect(Number(latitude) * Number(longitude), line).not.toBe(0)
    for (const spelling of [name, ...spellings.split(';')]) {
      const found = findPlace(spelling)?.slug
      expect(found, spelling).toBe(slug.replace('*', ''))
      expect(owners.get(spelling) ?? slug, spelling).toBe(slug)
      owners.set(spelling, slug)
    }
  }
})

test('names from nowhere are no place', () => {
  for (const name of ['', 'constructor', '__proto__', 'toString', 'Yesterday', 'x'.repeat(500)])
    expect(findPlace(name)).toBeUndefined()
  expect(isRegion('Syria')).toBe(true)
  expect(isRegion('Kobane')).toBe(false)
})

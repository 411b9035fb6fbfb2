/** Places in all their spellings, for search. Promises: a spelling that is also a common word stands for itself alone. */
import { lazily } from '../../lazy.ts'
import { fold, toLetters } from '../language/fold.ts'
import { GAZETTEER } from './gazetteer.ts'

/**
 * Spellings that mean something else far more often: door, year, wave, fright, he, north, country, scene, new, self; the
 * channel Al Jazeera; nerve gas; first names; Turkish and Kurdish words.
 */
const COMMON = new Set(
  'US|UK|ABD|DYA|Van|Wan|Mus|Bab|El Bab|Hol|Hawl|Hema|Humus|Sham|Mare|Bane|Sine|Sarin|Dara|Dera|Duma|Riha|Ruha|Eman|Diana|Rania|Rabia|Saudi|Jazira|باب|الباب|فان|وان|موش|سنه|هول|هۆل|الهول|كلس|بانه|جزرة|الجزيرة|جزیرە|ربيعة|رانية|سوران|حماه|دوما|تاران|Sur|Hani|Hene|Kop|Kela|Dih|Lice|Kut|Kulp|Dicle|Cinar|Derek|Sirin|Pirde|Bakur|Balad|بلد|باكور|باکوور|باشوور|سور|الثورة|القائم|الحلة|الدبس|جزير|بلبل|حديثة|دوكان|دووکان|مشهد|مسقط|پردێ|خوي|خۆی'
    .split('|')
    .map(toLetters),
)
const SHORTEST = 3

const loadSpellings = lazily((): ReadonlyMap<string, readonly string[]> => new Map(GAZETTEER.flatMap(toEntries)))

/** Articles that spellings have or lack. */
const ARTICLE = /^(?:al |el |ال(?=.{3}))/

/** Every spelling of a place, folded; none where the name is none, or means something else as well. @param name folded */
export function findSpellings(name: string): readonly string[] {
  const spellings = loadSpellings()
  return spellings.get(toLetters(name)) ?? spellings.get(toLetters(name.replace(ARTICLE, ''))) ?? []
}

function toEntries(line: string): [string, readonly string[]][] {
  const [, name = '', , , others = ''] = line.split('|')
  const own = [name, ...others.split(';')].map((spelling) =>
    fold(spelling)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  )
  const spellings = [...new Set(own)].filter(isPlain)
  return spellings.map((spelling) => [toLetters(spelling), spellings])
}

function isPlain(spelling: string): boolean {
  return spelling.length >= SHORTEST && !COMMON.has(toLetters(spelling))
}

/** Which languages have a letter, or a word, that others of the same script lack: as bits, for `evidence.ts`. */
import type { Script } from './script.ts'
import { ARABIC_WORDS, CYRILLIC_WORDS, HEBREW_WORDS, LATIN_WORDS } from './words.ts'

export type Table = {
  readonly languages: readonly string[]
  readonly words: ReadonlyMap<string, number>
  /** Letters that some of the languages have and others lack. */
  readonly letters: ReadonlyMap<number, number>
}

/** Letters beyond a to z. */
const LATIN_LETTERS: Readonly<Record<string, string>> = {
  en: '',
  fr: 'àâçéèêëîïôùûüœæÿ',
  de: 'äöüß',
  es: 'áéíóúüñ',
  it: 'àèéìòùî',
  pt: 'áâãàçéêíóôõú',
  nl: 'éëïóöèü',
  sv: 'åäöé',
  da: 'æøåé',
  nb: 'æøåéòô',
  fi: 'äöå',
  hu: 'áéíóöőúüű',
  pl: 'ąćęłńóśźż',
  cs: 'áčďéěíňóřšťúůýž',
  ro: 'ăâîșțşţ',
  sq: 'çë',
  ca: 'àçéèíïóòúü',
  tr: 'çğiıöşüâîû',
  az: 'çəğiıöşü',
  kmr: 'çêîşûẍḧ',
  diq: 'çêîşûğı',
}

/** Letters beyond those that all of them have; with those that they are typed with on Arabic keyboards. */
const ARABIC_LETTERS: Readonly<Record<string, string>> = {
  ar: 'ءآأإؤةثذصضطظكهيى',
  fa: 'ءآأؤثذصضطظکكهییيپچژگۀ',
  ckb: 'ەێۆڵڕڤھهیکپچژگكيى',
  'kmr-Arab': 'ەێۆڵڕڤھهیکپچژگكيى',
  ur: 'ءآأؤثذصضطظکہھیےۓںٹڈڑپچژگئ',
  ps: 'ءآأؤثذصضطظکكهیيپچژگټډړږښګڼېۍځڅئ',
  ug: 'ەېۆۇۈۋڭھىيكپچژگ',
  sd: 'ءآثذصضطظکڪهھيپچگڳڱٻڄڃڇٺٽٿڀڌڏڊڍڦڻٹڙ',
}

const CYRILLIC_LETTERS: Readonly<Record<string, string>> = {
  ru: 'ёйщъыьэюя',
  uk: 'їієґйщьюя',
  bg: 'йщъьюя',
  sr: 'ђјљњћџ',
}

/** Letters that are typed for one another, and what is not looked at: vowel signs, tatweel, the dot of a capital İ. */
const TYPED: Readonly<Record<string, string>> = {
  "'": '’ʼ',
  i: 'ı',
  ک: 'ك',
  ی: 'يى',
  ه: 'ەھ',
  '': '\u0307\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u200c',
}
/** By code: patterns with as many letters are much slower. */
const FORMS: ReadonlyMap<number, string> = new Map(
  Object.entries(TYPED).flatMap(([form, letters]) =>
    [...letters].map((letter) => [letter.charCodeAt(0), form] as const),
  ),
)

/** A word as it is looked up: of letters that are typed for one another, one. */
export function toWordForm(word: string): string {
  const small = word.toLowerCase()
  let form = ''
  let from = 0
  for (let at = 0; at < small.length; at++) {
    const code = small.charCodeAt(at)
    const one = code < 0x80 ? undefined : FORMS.get(code)
    if (one === undefined) continue
    form += small.slice(from, at) + one
    from = at + 1
  }
  return from === 0 ? small : form + small.slice(from)
}

export const TABLES: { readonly [Name in Script]?: Table } = {
  Latn: toTable(LATIN_WORDS, LATIN_LETTERS),
  Arab: toTable(ARABIC_WORDS, ARABIC_LETTERS),
  Cyrl: toTable(CYRILLIC_WORDS, CYRILLIC_LETTERS),
  Hebr: toTable(HEBREW_WORDS, {}),
}

function toTable(words: Readonly<Record<string, string>>, letters: Readonly<Record<string, string>>): Table {
  const languages = Object.keys(words)
  return {
    languages,
    words: toMasks(languages, words, (list) => list.split(/\s+/).map(toWordForm)),
    letters: toMasks(languages, letters, (list) => [...list].map((letter) => letter.charCodeAt(0))),
  }
}

function toMasks<Key>(
  languages: readonly string[],
  lists: Readonly<Record<string, string>>,
  split: (list: string) => readonly Key[],
): ReadonlyMap<Key, number> {
  const masks = new Map<Key, number>()
  for (const [at, language] of languages.entries()) {
    for (const one of split(lists[language] ?? '')) masks.set(one, (masks.get(one) ?? 0) | (1 << at))
  }
  return masks
}

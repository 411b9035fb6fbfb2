/**
 * Languages: what a text is in, how they are written, and which way they run. Promises: what a document says stands
 * unless its script contradicts it, and nothing is guessed of a text that tells nothing.
 */

/** Enough to tell; the rest of a long story says the same. */
const SAMPLE = 800
const RTL_LANGUAGES = /^(?:ar|fa|he|iw|ur|ps|sd|ug|yi|dv|ckb|syr|arc|azb|glk|mzn|lrc)(?:-|$)/i
const BOTH_WAYS = /^(?:ku|kmr|az|pa|sd|tt|kk|ug|ms|ha|und|mul)(?:-|$)/i
/** From Hebrew to the last Arabic extension, and the presentation forms. */
const RTL_FIRST = 0x590
const RTL_LAST = 0x8ff
const RTL_FORMS = 0xfb1d
const RTL_LETTER = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u

/** Letters that tell the languages of Arabic script apart. */
const SORANI = /[ەێۆڕڵڤ]/g
const PERSIAN = /[یکگچپژ]/g
const ARABIC = /[يكةىأإثذضظطص]/g
const URDU = /[ٹڈڑےںہ]/g

const KURMANJI_LETTERS = /[êîû]/g
const TURKISH_LETTERS = /[ğıöüİ]/g
/** French and others share letters with Kurmanji; these it never has. */
const OTHER_LATIN = /[àèéáíóúñäåæøœãõâôëïßčšžřłąęăț]/g
const KURMANJI_WORDS =
  /(?<![\p{L}])(?:û|ku|li|ji|bi|yê|yên|xwe|bû|hat|hatin|dike|dikin|kir|kirin|ser|jî|nav|ev|ew|wan|wê|heta|piştî|berî|jibo|navbera|dibe|bûye|gelek|nû|kurd|kurdistan|rojava|şer|şerê|li ser)(?![\p{L}])/giu
const TURKISH_WORDS =
  /(?<![\p{L}])(?:ve|bir|bu|için|ile|olarak|olan|oldu|dedi|değil|çok|daha|gibi|kadar|sonra|göre|karşı|yeni|türkiye|cumhurbaşkanı|başkanı|saldırı|açıkladı|etti|ediyor|yapıldı|kürt|suriye|mı|mi|mu|ya da|ancak)(?![\p{L}])/giu

/** Letters no neighbour has, ü or ö beside ç, endings after an apostrophe. */
const TURKISH = /[ğıİ]|[öü].*ç|ç.*[öü]|\p{L}['’](?:d[ae]n?|t[ae]n?|n[iıuü]n|y[aeiı])(?!\p{L})/u

/**
 * The language of a text, where it tells: by script and letters ar, fa, ur, ckb, kmr, tr and those that have a script
 * to themselves, by their commonest words English and some of its neighbours.
 */
export function toTextLanguage(text: string): string | undefined {
  const sample = text.slice(0, SAMPLE).normalize('NFC')
  const script = readScript(sample)
  if (script.isOther) return script.language
  if (toTextDirection(sample, undefined) === 'rtl') return toArabicScriptLanguage(sample)
  return toLatinScriptLanguage(sample) ?? readWords(sample).language
}

/** What a document calls its language, as BCP 47 writes it: `en_us` is `en-US`. Undefined where it is no language tag. */
export function toLanguageTag(received: string | undefined): string | undefined {
  const tag = received?.trim().replace(/_/g, '-') ?? ''
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/i.test(tag)) return undefined
  try {
    return Intl.getCanonicalLocales(tag)[0]
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** What a language is found by: one word for all its tags, so that `kmr`, as we tell it, and `ku`, as sources say, are one. */
export function toLanguageSlug(tag: string): string {
  return (toLanguageTag(tag) ?? tag).toLowerCase()
}

/**
 * The language of an item: what it or its document says, unless the script contradicts it
 * (`en` over Arabic letters); else what the text tells; else the channel's own, unless the text
 * would show that it is. `und` where nobody knows: an entry without a language has that of its feed.
 */
export function chooseLanguage(text: string, said: readonly (string | undefined)[], otherwise: string): string {
  const explicit = said.map(toLanguageTag).find((tag) => tag !== undefined)
  if (explicit && !contradicts(explicit, text)) return explicit
  return toTextLanguage(text) ?? (isUnlikely(otherwise, text.slice(0, SAMPLE)) ? 'und' : otherwise)
}

/** A text that tells nothing is not in the channel's language where that has words or a script to be known by. */
function isUnlikely(language: string, text: string): boolean {
  return contradicts(language, text) || readScript(text).isOther || isRecognisable(language, readWords(text).count)
}

/** Which way most of the letters run. */
export function toTextDirection(text: string, language: string | undefined): 'ltr' | 'rtl' {
  const { letters, turned } = countLetters(text)
  if (letters > 0) return turned * 2 > letters ? 'rtl' : 'ltr'
  return language && RTL_LANGUAGES.test(language) ? 'rtl' : 'ltr'
}

function contradicts(tag: string, text: string): boolean {
  // Kurdish, Azerbaijani, Panjabi and others are written in both directions.
  if (BOTH_WAYS.test(tag) || /-(?:Arab|Latn)/i.test(tag)) return false
  const { letters, turned } = countLetters(text)
  return letters >= 8 && turned * 2 > letters !== RTL_LANGUAGES.test(tag)
}

/** Letters of the first part of a text, and how many of them run from right to left. By code: patterns are much slower. */
function countLetters(text: string): { letters: number; turned: number } {
  const end = Math.min(text.length, SAMPLE)
  let letters = 0
  let turned = 0
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code >= RTL_FIRST && (code <= RTL_LAST || code >= RTL_FORMS) && RTL_LETTER.test(text.charAt(i))) turned++
    else if (code < 0x80 ? (code | 32) >= 0x61 && (code | 32) <= 0x7a : isLetter(code)) letters++
  }
  return { letters: letters + turned, turned }
}

/** Roughly: above ASCII, what is no symbol, mark or punctuation. */
function isLetter(code: number): boolean {
  return code >= 0xc0 && (code < 0x2000 || (code >= 0x3040 && code < 0xfe00)) && (code < 0x300 || code > 0x36f)
}

function toArabicScriptLanguage(text: string): string | undefined {
  const letters = count(text, /\p{Script=Arabic}/gu)
  if (letters * 2 < count(text, /\p{L}/gu)) return undefined
  const sorani = count(text, SORANI)
  const persian = count(text, PERSIAN)
  const arabic = count(text, ARABIC)
  if (count(text, URDU) * 50 > letters) return 'ur'
  // About one letter in seven of Sorani is its own; a Kurdish name in another language has one or two.
  if (sorani * 16 > letters) return 'ckb'
  return persian > arabic ? 'fa' : 'ar'
}

function toLatinScriptLanguage(text: string): string | undefined {
  const kurmanji = count(text, KURMANJI_LETTERS)
  const turkish = count(text, TURKISH_LETTERS)
  if (kurmanji + turkish === 0 || count(text, OTHER_LATIN) > (kurmanji + turkish) / 4) return undefined
  const kurmanjiWords = count(text, KURMANJI_WORDS)
  const turkishWords = count(text, TURKISH_WORDS)
  // French has ê, German ü: only together with a word, or with letters that neither has, do they tell.
  if (kurmanji * 2 + kurmanjiWords > turkish * 2 + turkishWords) {
    return kurmanjiWords > 0 || (kurmanji > 1 && /ş/i.test(text)) ? 'kmr' : undefined
  }
  return turkishWords > 1 || TURKISH.test(text) || (turkish > 1 && /ş/i.test(text)) ? 'tr' : undefined
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

/** The first part of a BCP 47 tag; Northern Kurdish goes by two. */
export function toPrimaryLanguage(language: string | undefined): string {
  const primary = (language ?? '').toLowerCase().replace(/-.*$/s, '')
  return primary === 'kmr' ? 'ku' : primary
}

// Languages by their commonest words, and by scripts that one language has to itself.

/** The little words of each language; those that neighbours share (`de`, `en`, `la`) tell little and are few. */
const WORDS: Readonly<Record<string, string>> = {
  en: 'the of and to in is for that with on was as by at from are has have its after this were be said will who not',
  fr: 'le la les des une est dans pour que qui sur par avec du et au aux sont cette ce plus ont à après selon',
  de: 'der die das und ist nicht mit von den ein eine für auf dem im zu des sich nach bei aus wird sind wurde über',
  es: 'el la los las una que del por con para es en y se su al un sus tras según más fue son entre',
  it: 'il di che della per una sono nel con gli è dei alla non le del da un si dopo anche delle ha nella',
  pt: 'o os uma que não para com do da em dos é ao pela no na as das um se são após mais pelo',
  nl: 'het een van en dat niet met voor op zijn de is te in bij naar aan ook uit door worden wordt na over',
  sv: 'och att det som en på är av för med den till har inte ett från om efter vid blev men sig',
  hu: 'a az és hogy nem egy is volt meg van szerint már még csak után ki el vagy ezt akik között',
  pl: 'w z na do się nie że jest i o po od za jak przez dla oraz był są po przy co został',
}

const LANGUAGES: ReadonlyMap<string, readonly string[]> = toWordIndex()

/** Word → the languages that have it. */
function toWordIndex(): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>()
  for (const [language, words] of Object.entries(WORDS)) {
    for (const word of new Set(words.split(' '))) index.set(word, [...(index.get(word) ?? []), language])
  }
  return index
}

/** From so many words on, a text without a little word of a language is in another. */
const TELLING = 12

/** How many words a text has, and the language whose little words, at least two of them, are clearly the most. */
function readWords(text: string): { readonly count: number; readonly language: string | undefined } {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const [first, second] = toRanking(words)
  const isClear =
    first && first.words.size >= 2 && first.hits * 8 >= words.length && first.hits > (second?.hits ?? 0) * 1.2
  return { count: words.length, language: isClear ? first.language : undefined }
}

type Rank = { readonly language: string; readonly words: Set<string>; hits: number }

function toRanking(words: readonly string[]): Rank[] {
  const ranks = new Map<string, Rank>()
  for (const word of words) {
    for (const language of LANGUAGES.get(word) ?? []) {
      const rank = ranks.get(language) ?? { language, words: new Set(), hits: 0 }
      rank.words.add(word)
      rank.hits++
      ranks.set(language, rank)
    }
  }
  return [...ranks.values()].sort((one, other) => other.hits - one.hits)
}

/** Whether the text would show that it is in this language, if it were. */
function isRecognisable(language: string, count: number): boolean {
  return count >= TELLING && Object.hasOwn(WORDS, language.toLowerCase().split('-')[0] ?? '')
}

/** Scripts by which a language is known; Cyrillic needs a letter of its own. */
const SCRIPTS: readonly (readonly [pattern: RegExp, language: string | undefined])[] = [
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Armenian}/u, 'hy'],
  [/\p{Script=Georgian}/u, 'ka'],
  [/[іїєґІЇЄҐ]/u, 'uk'],
  [/[ыэёЫЭЁ]/u, 'ru'],
]

/** Whether most letters are neither Latin nor Arabic, and the language that they belong to where that is one. */
function readScript(text: string): { readonly isOther: boolean; readonly language: string | undefined } {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const others = text.match(/[^\P{L}\p{Script=Latin}\p{Script=Arabic}]/gu) ?? []
  if (others.length * 2 <= letters) return { isOther: false, language: undefined }
  const sample = others.join('')
  return { isOther: true, language: SCRIPTS.find(([pattern]) => pattern.test(sample))?.[1] }
}

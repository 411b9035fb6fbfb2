/** Languages by their commonest words, and by scripts that one language has to itself. */

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

const LANGUAGES: ReadonlyMap<string, readonly string[]> = toIndex()

/** Word → the languages that have it. */
function toIndex(): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>()
  for (const [language, words] of Object.entries(WORDS)) {
    for (const word of new Set(words.split(' '))) index.set(word, [...(index.get(word) ?? []), language])
  }
  return index
}

/** From so many words on, a text without a little word of a language is in another. */
const TELLING = 12

/** How many words a text has, and the language whose little words, at least two of them, are clearly the most. */
export function readWords(text: string): { readonly count: number; readonly language: string | undefined } {
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
export function isRecognisable(language: string, count: number): boolean {
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
export function readScript(text: string): { readonly isOther: boolean; readonly language: string | undefined } {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const others = text.match(/[^\P{L}\p{Script=Latin}\p{Script=Arabic}]/gu) ?? []
  if (others.length * 2 <= letters) return { isOther: false, language: undefined }
  const sample = others.join('')
  return { isOther: true, language: SCRIPTS.find(([pattern]) => pattern.test(sample))?.[1] }
}

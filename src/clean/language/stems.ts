/**
 * What words have in common with their plurals, cases and articles, for search. Promises: a language's rules are laid
 * on its own texts alone, so that no word of one is taken for a word of another; words are found as they stand all the
 * same.
 */
import { BROKEN_PLURALS } from './broken-plurals.ts'
import { fold } from './fold.ts'
import { toPrimaryLanguage } from './language.ts'

/** Which rules made an index: stories that were found by others are indexed anew (service.ts). */
export const STEMS = 2

/**
 * Endings go one after the other, longest first, as long as something is left: `ending` has a group of what stays.
 * Then what stands at the end is levelled.
 */
type Rules = {
  readonly isArabic?: true
  readonly before?: RegExp
  readonly ending: RegExp
  readonly level?: readonly [RegExp, string]
}

/** All of folded words (fold.ts): one letter for those that stand for one another, no marks. */
const RULES: Readonly<Record<string, Rules>> = {
  ar: {
    isArabic: true,
    // And, then; with, like, for; the. A bare و is often the word's own: وزارة, وحدات.
    before: /^(?:[وف]?(?:[بك]?ال|لل)(?=\p{L}{3})|و(?=\p{L}{5}))/u,
    ending: /^(?:(.{4,}?)(?:ات|ون|ين|ها|هم|ه|ي|ا)|(.{2,}ي)ا)$/u,
    // Of three letters the feminine keeps its own: حملة, حملات.
    level: [/^(.{3})ات$/u, '$1ه'],
  },
  fa: {
    isArabic: true,
    // Of a verb that goes on: خواهد, می‌خواهد, نمی‌خواهد.
    before: /^ن?مي(?!لاد)(?=\p{L}{2,}[ديم]$)/u,
    ending: /^(.{3,}?)(?:هايي|ها(?:ي(?:م|ت|ش|مان|تان|شان|ي|ند)?)?|(?<=.{5})(?:يم|يد|ند)|ترين|تر|ي)$/u,
  },
  ckb: { isArabic: true, ending: /^(.{3,}?)(?:هكان|هكه|يك|ان|هوه|دا|ي)$/u },
  ku: { ending: /^(.{3,}?)(?:y?[ea]n|y?ek|y?[eai])$/u },
  tr: {
    // The last of what is done with a thing: bomba, bombalamalar. Shorter ones have become words of their own: açıklama.
    ending:
      /^(?:(.{3,}?)l[ae]r|(?!karsi)(.{5,}?)l[ae](?:[nt]?m[ae](?:s[iu])?|nd[iu]|d[iu])|(.{4,}?)(?:[dt][ae]n?|n[iu]n|[iu]n|[sy]?[iu]|l[iae]|y?[ae]|yl[ae]))$/u,
    level: [/g$/, 'k'], // uçak, uçağı
  },
  en: { ending: /^(?!(?:news|hamas|abbas)$)(?:(.+?(?:ch|sh|ss|x|z))es|(.{2,}[^siu])s)$/u, level: [/ie$/, 'y'] },
}
const LANGUAGES = Object.keys(RULES)
const ARABIC = /^\p{Script=Arabic}/u
const LATIN = /^\p{Script=Latin}/u
const WORD = /[\p{L}\p{N}]+/gu
const SHORTEST = 3
const LONGEST = 40
/** Signs for private use are letters to the index, and nobody types them: `*` of a stem is not `*` of a word. */
const FIRST_MARK = 0xe000

const ARTICLE = /^[وف]?(?:[بك]?ال|لل)(?=\p{L}{3})/u

/** A folded word without the Arabic article, and what is written together with that. */
export function withoutArticle(word: string): string {
  return word.replace(ARTICLE, '')
}

/** What is searched for in a text besides its words: their stems, and words that some write as one. Each once. */
export function toStemText(folded: string, language: string | undefined): string {
  const own = language === undefined ? undefined : toPrimaryLanguage(language)
  const words = [...new Set(folded.match(WORD) ?? [])]
  return [...new Set([...words.flatMap((word) => toStems(word, own)), ...toJoined(folded)])].join(' ')
}

/** The stems of a folded word in a text of a language; in all that have its letters where that is not known. */
export function toStems(word: string, language?: string): string[] {
  if (word.length < SHORTEST || word.length > LONGEST) return []
  const isArabic = ARABIC.test(word)
  if (!isArabic && !LATIN.test(word)) return []
  const fitting = LANGUAGES.filter((one) => (RULES[one]?.isArabic ?? false) === isArabic)
  if (language !== undefined && !isArabic && !fitting.includes(language) && !isWrittenInArabic(language)) return []
  return (language !== undefined && fitting.includes(language) ? [language] : fitting).map((one) => toStem(word, one))
}

function isWrittenInArabic(language: string): boolean {
  return RULES[language]?.isArabic ?? false
}

/** The stems of singulars, by their folded plurals. */
const SINGULARS: ReadonlyMap<string, string> = new Map(BROKEN_PLURALS.trim().split('\n').flatMap(toPlurals))

function toPlurals(line: string): [string, string][] {
  const [singular = '', ...plurals] = line.split(' ').map(fold)
  const stem = withoutEndings(singular, RULES.ar as Rules)
  // Of its own too: امرأة looks like أمراء with an ending.
  return [singular, ...plurals].map((word) => [word, stem])
}

/** With, for, and, then, like, where a plural of the table is behind it: لشهداء. */
const JOINED = /^[وفبلك](?=.{3})/u

/** The stem of a broken plural's singular, whatever is joined to it: ورجالهم. @param bare without the article */
function findSingular(bare: string): string | undefined {
  for (const word of [bare, bare.replace(JOINED, '')]) {
    const found = SINGULARS.get(word) ?? SINGULARS.get(word.replace(/(?:ه|ها|هم|هن|نا|كم)$/u, ''))
    if (found !== undefined) return found
  }
  return undefined
}

function toStem(word: string, language: string): string {
  const rules = RULES[language] as Rules
  const bare = rules.before === undefined ? word : word.replace(rules.before, '')
  // The article of ألغام is its own.
  const singular = language === 'ar' ? (SINGULARS.get(word) ?? findSingular(bare)) : undefined
  return toMark(language) + (singular ?? withoutEndings(bare, rules))
}

function withoutEndings(bare: string, { ending, level }: Rules): string {
  let stem = bare
  for (let match = ending.exec(stem); match !== null; match = ending.exec(stem))
    stem = match[1] ?? match[2] ?? match[3] ?? ''
  return level === undefined ? stem : stem.replace(...level)
}

function toMark(language: string): string {
  return String.fromCharCode(FIRST_MARK + LANGUAGES.indexOf(language))
}

// Words that some write as one and some apart: عبد الله, می خواهد, کتاب ها.

const BEFORE = /^(?:ن?مي|ابو)$/
const SERVANT = 'عبد'
const BEHIND = /^هاي?ي?$/

/** Whether some write both as one word. Both are folded. */
export function isOneWord(first: string, second: string): boolean {
  if (first === SERVANT) return second.startsWith('ال')
  return (BEFORE.test(first) && ARABIC.test(second)) || (BEHIND.test(second) && ARABIC.test(first))
}

function toJoined(folded: string): string[] {
  if (!/مي|ابو|عبد|ها/.test(folded)) return []
  const words = folded.split(/\s+/)
  return words.flatMap((word, index) => {
    const next = words[index + 1]?.match(WORD)?.[0]
    return next !== undefined && isOneWord(word, next) ? [word + next] : []
  })
}

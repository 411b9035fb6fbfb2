/**
 * What a text tells of its language. Promises: words decide before letters, and a name decides nothing, since every
 * language has others' names in it; a text that tells nothing has no language. Read in one pass.
 */
import { isSoraniWord } from './fold.ts'
import { TABLES, type Table, toWordForm } from './letters.ts'
import { type Script, toFirstLanguage, toScript } from './script.ts'
import { TURKISH_ENDINGS } from './words.ts'

/** Enough to tell: the beginning, and of a long story a piece behind it, since it may begin with somebody's words. */
const SAMPLE = 600
const PIECE = 300

export type Evidence = {
  /** That of most letters. */
  readonly script: Script | undefined
  /** How many letters that are. */
  readonly letters: number
  readonly language: string | undefined
  /** How many words it has, and how much says that it is in a language: about one for each different word. */
  readonly words: number
  readonly points: ReadonlyMap<string, number>
}

export function readEvidence(text: string): Evidence {
  const words = toWords(toSample(text))
  const { script, letters } = toMainScript(words)
  const own = words.filter((word) => word.script === script)
  const table = script && TABLES[script]
  const points = table === undefined ? NONE : toPoints(own, table, isAllCapitals(own))
  const language = toLeader(points, own.length) ?? toScriptLanguage(script, own, words, points)
  return { script, letters, language, words: own.length, points }
}

/** Kurmanji as it is written in Iraq, in the letters of Sorani: only words tell. */
const BAHDINI = 'kmr-Arab'

const NONE: ReadonlyMap<string, number> = new Map()

/** Of a script that says it alone, or nearly. */
function toScriptLanguage(
  script: Script | undefined,
  own: readonly Word[],
  all: readonly Word[],
  points: Evidence['points'],
): string | undefined {
  if (script === undefined || script === 'Latn') return undefined
  // Japanese is written in Chinese signs too.
  if (script === 'Hani' && all.some(({ is }) => /[\u3041-\u30ff]/.test(is))) return 'ja'
  if (script === 'Arab') return toMost(points) ?? (isRatherPersian(own) ? 'fa' : 'ar')
  return script === 'Cyrl' ? toCyrillicLanguage(own) : toFirstLanguage(script)
}

/** The one for which most speaks, however little. */
function toMost(points: Evidence['points']): string | undefined {
  const entries = [...points].filter(([language]) => language !== BAHDINI)
  const [first, second] = entries.sort(([, one], [, other]) => other - one)
  return first !== undefined && first[1] > (second?.[1] ?? 0) ? first[0] : undefined
}

const PERSIAN = /[یکگچپژ\u200c]/g
const ARABIC = /[يكةىأإثذضظطص]/g

function isRatherPersian(words: readonly Word[]): boolean {
  const text = words.map(({ is }) => is).join('')
  return (text.match(PERSIAN)?.length ?? 0) > (text.match(ARABIC)?.length ?? 0)
}

/** By letters that none of the others has. */
function toCyrillicLanguage(words: readonly Word[]): string | undefined {
  if (words.some(({ is }) => /[іїєґ]/i.test(is))) return 'uk'
  return words.some(({ is }) => /[ыэё]/i.test(is)) ? 'ru' : undefined
}

const ADDRESS = /(?:https?:\/\/|www\.)\S+/g
/** Letters as they are joined, of old fonts and copies of PDF. */
const FORMS = /[\ufb50-\ufdff\ufe70-\ufefc]/

function toSample(text: string): string {
  const middle = text.length >> 1
  const piece = text.length > SAMPLE * 2 ? ` ${text.slice(middle, middle + PIECE)}` : ''
  const sample = toOwnWords((text.slice(0, SAMPLE) + piece).replace(ADDRESS, ' '))
  return sample.normalize(FORMS.test(sample) ? 'NFKC' : 'NFC')
}

const QUOTATION = /["“”„«»]/
/** Characters, and which part of the text, that tell enough without what is quoted. */
const ENOUGH = { characters: 40, part: 3 }

/** Without what somebody else says, maybe in another language; of a text that hardly has anything else, all of it. */
function toOwnWords(sample: string): string {
  const parts = sample.split(QUOTATION)
  if (parts.length === 1 || parts.length % 2 === 0) return sample
  const own = parts.filter((_, at) => at % 2 === 0).join(' ')
  return own.length >= ENOUGH.characters && own.length * ENOUGH.part >= sample.length ? own : sample
}

/** `is`: as it is written. A name begins with a capital; one of capitals alone may be an acronym. */
type Word = { readonly is: string; readonly script: Script | undefined; readonly kind: 'small' | 'name' | 'capitals' }

const WORD = /[\p{L}\p{M}][\p{L}\p{M}\u200c\u0640'’ʼ]*/gu
const LOWER = /\p{Ll}/u
const UPPER = /\p{Lu}/u

function toWords(sample: string): Word[] {
  return (sample.match(WORD) ?? []).map((is) => {
    const code = is.charCodeAt(0)
    const isAscii = code < 0x80
    const isUpper = isAscii ? code < 0x61 : code < 0x590 && UPPER.test(is.charAt(0))
    return { is, script: toScript(code), kind: isUpper ? (LOWER.test(is) ? 'name' : 'capitals') : 'small' }
  })
}

/** That of most letters, acronyms aside: an Arabic story may be full of Latin ones. */
function toMainScript(words: readonly Word[]): { readonly script: Script | undefined; readonly letters: number } {
  const plain = words.filter(({ kind }) => kind !== 'capitals')
  const letters = new Map<Script | undefined, number>()
  for (const { script, is } of plain.length > 0 ? plain : words)
    letters.set(script, (letters.get(script) ?? 0) + is.length)
  const [most] = [...letters].sort(([, one], [, other]) => other - one)
  return { script: most?.[0], letters: most?.[1] ?? 0 }
}

/** A headline of capitals, in which they say nothing. */
function isAllCapitals(words: readonly Word[]): boolean {
  const long = words.filter(({ is }) => is.length > 1)
  const capitals = long.filter(({ kind }) => kind === 'capitals').length
  return capitals > 2 && capitals * 5 > long.length * 4
}

/** A word that was there says little when it comes again. */
const AGAIN = 0.25
/** Words of one letter that are counted, each half: lists and formulas have them too. They never tell it by themselves. */
const MOST_ALONE = 2
/** Letters that more languages have tell nothing. */
const MOST_SHARING = 3

function toPoints(words: readonly Word[], table: Table, isCapitals: boolean): ReadonlyMap<string, number> {
  const points = new Float64Array(table.languages.length)
  const seen = new Set<string>()
  let alone = 0
  for (const { is, kind } of words) {
    // A capital alone is a name's: `Vitamin A`, `S1`.
    if (kind === 'capitals' && !isCapitals) continue
    for (const piece of toPieces(is, table)) {
      const mask = table.words.get(piece) ?? 0
      const isAlone = piece.length === 1
      if (isAlone && ++alone > MOST_ALONE) continue
      const share = (seen.has(piece) ? AGAIN : 1) * (isAlone ? HALF : 1)
      seen.add(piece)
      if (mask !== 0) add(points, mask, share)
      else if (kind !== 'name') addLetters(points, is, piece, table, share)
    }
  }
  return new Map(table.languages.map((language, at) => [language, points[at] ?? 0]))
}

/** `l'` and what follows it, or what stands before `'de` and that, as the table has them. */
function toPieces(word: string, { words }: Table): readonly string[] {
  const form = toWordForm(word)
  const at = form.indexOf("'")
  if (at <= 0) return [at === 0 ? form.slice(1) : form]
  const [before, behind] = [form.slice(0, at), form.slice(at + 1)]
  if (words.has(`${before}'`)) return behind === '' ? [`${before}'`] : [`${before}'`, behind]
  return words.has(`'${behind}`) ? [before, `'${behind}`] : [before]
}

function add(points: Float64Array, mask: number, share: number): void {
  for (let at = 0; at < points.length; at++) if (mask & (1 << at)) points[at] = (points[at] ?? 0) + share
}

const HALF = 0.5
/** Of a Persian verb. */
const PRESENT = /^ن?م[یي]\u200c/
/** Before a word of three letters at least. */
const ARTICLE = /^(?:[وبفک]?ال|لل)\p{L}{3}/u

/** A word that is in no list speaks by its letters, for all languages that have all of them. */
function addLetters(points: Float64Array, word: string, form: string, table: Table, share: number): void {
  if (form.length > 5 && TURKISH_ENDINGS.has(form.slice(-4))) add(points, toMask(table, 'tr'), share * HALF)
  const letters = toLetterMask(word, table)
  const sorani = toMask(table, 'ckb') | toMask(table, BAHDINI)
  // Uighur has some of its letters, and others.
  const isSorani = (letters === 0 || (letters & sorani) !== 0) && isSoraniWord(word)
  if (!isSorani && ARTICLE.test(form)) add(points, toMask(table, 'ar'), share)
  if (PRESENT.test(word)) add(points, toMask(table, 'fa'), share)
  const mask = isSorani ? sorani : letters
  const sharing = countBits(mask)
  if (sharing > 0 && sharing <= MOST_SHARING) add(points, mask, isSorani ? share : share / sharing)
}

function toMask({ languages }: Table, language: string): number {
  const at = languages.indexOf(language)
  return at < 0 ? 0 : 1 << at
}

/** The languages that have all of its letters; none where all languages have all of them. */
function toLetterMask(word: string, { letters }: Table): number {
  let mask = -1
  const small = word.toLowerCase()
  for (let at = 0; at < small.length; at++) {
    const code = small.charCodeAt(at)
    const one = code < 0x80 ? undefined : letters.get(code)
    if (one !== undefined) mask &= one
  }
  return mask === -1 ? 0 : mask
}

function countBits(mask: number): number {
  let count = 0
  for (let left = mask; left !== 0; left &= left - 1) count++
  return count
}

/** So much has to speak for a language, in so many words; and so much more than for the next one. */
const LEAST = 1.15
const SHARE = 8
const LEAD = 1.2

function toLeader(points: ReadonlyMap<string, number>, words: number): string | undefined {
  const isBahdini = (points.get(BAHDINI) ?? 0) >= (points.get('ckb') ?? 0) + MORE
  const entries = [...points].filter(([language]) => language !== (isBahdini ? 'ckb' : BAHDINI))
  const [first, second] = entries.sort(([, one], [, other]) => other - one)
  if (first === undefined || first[1] < LEAST || first[1] * SHARE < words) return undefined
  return first[1] >= (second?.[1] ?? 0) * LEAD ? first[0] : undefined
}

/** It takes some to tell it from Sorani. */
const MORE = 1

/** What has to speak for a language so that it goes before what a source says, and where nothing speaks for that. */
const SURE = 3
const SURE_ALONE = 2

/** Whether it tells its language surely, and is not in another one. @param other primary language */
export function isSurelyNot({ language, points, words }: Evidence, other: string): boolean {
  const own = points.get(language ?? '') ?? 0
  const others = points.get(other) ?? 0
  if (language === undefined || language === other || own < others * 2) return false
  return own * 6 >= words && (own >= SURE || (own >= SURE_ALONE && others === 0 && own * 3 >= words))
}

/** Whether it would have told a language, if it were in it. */
export function isTelling({ script, points, words }: Evidence, language: string): boolean {
  return words >= TELLING && points.has(language) && script !== undefined
}

/** From so many words on. */
const TELLING = 12

/**
 * Names that short links are given: spoken, printed and typed again, so of letters, digits and hyphens, in one script,
 * and never made to be taken for another name (UTS 39).
 */
import type { MovedLink } from '../model.ts'

/** A name as it is kept, or why it can be none; the fault goes on from "alias". */
export type Judged = { readonly name: string } | { readonly fault: string }

const LONGEST = 100
/** Controls, marks of direction, other signs that nobody sees, and halves of characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/u
const FOREIGN = /[^\p{L}\p{M}\p{Nd}_-]/u
/** A sign of its own, then whatever goes on. */
const WHOLE = /^[\p{L}\p{Nd}_-][\p{L}\p{M}\p{Nd}_-]*$/u

const SCRIPTS = [
  ...['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Coptic', 'Arabic', 'Hebrew', 'Syriac', 'Georgian'],
  ...['Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Thai'],
  ...['Lao', 'Tibetan', 'Myanmar', 'Khmer', 'Ethiopic', 'Mongolian', 'Thaana'],
  ...['Han', 'Hiragana', 'Katakana', 'Bopomofo', 'Hangul'],
].map((name) => ({ name, pattern: new RegExp(`\\p{Script=${name}}`, 'u') }))

/** Written together by their own readers. */
const TOGETHER = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
]
/** Their letters look like Latin ones. */
const LATIN_LIKE = ['Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Coptic']

/** Judges a name, and gives it the form it is kept in: NFKC, blanks as hyphens. */
export function judgeAlias(text: string): Judged {
  if (UNSEEN.test(text)) return { fault: 'has a sign that nobody sees: a control, direction or joining character' }
  const name = text.normalize('NFKC').trim().replace(/\s+/g, '-')
  if (name === '') return { fault: 'is empty' }
  if ([...name].length > LONGEST) return { fault: `has more than ${LONGEST} letters` }
  const [foreign] = FOREIGN.exec(name) ?? []
  if (foreign !== undefined)
    return { fault: `has ${JSON.stringify(foreign)} in it: only letters, digits and hyphens can be spoken` }
  if (!WHOLE.test(name) || !/[\p{L}\p{Nd}]/u.test(name)) return { fault: 'has no letter or digit to begin with' }
  const fault = findMixture(name)
  return fault === undefined ? { name } : { fault }
}

function findMixture(name: string): string | undefined {
  const scripts = toScripts(name)
  if (!isOneReading(scripts)) return `mixes ${scripts.join(' and ')} letters, which look alike`
  const zeros = new Set([...name.matchAll(/\p{Nd}/gu)].map(([digit]) => toZero(digit)))
  return zeros.size > 1 ? 'mixes digits of several scripts' : undefined
}

function toScripts(name: string): string[] {
  const letters = [...name].filter((sign) => /\p{L}/u.test(sign))
  const found = letters.map((sign) => SCRIPTS.find(({ pattern }) => pattern.test(sign))?.name ?? 'other')
  return [...new Set(found)]
}

function isOneReading(scripts: readonly string[]): boolean {
  if (scripts.length < 2 || TOGETHER.some((group) => scripts.every((one) => group.includes(one)))) return true
  return scripts.length === 2 && scripts.includes('Latin') && !scripts.some((one) => LATIN_LIKE.includes(one))
}

/** Decimal digits stand in tens (Unicode §4.6). */
function toZero(digit: string): number {
  const point = digit.codePointAt(0) ?? 0
  let zero = point
  while (zero > point - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return point < 0x80 ? 0x30 : zero
}

/** Cyrillic and Greek letters, each with the Latin one that it is taken for. */
const LOOKS: ReadonlyMap<string, string> = new Map(
  'аa вb гr еe ёe іi їi јj кk мm нh оo рp сc тt уy хx ѕs ԁd ԛq ԝw һh ӏl αa βb εe ηn ιi κk νv οo ρp τt υu χx ωw'
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.charAt(1)] as const),
)

/** What a name is taken for at a glance: Cyrillic and Greek look-alikes as Latin letters. Lower case. */
export function toLook(name: string): string {
  return [...name.toLowerCase()].map((sign) => LOOKS.get(sign) ?? sign).join('')
}

/** The name in a short link's address: its last part; undefined where that can be none, or is a query. */
export function toAliasOf(url: string): string | undefined {
  const parsed = URL.parse(url)
  if (parsed === null || !/^https?:$/.test(parsed.protocol) || parsed.search !== '') return undefined
  const part = parsed.pathname.split('/').findLast((one) => one !== '') ?? ''
  try {
    const judged = judgeAlias(decodeURIComponent(part))
    return 'name' in judged ? judged.name : undefined
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

/** A link that moves here, under a name that can be one; nothing where it can not. What it led to before has to be an address. */
export function toJudgedLink<More extends object>(link: MovedLink, more: More): (MovedLink & More)[] {
  const judged = judgeAlias(link.name)
  if (!('name' in judged)) return []
  const history = link.history?.filter(
    ({ lead }) => /^(?:\/(?!\/)|https?:\/\/)/.test(lead) && URL.canParse(lead, 'http://x'),
  )
  return [{ ...link, ...more, name: judged.name, ...(history === undefined ? {} : { history }) }]
}

/**
 * Languages: what a text is in, and what that is called. Promises: what a document says stands unless script or words
 * surely contradict it, and nothing is guessed of a text that tells nothing.
 */
import { type Evidence, isSurelyNot, isTelling, readEvidence } from './evidence.ts'
import { toScriptsOf } from './script.ts'

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
 * All that a story in a language is found under, the widest first: `zh-Hant-TW` is also found as `zh`, `zh-Hant` and
 * `zh-TW`. @param direction which way the story runs: Kurdish of nobody-knows-where is Sorani too in Arabic script
 * @param text its beginning: Kurdish in Arabic script by an editor's word is Sorani as well where its words are
 */
export function toLanguageFacets(tag: string, direction: 'ltr' | 'rtl', text = ''): { value: string; label: string }[] {
  const [language = '', ...rest] = tag.split('-')
  const tags = rest.map((_, at) => [language, ...rest.slice(0, at + 1)].join('-'))
  const region = rest.find((part) => /^(?:[A-Z]{2}|\d{3})$/.test(part))
  const regional = region === undefined ? [] : [`${language}-${region}`]
  const isSorani = tag.startsWith('ku-Arab') ? toTextLanguage(text) === 'ckb' : direction === 'rtl' && language === 'ku'
  const sorani = isSorani ? ['ckb'] : []
  const all = [language, ...tags, ...regional, ...sorani].map((label) => ({ value: toLanguageSlug(label), label }))
  return [...new Map(all.map((facet) => [facet.value, facet])).values()]
}

/** The first part of a BCP 47 tag; Northern Kurdish goes by two, and by its neighbour’s where it has the same letters. */
export function toPrimaryLanguage(language: string | undefined): string {
  const tag = (language ?? '').toLowerCase()
  if (/^(?:ku|kmr)-arab(?:-|$)/.test(tag)) return 'ckb'
  const primary = tag.replace(/-.*$/s, '')
  return primary === 'kmr' ? 'ku' : primary
}

/** The language of a text, where it tells. */
export function toTextLanguage(text: string): string | undefined {
  return readEvidence(text).language
}

/**
 * The language of an item: what it or its document says, unless script or words surely tell otherwise (`en-US`, which
 * software says when nobody sets it, over Kurdish); else what the text tells; else the channel's own, unless the text
 * would show that it is. `und` where nobody knows: an entry without a language has that of its feed.
 */
export function chooseLanguage(text: string, said: readonly (string | undefined)[], otherwise: string): string {
  const evidence = readEvidence(text)
  const tag = said.map(toLanguageTag).find((one) => one !== undefined)
  // Whoever says that it is unknown says that it is not the document's.
  if (tag !== undefined && !isNamed(tag)) return evidence.language ?? 'und'
  if (tag !== undefined && !isInOtherScript(tag, evidence)) return toSettled(tag, evidence)
  return evidence.language ?? (isUnlikely(otherwise, evidence) ? 'und' : otherwise)
}

/** What is said, where it names a language. */
export function toNamedTag(said: string | undefined): string | undefined {
  const tag = toLanguageTag(said)
  return tag !== undefined && isNamed(tag) ? tag : undefined
}

function isNamed(tag: string): boolean {
  return !/^(?:und|mul|mis|zxx)(?:-|$)/.test(tag)
}

/** Fewer letters may be a name. */
const FEW_LETTERS = 8

function isInOtherScript(tag: string, { script, letters }: Evidence): boolean {
  const scripts = toScriptsOf(tag)
  return script !== undefined && letters >= FEW_LETTERS && scripts.length > 0 && !scripts.includes(script)
}

/** A text that tells nothing is not in the channel's language where that has words or a script to be known by. */
function isUnlikely(language: string, evidence: Evidence): boolean {
  return isInOtherScript(language, evidence) || isTelling(evidence, toListed(language, evidence))
}

/** What is said and what the text tells, together. */
function toSettled(tag: string, evidence: Evidence): string {
  if (/^ku(?:-|$)/.test(tag) && evidence.script === 'Arab') return toKurdishOfArabicScript(tag, evidence)
  const listed = toListed(tag, evidence)
  const isSure = isSurelyNot(evidence, listed) && (evidence.points.has(listed) || !isKin(listed, evidence.language))
  return isSure && evidence.language !== undefined ? evidence.language : tag
}

/** `ku` is Kurmanji or Sorani; in Arabic script it is Sorani, unless its words are Kurmanji. */
function toKurdishOfArabicScript(tag: string, evidence: Evidence): string {
  if (evidence.language === 'kmr-Arab') return tag.startsWith('ku-Arab') ? tag : 'ku-Arab'
  if (evidence.language !== undefined && isSurelyNot(evidence, 'ckb')) return evidence.language
  return tag.replace(/^ku(?:-Arab)?/, 'ckb')
}

/** Languages that go by other names in the lists of words (`words.ts`). */
const LISTED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    kmr: 'ku kmr',
    diq: 'zza diq kiu',
    nb: 'no nn',
    ar: 'arb arz apc ajp acm ary afb arq aeb ayl acw apd',
  }).flatMap(([listed, names]) => names.split(' ').map((name) => [name, listed] as const)),
)

function toListed(tag: string, { script }: Evidence): string {
  const primary = tag.replace(/-.*$/s, '')
  const listed = LISTED.get(primary) ?? primary
  return listed === 'kmr' && script === 'Arab' ? 'kmr-Arab' : listed
}

/** The languages that this service's readers have; and others, without lists of words, that look like them. */
const KIN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    en: 'sco pcm jam bi tpi cy ga gd',
    ar: 'mt',
    fa: 'azb glk mzn lrc bal tg pnb skr ks',
    ckb: 'sdh hac lki azb ks',
    tr: 'gag crh tk ota uz kk tt ky',
    kmr: 'hac lki tly tt',
  }),
)

/** Whether a text of one language may only look as if it were in the other. */
function isKin(language: string, other: string | undefined): boolean {
  const kin = KIN.get(other ?? '')
  return kin === undefined || kin.split(' ').includes(language)
}

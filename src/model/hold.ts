/**
 * What keeps a story from being public: a date that is still to come, or a word beside it that does not plainly say
 * that it is public. Such a story is a draft, or waits for its time.
 */
import * as v from 'valibot'
import { HOLD_NAMES, HOLD_VALUES } from './hold-words.ts'
import { line, time, type Value } from './schema.ts'

export const hold = v.object({
  /** The member or key that says so: `draft`, `date_published`. */
  field: line,
  /** What it says, after its name: `is true`. */
  says: line,
  /** When it is over, where time alone decides. */
  until: v.exactOptional(time),
})
export type Hold = Value<typeof hold>

/** Milliseconds that an editor's clock may be ahead of ours: a date within them is taken as now. */
const SLACK = 60_000

/** Whether a time is still to come. */
export function isAhead(time: number | undefined, now: number): boolean {
  return time !== undefined && time > now + SLACK
}

type Kind = 'no' | 'secret' | 'yes' | 'word' | 'start' | 'end'

const BEYOND_ASCII = /[^\u0000-\u007f]/

/** By name, folded, as Hugo, Jekyll, WordPress, Ghost and editors write them. */
const KINDS: ReadonlyMap<string, Kind> = new Map(
  HOLD_NAMES.trim()
    .split('\n')
    .flatMap((line) => {
      const [kind, , names = ''] = line.split('|')
      return names.split(',').map((name): [string, Kind] => [foldWord(name), kind as Kind])
    }),
)

/** Small letters, without marks and what joins words. */
function foldWord(text: string): string {
  const small = text.toLowerCase()
  // Nearly every name: a quarter of the time.
  if (!BEYOND_ASCII.test(small)) return small.replace(/[^a-z0-9]+/g, '')
  const plain = small.normalize('NFKD').replace(/ı/g, 'i').replace(/[يى]/g, 'ی').replace(/ك/g, 'ک')
  return plain.replace(/[^\p{L}\p{N}]+/gu, '')
}

function toWordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(',').map(foldWord))
}

const TRUE = toWordSet(HOLD_VALUES.yes)
const FALSE = toWordSet(HOLD_VALUES.no)
const PUBLIC = toWordSet(HOLD_VALUES.public)

const WORDS: ReadonlySet<string> = new Set(
  'true yes y on 1 false no n off 0 none never draft auto-draft future scheduled pending private hidden unlisted trash'.split(
    ' ',
  ),
)

type Fields = Readonly<Record<string, unknown>>
type ToTime = (text: string) => number | undefined

function toKind(name: string): Kind | undefined {
  return name.length > 40 ? undefined : KINDS.get(foldWord(name))
}

/** Whether a member of this name is about being public. */
export function isHoldName(name: string): boolean {
  return toKind(name) !== undefined
}

/** The first of some members that is about being public and does not plainly say so; where all do, the latest date among them. */
export function toHold(fields: Fields, toTime: ToTime, isOther: (name: string) => boolean = () => false) {
  let latest: Hold | undefined
  for (const [name, value] of Object.entries(fields)) {
    const kind = isOther(name) ? undefined : toKind(name)
    const hold = kind && judge(kind, name, value, toTime)
    if (hold !== undefined && hold.until === undefined) return hold
    if ((hold?.until ?? Number.NEGATIVE_INFINITY) > (latest?.until ?? Number.NEGATIVE_INFINITY)) latest = hold
  }
  return latest
}

function judge(kind: Kind, field: string, value: unknown, toTime: ToTime): Hold | undefined {
  const text = typeof value === 'object' ? (value === null ? '' : undefined) : String(value).trim()
  if (text !== undefined && isPlainlyPublic(kind, field, foldWord(text))) return undefined
  const until = text !== undefined && (kind === 'start' || kind === 'yes') ? toTime(text) : undefined
  const says = until === undefined ? toSaid(text) : toTimeSaid(until)
  return { field, says, ...(until === undefined ? {} : { until }) }
}

/** A password that is empty is none. */
const PASSWORD = /passwor|passe|contrase|senha|wachtwoord|[şs]ifre|كلمة/i

function isPlainlyPublic(kind: Kind, field: string, word: string): boolean {
  if (kind === 'yes') return TRUE.has(word) || PUBLIC.has(word)
  if (kind === 'word') return PUBLIC.has(word)
  // No date and no password are none; a draft that is neither true nor false may be one.
  return FALSE.has(word) || (word === '' && ((kind !== 'no' && kind !== 'secret') || PASSWORD.test(field)))
}

/** One word at most: why a story waits may be what must not be told yet. */
function toSaid(text: string | undefined): string {
  return text !== undefined && WORDS.has(text.toLowerCase())
    ? `is ${text}`
    : 'does not plainly say that the story is public'
}

/** Of a time that is still to come, after the name of what says it. */
export function toTimeSaid(time: number): string {
  return `is ${new Date(time).toISOString()}, which is still to come (a date without a zone is UTC)`
}

/** What is looked at of an item as received. */
type Dated = {
  readonly hold?: Hold
  readonly published?: number
  readonly created?: number
  readonly modified?: number
}

/** What the fields of dates are called where an item comes from. */
export type DateNames = { readonly published: string; readonly modified: string }

/** What is said of a story that is to be public some time: WordPress's words. */
const SCHEDULED: ReadonlySet<string> = new Set(['is future', 'is scheduled'])
const UNFINISHED: ReadonlySet<string> = new Set(['is draft', 'is pending', ...SCHEDULED])

/** Whether a story that is held is a draft or scheduled; others are private, thrown away or over. */
export function isToBePublic({ field, says, until }: Hold): boolean {
  const kind = toKind(field.replace(/^_ara\./, ''))
  if (kind === 'secret' || kind === 'end') return false
  return until !== undefined || (kind === 'word' ? UNFINISHED.has(says) : kind !== undefined)
}

/** As items of feeds have them. */
export const FEED_DATES: DateNames = { published: 'date_published', modified: 'date_modified' }
/** Stories as files have one date. */
export const STORY_DATES: DateNames = { published: 'date', modified: 'date' }

/** Why an item is not public now. */
export function toHeld({ hold, published, created, modified }: Dated, now: number, names: DateNames): Hold | undefined {
  const first = published ?? created
  const [field, date] = first === undefined ? [names.modified, modified] : [names.published, first]
  if (hold !== undefined && hold.until === undefined) {
    // Its time is said beside the word.
    return date !== undefined && SCHEDULED.has(hold.says) && isAhead(date, now) ? { ...hold, until: date } : hold
  }
  const holds = [hold, date === undefined ? undefined : { field, says: toTimeSaid(date), until: date }]
  const ahead = holds.filter((one) => isAhead(one?.until, now))
  return ahead.toSorted((a, b) => (b?.until ?? 0) - (a?.until ?? 0))[0]
}

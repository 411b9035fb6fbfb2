/** Lines that say who worked on a story. Promises: one that says anything else besides is left in the text. */

import type { Channel } from '../../model/model.ts'
import { toLetters } from '../language/fold.ts'
import { findEnd, readBehind } from '../language/phrases.ts'
import { isRole, toBylineNames } from './people.ts'
import { BY, EDITED_BY, NEXT_LABELS, SOURCES, WRITTEN_BY } from './phrases.ts'
import { findPlace } from './places.ts'

/** What a line of credits says: who wrote, who edited, where it was taken from. */
export type Credits = { authors: string[]; contributors: string[]; source?: string; agency?: string }

/** What every label has; looked for first, because nearly no line has one. */
const HAS_LABEL = /[:：]|\bby\b|\bfrom\b|بقلم|كتب/i
const LABEL_ALONE = /^[^:]{2,40}[:：]$/

/** What a line of credits says; undefined where it is no such line from end to end. */
export function toCredits(line: string, channel: Pick<Channel, 'agency'>): Credits | undefined {
  if (line.length > 300) return undefined
  const bare = withoutFrame(line)
  if (bare.length > 240 || !HAS_LABEL.test(bare.slice(0, 60))) return undefined
  const { agency, rest } = toBehindAgency(bare, channel)
  const parts = rest.split(/[;|؛•]/).flatMap(splitLabels)
  const found = toAll(parts, channel) ?? (parts.length > 1 ? toAll([rest], channel) : undefined)
  return found && agency ? { ...found, agency: found.agency ?? agency } : found
}

/** Where one part holds several labels: each begins behind a blank. */
function splitLabels(part: string): string[] {
  const parts: string[] = []
  let begin = 0
  for (let at = 0; at >= 0; at = part.indexOf(' ', at) + 1 || -1) {
    const end = findEnd(NEXT_LABELS, part, at)
    if (end < 0 || FURTHER.test(part.slice(begin, at))) continue
    parts.push(part.slice(begin, at))
    begin = at
    at = end
  }
  return [...parts, part.slice(begin)].map((each) => each.trim()).filter((each) => each !== '')
}

/** `Egid YousefAdditional reporting by: …`, where a line break was lost, names nobody. */
const FURTHER = /(?:additional|further) $/i

/** Without marks and brackets around it; brackets that close in it are its own. */
function withoutFrame(line: string): string {
  const bare = line.replace(/^[\s([*•–—-]+|[\s*]+$/g, '')
  return /[([]/.test(bare) ? bare : bare.replace(/[\s)\]*]+$/, '')
}

/** What all of the parts say; undefined where one of them is no credit. */
function toAll(parts: readonly string[], channel: Pick<Channel, 'agency'>): Credits | undefined {
  const credits: Credits = { authors: [], contributors: [] }
  return parts.length > 0 && parts.every((part) => readCredit(part.trim(), credits, channel)) ? credits : undefined
}

/** `ARA News – Reporting by: Sultan Ibrahim`. */
function toBehindAgency(line: string, channel: Pick<Channel, 'agency'>): { agency?: string; rest: string } {
  const match = /^([^–—|:-]{3,40}?)\s*(?:[–—|]|\s-)\s*(\S.*)$/u.exec(line)
  const agency = match ? toAgency(match[1] ?? '', channel) : undefined
  return agency ? { agency, rest: match?.[2] ?? '' } : { rest: line }
}

/** A name with the agency beside it, which only stands at the head: `Egid Yousef – ARA News`. */
export function toSignature(line: string, channel: Pick<Channel, 'agency'>): Credits | undefined {
  const match = /^(.{3,60}?)\s*(?:[–—|/,،-]|for|\bلـ?)\s*([^–—|/,،]{3,30})$/u.exec(line)
  if (!match) return undefined
  const [, left = '', right = ''] = match
  for (const [name, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const agency = toAgency(other, channel)
    const names = agency ? toBylineNames(name.replace(/^by:?\s+/i, ''), 2) : undefined
    if (agency && names) return { authors: names, contributors: [], agency }
  }
  return undefined
}

/** A label that waits for its value on the next line. */
export function isLabelAlone(line: string, channel: Pick<Channel, 'agency'>): boolean {
  return (
    LABEL_ALONE.test(line) &&
    toCredits(`${line} ${readBehind(SOURCES, `${line} x`) !== undefined ? 'x' : 'Xy Zw'}`, channel) !== undefined
  )
}

function readCredit(part: string, credits: Credits, channel: Pick<Channel, 'agency'>): boolean {
  const source = readBehind(SOURCES, part)
  if (source !== undefined) return readSource(source, credits)
  const edited = readBehind(EDITED_BY, part)
  if (edited !== undefined) return readNames(edited, credits.contributors, credits, channel, 1)
  const by = readBehind(WRITTEN_BY, part)
  if (by !== undefined) return readNames(by, credits.authors, credits, channel, 1)
  const end = findEnd(BY, part)
  const plain = end < 0 ? undefined : /^[:：]? +(\S.*)$/.exec(part.slice(end))?.[1]
  // Without a label's colon a single word is no name: "By Friday".
  return plain !== undefined && readNames(plain, credits.authors, credits, channel, 2)
}

function readSource(text: string, credits: Credits): boolean {
  const source = text.replace(/(?<![\s.])[\s.]+$/, '')
  // A sentence is no name of a source.
  if (source === '' || source.length > 100 || /[.!?؟] |[“”]/.test(source)) return false
  credits.source = source
  return true
}

/** Names, with or without the agency or a place after them: `Egid Yousef, ARA News`, `Egid Yousef – Qamishli`. */
function readNames(
  text: string,
  into: string[],
  credits: Credits,
  channel: Pick<Channel, 'agency'>,
  least: number,
): boolean {
  // `ARA News staff` is nobody.
  const whole = toAgency(
    text.replace(/(?:['’]s?)?\s+(?:staff|team|desk|newsroom|correspondents?|reporters?)\W*$/i, ''),
    channel,
  )
  if (whole) credits.agency = whole
  if (whole || isRole(text.trim())) return true
  const tail = /^(.*\S)\s*(?:[,،|/–—(-]|\bfor\b)\s*([^,،|/–—(]+?)\)?$/u.exec(text)
  const agency = tail ? toAgency(tail[2] ?? '', channel) : undefined
  const isFiled = tail !== null && findPlace(tail[2] ?? '') !== undefined && !/\s/.test(tail[2] ?? '')
  const names = toBylineNames(agency || isFiled ? (tail?.[1] ?? '') : text, least)
  if (!names) return false
  if (agency) credits.agency = agency
  into.push(...names.filter((name) => !isRole(name)))
  return true
}

/** What ARA News calls itself in its editions. */
const ENGLISH = 'ARA News'
const OWN: ReadonlyMap<string, string> = new Map(
  [
    'ARA News',
    'ARA News Agency',
    'ARA News Network',
    'آرا نيوز',
    'وكالة آرا نيوز',
    'شبكة آرا نيوز',
    'ئارا نیوز',
    'ئاژانسی ئارا نیوز',
    'Ajansa ARA News',
    'ARA Nûçe',
  ].map((name) => [toLetters(name), name]),
)

/**
 * The agency that a line names, if it names nothing else: the channel's own in whatever letters
 * (`ARA NEWS`) comes out as the channel writes it, its names in other scripts as they stand.
 */
export function toAgency(line: string, channel: Pick<Channel, 'agency'>): string | undefined {
  // `© ARA News` is a picture's.
  if (line.length > 100 || line.includes('©')) return undefined
  const bare = line.replace(/^[\s([|–—-]+|[\s)\]|:.,–—-]+$/g, '')
  if (bare === '' || bare.length > 60) return undefined
  const letters = toLetters(bare)
  if (channel.agency !== undefined && letters === toLetters(channel.agency)) return channel.agency
  const own = OWN.get(letters)
  return own === ENGLISH ? own : own && bare
}

/** Lines that say who worked on a story. Promises: one that says anything else besides is left in the text. */

import type { Channel } from '../../model/model.ts'
import { findEnd, readBehind } from '../language/phrases.ts'
import type { PhraseTable } from '../language/table.ts'
import { toAgency, toNewsAgencies } from './agencies.ts'
import { BY, EDITED_BY, FROM, SOURCES, TAKEN_BY, WRITTEN_BY } from './labels.ts'
import { isRole, toBylineNames } from './people.ts'
import { findPlace, isDesk } from './places.ts'
import { toPlainSigns } from './signs.ts'

/** What a line of credits says: who wrote, who edited, where it was taken from. */
export type Credits = { authors: string[]; contributors: string[]; source?: string; agency?: string }

/** What every label has; looked for first, because nearly no line has one. */
const HAS_LABEL = /[:/：﹕︓∶／⁄∕]|\b(?:by|from|von|par)\b|بقلم|كتب/iu
const LABEL_ALONE = /^[^:]{2,40}[:：]$/
/** Arabic puts one where others have a colon: `بقلم/ هوزان مامو`. */
const SLASHED = /^(\p{sc=Arab}[\p{sc=Arab}\u200c ]{1,40})\/(?= ?\p{L})/u
const LONGEST = 240

type Channelled = Pick<Channel, 'agency'>

/** What a line of credits says; undefined where it is no such line from end to end. `isAbove`: it stands above the lede. */
export function toCredits(line: string, channel: Channelled, isAbove = false): Credits | undefined {
  if (line.length > 300 || !HAS_LABEL.test(line.slice(0, 80))) return undefined
  const bare = withoutFrame(toPlainSigns(line))
  if (bare.length > LONGEST) return undefined
  const { agency, rest } = toBehindAgency(bare, channel)
  const whole = rest.includes(':') ? rest : rest.replace(SLASHED, '$1:')
  const labels = isAbove ? ABOVE : BELOW
  const parts = whole.split(/[;|؛•]/).flatMap((part) => splitLabels(part, labels))
  const found = toAll(parts, channel, labels) ?? (parts.length > 1 ? toAll([whole], channel, labels) : undefined)
  return found && agency ? { ...found, agency: found.agency ?? agency } : found
}

/** Whether a line begins with a label, whatever is behind it, or nothing. */
export function isLabelled(line: string): boolean {
  return findLabel(`${toPlainSigns(line.slice(0, LONGEST))} x`, BELOW) !== undefined
}

/** `Fact box: Rojava`, `مونتير: هوزان`: a label that nobody knows, and a few words. It may be one more line of credits. */
export function isLikeCredit(line: string): boolean {
  return (
    line.length <= 100 &&
    /^[\p{L}\p{M}\p{Cf} &/.-]{2,40}[:：] ?[\p{L}\p{N}"“«(][^:!?؟]{1,60}$/u.test(toPlainSigns(line))
  )
}

type Role = keyof Pick<Credits, 'authors' | 'contributors' | 'source'>
type Labels = readonly (readonly [Role, PhraseTable])[]

const ABOVE: Labels = [
  ['source', SOURCES],
  ['contributors', EDITED_BY],
  ['authors', WRITTEN_BY],
]
const BELOW: Labels = [...ABOVE, ['contributors', TAKEN_BY]]

/** The label that a part begins with, and what is behind it; of several before one colon the first says who. */
function findLabel(part: string, labels: Labels): { role: Role; value: string } | undefined {
  for (const [role, phrases] of labels) {
    const value = readBehind(phrases, part)
    if (value !== undefined) return { role, value }
  }
  const [, label = '', value = ''] = /^([^:]{5,50}):(.+)$/.exec(part) ?? []
  const words = label.trim().split(JOINED)
  if (words.length < 2 || words.length > 4 || value.trim() === '') return undefined
  const roles = words.map((word) => labels.find(([, phrases]) => readBehind(phrases, `${word}: x`) !== undefined)?.[0])
  const [role] = roles
  return role && !roles.includes(undefined) ? { role, value: value.trim() } : undefined
}

const JOINED = / ?[-–/&+,،] ?| (?:and|und|et|û|ve|و) | و(?=\p{L}{3})/u

/** Where one part holds several labels: each begins behind a blank or a sign. */
function splitLabels(part: string, labels: Labels): string[] {
  // A second label has a second colon.
  if (part.indexOf(':') === part.lastIndexOf(':')) return [part.trim()].filter((each) => each !== '')
  const parts: string[] = []
  let begin = 0
  for (const { index } of part.matchAll(/[ ,،/–—-]/g)) {
    const at = index + 1
    const isNext = part.indexOf(':', at) >= 0 && isLabel(part, at, labels)
    if (at <= begin || !isNext || FURTHER.test(part.slice(begin, at)) || !part.slice(begin, at).includes(':')) continue
    parts.push(part.slice(begin, at))
    begin = at
  }
  return [...parts, part.slice(begin)]
    .map((each) => each.replace(/^[ ,،/–—-]+|[ ,،/–—-]+$/g, ''))
    .filter((each) => each !== '')
}

function isLabel(part: string, at: number, labels: Labels): boolean {
  const rest = part.slice(at)
  return /^[^:]{2,40}:/.test(rest) && findLabel(rest, labels) !== undefined
}

/** `Egid YousefAdditional reporting by: …`, where a line break was lost, names nobody. */
const FURTHER = /(?:additional|further) $/i

/** Without marks and brackets around it; brackets that close in it are its own. */
function withoutFrame(line: string): string {
  const bare = line.replace(/^[\s([*•–—-]+|[\s*]+$/g, '')
  return /[([]/.test(bare) ? bare : bare.replace(/[\s)\]*]+$/, '')
}

/** What all of the parts say; undefined where one of them is no credit. */
function toAll(parts: readonly string[], channel: Channelled, labels: Labels): Credits | undefined {
  const credits: Credits = { authors: [], contributors: [] }
  return parts.length > 0 && parts.every((part) => readCredit(part.trim(), credits, channel, labels))
    ? credits
    : undefined
}

/** `ARA News – Reporting by: Sultan Ibrahim`. */
function toBehindAgency(line: string, channel: Channelled): { agency?: string; rest: string } {
  const match = /^([^–—|:-]{3,40}?)\s*(?:[–—|]|\s-)\s*(\S.*)$/u.exec(line)
  const agency = match ? toAgency(match[1] ?? '', channel) : undefined
  return agency ? { agency, rest: match?.[2] ?? '' } : { rest: line }
}

/** A name with the agency beside it, which only stands at the head: `Egid Yousef – ARA News`. */
export function toSignature(line: string, channel: Channelled): Credits | undefined {
  if (line.length > 120) return undefined
  const match = /^(.{3,60}?)\s*(?:[–—|/,،-]|for|\bلـ?)\s*([^–—|/,،]{3,30})$/u.exec(toPlainSigns(line))
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
export function isLabelAlone(line: string, channel: Channelled): boolean {
  return (
    LABEL_ALONE.test(line) &&
    toCredits(`${line} ${readBehind(SOURCES, `${line} x`) !== undefined ? 'x' : 'Xy Zw'}`, channel) !== undefined
  )
}

function readCredit(part: string, credits: Credits, channel: Channelled, labels: Labels): boolean {
  const label = findLabel(part, labels)
  if (label?.role === 'source') return readSource(label.value, credits)
  if (label) return readNames(label.value, credits[label.role], credits, channel, 1)
  const end = findEnd(BY, part)
  const plain = end < 0 ? undefined : /^[:：]? +(\S.*)$/.exec(part.slice(end))?.[1]
  // Without a label's colon a single word is no name: "By Friday".
  return plain !== undefined && readNames(plain, credits.authors, credits, channel, 2)
}

/** A line that names other agencies and nothing else, with a word before them or without: `(AFP)`, `Avec AFP`. */
export function toForeignSource(line: string): Credits | undefined {
  const bare = line.length > 80 ? '' : withoutFrame(toPlainSigns(line)).replace(/^\(|\)$/g, '')
  const source = toNewsAgencies(bare) ?? toNewsAgencies(readBehind(FROM, bare) ?? '')
  return source === undefined ? undefined : { authors: [], contributors: [], source }
}

const PARTED = /[–—|/,،]|\s-\s/

/** The newsroom itself, alone or with its agency: `Haber Merkezi`, `ARA News / Haber Merkezi`. */
export function toDeskCredits(line: string, channel: Channelled): Credits | undefined {
  const parts =
    line.length > 60
      ? []
      : withoutFrame(toPlainSigns(line))
          .split(PARTED)
          .map((part) => part.trim())
  if (!parts.some(isDesk) || !parts.every((part) => isDesk(part) || toAgency(part, channel))) return undefined
  const agency = parts.map((part) => toAgency(part, channel)).find((name) => name !== undefined)
  return { authors: [], contributors: [], ...(agency === undefined ? {} : { agency }) }
}

function readSource(text: string, credits: Credits): boolean {
  const source = text.replace(/(?<![\s.])[\s.]+$/, '')
  // A sentence is no name of a source.
  if (source === '' || source.length > 100 || /[.!?؟] |[“”]/.test(source)) return false
  credits.source = source
  return true
}

/** Names, with or without the agency or a place after them: `Egid Yousef, ARA News`, `Egid Yousef – Qamishli`. */
function readNames(text: string, into: string[], credits: Credits, channel: Channelled, least: number): boolean {
  // `ARA News staff` is nobody.
  const whole = toAgency(
    text.replace(/(?:['’]s?)?\s+(?:staff|team|desk|newsroom|correspondents?|reporters?)\W*$/i, ''),
    channel,
  )
  if (whole) credits.agency = whole
  if (whole || isRole(text.trim())) return true
  const names = toBylineNames(withoutTails(text, credits, channel), least)
  if (!names) return false
  into.push(...names.filter((name) => !isRole(name)))
  return true
}

/** Without the agencies and the place that follow names: `Ali CAN/ŞIRNAK, (DHA)`. */
function withoutTails(text: string, credits: Credits, channel: Channelled): string {
  let names = text
  for (let times = 0; times < 3; times++) {
    const [, before = '', last = ''] = /^(.*\S)\s*(?:[,،|/–—(-]|\bfor\b)\s*([^,،|/–—(]+?)\)?$/u.exec(names) ?? []
    const agency = toAgency(last, channel)
    const isFiled = last !== '' && !/\s/.test(last) && findPlace(last) !== undefined
    if (!agency && !isFiled && !toNewsAgencies(last)) return names
    if (agency) credits.agency = agency
    names = before.replace(/[ ,،|/–—-]+$/, '')
  }
  return names
}

/** The place at the head of a lede. Promises: what may be the beginning of a sentence stays in it. */

import type { Channel } from '../../model/model.ts'
import { isPhrase } from '../language/phrases.ts'
import { toAgency, toExclusive, toNewsAgencies } from './agencies.ts'
import { isDay, withoutDay } from './days.ts'
import { EXCLUSIVE } from './labels.ts'
import { toBylineNames } from './people.ts'
import { findPlace, isDesk, isRegion, isTown } from './places.ts'
import { toPlainSigns } from './signs.ts'

/** Where a lede begins once its dateline is off: `length` counts characters of the line. */
type Dateline = {
  readonly dateline?: string
  readonly agency?: string
  readonly authors?: readonly string[]
  readonly length: number
}

type Channelled = Pick<Channel, 'agency'>

const HAS_BAR = /[/|•·»]/
/** Longer heads are sentences. */
const HEAD = 120
const DASH =
  /\s*[–—]+\s*|\s+-{1,3}\s*|(?<=[)\]])\s*-{1,3}\s*|-{1,3}(?=[([])|-{1,3}\s+|-{2,3}|\s*:(?:\s+|(?=[\p{sc=Arab}"“«]))/gu
/** Between a place and its agency, and behind the two; alone they say nothing. */
const BAR = /\s*[/|•·»]\s*/g
/** What editors put before a dash, and what is no place. */
const NOT_PLACES =
  /^(?:breaking|breaking news|urgent|updated?|live|watch|video|videos|photos?|gallery|opinion|analysis|comment|review|interview|exclusive|report|feature|editorial|profile|explainer|note|editor'?s note|correction|clarification|read|listen|poll|podcast|news|world|politics|sports?|business|summary|background|part|day|week|q|a|عاجل|خاص|بالفيديو|تقرير|nûçe|lezgîn)$/i
const PLACE_WORD =
  /^(?:[\p{Lu}\p{Lo}][\p{L}\p{M}\p{Cf}’'.-]*|(?:al|el|ar|as|ash|at|an|ad|az)-?[\p{L}’'-]*|of|and|the|de|la|near|border|city|town|village|province|district|region|camp|countryside|mountains?|governorate|northern|southern|eastern|western|north-?eastern|north-?western|south-?eastern|south-?western|central|rural)$/u
/**
 * The dateline at the head of a lede: `Qamishli, Syria – `, `KOBANE (ARA News) – `, `كوباني – آرا نيوز: `.
 * A place that the gazetteer does not know, or a country alone, needs `isPress`: other lines of the agency nearby.
 */
export function toDateline(line: string, channel: Channelled, isPress: boolean): Dateline | undefined {
  const plain = toPlainSigns(line.slice(0, HEAD * 2)) + line.slice(HEAD * 2)
  const bars = HAS_BAR.test(plain.slice(0, HEAD)) ? (readBars(plain, channel) ?? readSlash(plain, channel)) : undefined
  return bars ?? readDashes(plain, channel, isPress)
}

type Found = { dateline?: string; agency?: string; authors?: readonly string[]; isSure?: boolean; length: number }

/** `القامشلي / ARA News / …`, `ARA News | Kobane | …`: both have to be there, and nothing else but a day. */
function readBars(line: string, channel: Channelled): Dateline | undefined {
  const found: Found = { length: 0 }
  for (const { text, end } of toSegments(line, BAR)) {
    const agency = toAgency(text, channel) ?? toNewsAgencies(text)
    if (agency && !found.agency) found.agency = agency
    else if (findPlace(withoutDay(text)) && !found.dateline) found.dateline = withoutDay(text)
    else if (!isDay(text)) break
    found.length = end
  }
  const isWhole = found.dateline !== undefined && found.agency !== undefined
  return isWhole && isStart(line.slice(found.length)) ? { length: found.length, ...pick(found) } : undefined
}

const SLASH = /^([^/]{2,40}?)\s?\/\s(?=\S)/u

/** `رأس العين/ قال …`, `شفق نيوز/ …`: as Arabic has a slash for a colon; of other scripts an agency's name. */
function readSlash(line: string, channel: Channelled): Dateline | undefined {
  const [head = '', name = ''] = SLASH.exec(line.slice(0, HEAD)) ?? []
  const rest = line.slice(head.length)
  if (head === '' || !isStart(rest) || isName(rest, channel)) return undefined
  const agency = toAgency(name, channel) ?? (/\s/.test(name) ? toNewsAgencies(name) : undefined)
  if (agency) return { agency, length: head.length }
  return /^\p{sc=Arab}/u.test(name) && isTown(name) ? { dateline: name, length: head.length } : undefined
}

/** Whether it begins with one more place or agency: two of them have the slash between them. */
function isName(text: string, channel: Channelled): boolean {
  const words = text.slice(0, HEAD).split(/[\s,،:]+/, 3)
  return words.some((_, at) => {
    const name = words.slice(0, at + 1).join(' ')
    return findPlace(name) !== undefined || (toAgency(name, channel) ?? toNewsAgencies(name)) !== undefined
  })
}

function readDashes(line: string, channel: Channelled, isPress: boolean): Dateline | undefined {
  const found: Found = { length: 0 }
  const segments = toSegments(line, DASH)
  // `خاص – آرا نيوز – …`, `خاص – الحسكة – …`
  const second = segments[1]?.text ?? ''
  if (isPhrase(EXCLUSIVE, segments[0]?.text ?? '') && (toAgency(second, channel) || isTown(second))) segments.shift()
  for (const [at, { text, end, mark }] of segments.entries()) {
    const agency = toSegmentAgency(text, found, channel)
    if (agency) Object.assign(found, { agency, length: end })
    else if (found.length === 0 || !(isDay(text) || isPhrase(EXCLUSIVE, text))) {
      const place = found.dateline === undefined ? readPlace(text, channel) : readSecond(text, mark)
      const isSigned = isPress || isAgency(segments[at + 1], channel)
      if (!place || (mark.includes(':') && !found.agency && !isBeforeColon(place, isSigned && isTown(text)))) break
      const dateline = found.dateline === undefined ? place.dateline : `${found.dateline} – ${place.dateline}`
      Object.assign(found, place, { dateline, length: end })
    } else found.length = end
  }
  readAgencyBehind(line, found, channel)
  if (found.length === 0 || !isStart(line.slice(found.length))) return undefined
  const isLikely = isPress && !isAside(found.dateline ?? '', line.slice(found.length))
  const isSure = found.isSure && (isPress || !isOfPlace(found.dateline ?? '', line.slice(found.length)))
  const isKnown = found.dateline === undefined || isSure || found.agency !== undefined || isLikely
  return isKnown ? { length: found.length, ...pick(found) } : undefined
}

/** `عامودا: آرا نيوز – …` */
function isAgency(segment: { readonly text: string } | undefined, channel: Channelled): boolean {
  return segment !== undefined && toAgency(segment.text, channel) !== undefined
}

/** Behind a name and a colon somebody may be speaking, `Angela Merkel (CDU): …`: the agency or the place is one that is known. */
function isBeforeColon({ agency, isNamed }: Place, isTownOfPress: boolean): boolean {
  return isTownOfPress || (agency !== undefined && isNamed)
}

/** Its own agency anywhere; another one beside a place, or in brackets as Reuters has it. */
function toSegmentAgency(text: string, found: Found, channel: Channelled): string | undefined {
  if (found.agency) return undefined
  const other = found.dateline !== undefined || /^\(.*\)$/.test(text) ? toNewsAgencies(text) : undefined
  return toAgency(text, channel) ?? other ?? toExclusive(text, channel)
}

/** `Damascus – the oldest city – has no water`: two dashes, and no sign of a dateline but the place. */
function isOfPlace(name: string, rest: string): boolean {
  if (/[,،]/.test(name) || (/\p{Lu}{3}/u.test(name) && !/\p{Ll}/u.test(name))) return false
  return /^[^–—.!?؟-]{1,60}\s[–—-]\s[\p{Ll}\p{Lo}][^–—!?؟-]*$/u.test(rest.slice(0, HEAD))
}

/** `Erbil – Makhmur – Two camps …`: only places that are known to be some. */
function readSecond(text: string, mark: string): Place | undefined {
  return mark !== '' && findPlace(text) !== undefined ? { dateline: text, isSure: true, isNamed: true } : undefined
}

/** `AMMAN, Jordan – (ARA News) Dates cost …`. */
function readAgencyBehind(line: string, found: Found, channel: Channelled): void {
  const match = /^[([]([^()[\]]{2,30})[)\]]\s*(?:[:–—-]+\s*)?(?=\S)/u.exec(
    line.slice(found.length, found.length + HEAD),
  )
  const agency =
    match && found.length > 0 ? (toAgency(match[1] ?? '', channel) ?? toNewsAgencies(match[1] ?? '')) : undefined
  if (!match || !agency) return
  found.agency ??= agency
  found.length += match[0].length
}

/** `ISIS – Al-Qaeda split widened`, `Bashar Assad – Syria’s president – left`: a name, and what is said of it. */
function isAside(name: string, rest: string): boolean {
  if (findPlace(name) !== undefined || /[,،]/.test(name)) return false
  return /^\p{Lu}{2,5}$/u.test(name) || /^[^–—.]{1,60}\s[–—-]\s\p{Ll}/u.test(rest)
}

function pick(found: Found): { dateline?: string; agency?: string; authors?: readonly string[] } {
  return {
    ...(found.authors === undefined ? {} : { authors: found.authors }),
    ...(found.dateline === undefined ? {} : { dateline: found.dateline }),
    ...(found.agency === undefined ? {} : { agency: found.agency }),
  }
}

/** `isNamed`: the place or the agency is one that is known. */
type Place = {
  readonly dateline: string
  readonly agency?: string
  readonly authors?: readonly string[]
  readonly isSure: boolean
  readonly isNamed: boolean
}

/** What stands before each of the first marks. */
function toSegments(line: string, marks: RegExp): { text: string; end: number; mark: string }[] {
  const segments: { text: string; end: number; mark: string }[] = []
  let start = 0
  for (const match of line.slice(0, HEAD).matchAll(marks)) {
    if (segments.length === 4) break
    const end = match.index + match[0].length
    segments.push({ text: line.slice(start, match.index).trim(), end, mark: match[0] })
    start = end
  }
  // The whole line may be the dateline, with the agency last: `Qamishli, Syria – ARA News`.
  if (segments.length > 0 && line.length <= HEAD)
    segments.push({ text: line.slice(start).trim(), end: line.length, mark: '' })
  return segments
}

/** A lede begins with a capital, a digit or a quotation mark; "Damascus – the oldest city" is no dateline. */
function isStart(rest: string): boolean {
  return (
    rest === '' || (/^[\s("'“”‘’«„[]*[\p{Lu}\p{Lo}\p{N}]/u.test(rest) && !findPlace(rest.split(/[\s,]/, 1)[0] ?? ''))
  )
}

function readPlace(text: string, channel: Channelled): Place | undefined {
  const { name, note: bracketed } = toBracketed(toParted(text))
  const note = isPhrase(EXCLUSIVE, bracketed ?? '') ? undefined : bracketed
  const parts = name.split(/(?:(?<!\s)\s+)?[,،/|]\s*/).filter((part) => part !== '')
  const first = findPlace(parts[1] ?? '') === undefined ? 1 : 0
  const named = parts.find((part) => toAgency(part, channel) !== undefined) ?? parts.slice(first).find(toNewsAgencies)
  const author = text.includes('/') && (named ?? note) !== undefined ? findAuthor(parts) : undefined
  const places = parts.filter((part) => part !== named && part !== author && !isDay(part)).map(withoutDay)
  if (places.length === 0 || places.length > 4 || !places.every((part) => isPlaceName(withoutOtherName(part))))
    return undefined
  const agency = named ?? (note === undefined || isDay(note) || !isLikeAgency(note) ? undefined : note)
  const known = places.filter((part) => isDesk(part) || findPlace(withoutOtherName(part)) !== undefined)
  const isNamed =
    named !== undefined || toNewsAgencies(note ?? '') !== undefined || toAgency(note ?? '', channel) !== undefined
  const isSure =
    agency !== undefined || known.some((part) => !isRegion(part)) || (known.length > 0 && places.length > 1)
  const isWhole = places.length === parts.length && places.every((part, i) => part === parts[i])
  const dateline = isWhole ? withoutCommas(name) : places.join(name.includes('،') ? '، ' : ', ')
  return {
    dateline,
    isSure,
    isNamed: isNamed || known.length > 0,
    ...(author === undefined ? {} : { authors: [author] }),
    ...(agency ? { agency: toAgency(agency, channel) ?? withoutCommas(agency) } : {}),
  }
}

/** Who filed it: `إسطنبول/ محمد علي/ الأناضول`, `Ali CAN/ŞIRNAK, (DHA)`. */
function findAuthor([first = '', second = '', third]: readonly string[]): string | undefined {
  const isArabic = third !== undefined && toNewsAgencies(third) !== undefined && isTown(first) && !findPlace(second)
  if (isArabic) return toBylineNames(second, 2)?.[0]
  const isTurkish = isCapitals(second) && !isCapitals(first) && isTown(second) && !findPlace(first)
  return isTurkish ? toBylineNames(first, 2)?.[0] : undefined
}

function isCapitals(text: string): boolean {
  return /\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text)
}

/** `Genscher (r.)` says where in the picture he stands, `(62)` how old he is. */
function isLikeAgency(note: string): boolean {
  return /^(?!\p{L}\.?$|\p{Ll}{2}\.?$)\p{L}/u.test(note) && !SIDE.test(note)
}

/** Where in a picture somebody stands, which is a caption's to say. */
const SIDE =
  /^(?:left|right|cent(?:er|re)|middle|top|bottom|above|below|front|back|l|r|c|links|rechts|mitte|vorne?|hinten|oben|unten|li|re|gauche|droite|(?:à|a) (?:gauche|droite)|sol(?:da)?|sağ(?:da)?|ortada|çep|rast|archiv(?:bild|foto)?|file|يسار|يمين|وسط)\.?$/iu

/** Days with slashes and agencies behind a hyphen, as parts: `دمشق-سانا`, `القامشلي 4/6/2015`. */
function toParted(text: string): string {
  const at = text.lastIndexOf('-')
  const isAgency = at > 0 && toNewsAgencies(text.slice(at + 1)) !== undefined
  const parted = isAgency ? `${text.slice(0, at)},${text.slice(at + 1)}` : text
  return parted.replace(/(?<=\p{Nd})\/(?=\p{Nd})/gu, '.')
}

function withoutCommas(text: string): string {
  return text.replace(/^[\s,،]+/, '').replace(/(?<![\s,،])[\s,،]+$/, '')
}

/** `KOBANE (ARA News)`, `(ARA News) Kobane`; but `Girê Spî (Tal Abyad)` is all name. */
function toBracketed(text: string): { name: string; note?: string } {
  if (withoutOtherName(text) !== text) return { name: text }
  const after = /^([^()[\]]+?)\s*[([]\s*([^()[\]]{2,30})\s*[)\]]$/.exec(text)
  if (after) return { name: after[1] ?? '', note: after[2] ?? '' }
  const before = /^[([]\s*([^()[\]]{2,30})\s*[)\]]\s*([^()[\]]+)$/.exec(text)
  return before ? { name: before[2] ?? '', note: before[1] ?? '' } : { name: text }
}

const HAS_DASH = /\s[–—-]\s/

/** A line that is nothing but the agency and a known place, or a word for what is its own: `ARA News, Erbil`, `خاص – آرا نيوز`. */
export function toDatelineAlone(line: string, channel: Channelled): Dateline | undefined {
  if (line.length > HEAD) return undefined
  const plain = toPlainSigns(line)
  const exclusive = toExclusive(plain, channel, true)
  if (exclusive) return { agency: exclusive, length: line.length }
  // What stands behind a dash may be a sentence.
  const found = readPlace(plain, channel) ?? readPlace(plain.replace(/(?<!\s)\s[–—-]\s(?=\S)/g, ', '), channel)
  const places = found?.dateline.split(/[,،/|]/) ?? []
  const isKnown = HAS_DASH.test(plain)
    ? places.every((part) => findPlace(part))
    : places.some((part) => findPlace(part))
  if (!found?.isSure || !found.agency || !isKnown) return undefined
  return { ...pick({ ...found, length: 0 }), length: line.length }
}

/** `Ayn al-Arab (Kobane)` without the name in brackets, where that is a place's. */
function withoutOtherName(part: string): string {
  const match = /^([^()[\]]+?)\s*[([]\s*([^()[\]]{2,30})\s*[)\]]$/.exec(part)
  return match && findPlace(match[2] ?? '') ? (match[1] ?? part) : part
}

function isPlaceName(name: string): boolean {
  if (isDesk(name) || findPlace(name)) return true
  const words = name.split(' ')
  return (
    name.length <= 40 && words.length <= 4 && !NOT_PLACES.test(name) && words.every((word) => PLACE_WORD.test(word))
  )
}

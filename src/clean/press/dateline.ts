/** The place at the head of a lede. Promises: what may be the beginning of a sentence stays in it. */

import type { Channel } from '../../model/model.ts'
import { toAgency } from './byline.ts'
import { findPlace, isRegion } from './places.ts'

/** Where a lede begins once its dateline is off: `length` counts characters of the line. */
type Dateline = { readonly dateline?: string; readonly agency?: string; readonly length: number }

/** Longer heads are sentences. */
const HEAD = 120
const DASH = /\s*[–—―]+\s*|\s+-{1,3}\s*|(?<=[)\]])\s*-{1,3}\s*|-{1,3}\s+|-{2,3}|\s*:\s+/g
/** What editors put before a dash, and what is no place. */
const NOT_PLACES =
  /^(?:breaking|breaking news|urgent|updated?|live|watch|video|videos|photos?|gallery|opinion|analysis|comment|review|interview|exclusive|report|feature|editorial|profile|explainer|note|editor'?s note|correction|clarification|read|listen|poll|podcast|news|world|politics|sports?|business|summary|background|part|day|week|q|a|عاجل|خاص|بالفيديو|تقرير|nûçe|lezgîn)$/i
const PLACE_WORD =
  /^(?:[\p{Lu}\p{Lo}][\p{L}\p{M}’'.-]*|(?:al|el|ar|as|ash|at|an|ad|az)-?[\p{L}’'-]*|of|and|the|de|la|near|border|city|town|village|province|district|region|camp|countryside|mountains?|governorate|northern|southern|eastern|western|north-?eastern|north-?western|south-?eastern|south-?western|central|rural)$/u
const MONTH =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? \d{1,2}(?:,? \d{4})?$|^\d{1,2} \p{L}+(?: \d{4})?$|^\d{4}$/iu

/**
 * The dateline at the head of a lede: `Qamishli, Syria – `, `KOBANE (ARA News) – `, `كوباني – آرا نيوز: `.
 * A place that the gazetteer does not know, or a country alone, needs `isPress`: other lines of the agency nearby.
 */
export function toDateline(line: string, channel: Pick<Channel, 'agency'>, isPress: boolean): Dateline | undefined {
  const found: { dateline?: string; agency?: string; isSure?: boolean; length: number } = { length: 0 }
  for (const { text, end, mark } of toSegments(line)) {
    const agency = toAgency(text, channel)
    if (agency && !found.agency) Object.assign(found, { agency, length: end })
    else {
      const place = found.dateline === undefined ? readPlace(text, channel) : readSecond(text, mark)
      if (!place || (mark.includes(':') && !found.agency && !place.agency && !(isPress && isTown(text)))) break
      const dateline = found.dateline === undefined ? place.dateline : `${found.dateline} – ${place.dateline}`
      Object.assign(found, place, { dateline, length: end })
    }
  }
  readAgencyBehind(line, found, channel)
  if (found.length === 0 || !isStart(line.slice(found.length))) return undefined
  const isLikely = isPress && !isAside(found.dateline ?? '', line.slice(found.length))
  const isKnown = found.dateline === undefined || found.isSure || found.agency !== undefined || isLikely
  return isKnown ? { length: found.length, ...pick(found) } : undefined
}

/** `Erbil – Makhmur – Two camps …`: only places that are known to be some. */
function readSecond(text: string, mark: string): { dateline: string; agency?: string } | undefined {
  return mark !== '' && findPlace(text) !== undefined ? { dateline: text } : undefined
}

function isTown(text: string): boolean {
  return findPlace(text) !== undefined && !isRegion(text)
}

/** `AMMAN, Jordan – (ARA News) Dates cost …`. */
function readAgencyBehind(
  line: string,
  found: { agency?: string; length: number },
  channel: Pick<Channel, 'agency'>,
): void {
  const match = /^[([]([^()[\]]{2,30})[)\]]\s*(?:[:–—-]+\s*)?(?=\S)/u.exec(
    line.slice(found.length, found.length + HEAD),
  )
  const agency = match && found.length > 0 ? toAgency(match[1] ?? '', channel) : undefined
  if (!match || !agency) return
  found.agency ??= agency
  found.length += match[0].length
}

/** `ISIS – Al-Qaeda split widened`, `Bashar Assad – Syria’s president – left`: a name, and what is said of it. */
function isAside(name: string, rest: string): boolean {
  if (findPlace(name) !== undefined || /[,،]/.test(name)) return false
  return /^\p{Lu}{2,5}$/u.test(name) || /^[^–—.]{1,60}\s[–—-]\s\p{Ll}/u.test(rest)
}

function pick(found: { dateline?: string; agency?: string }): { dateline?: string; agency?: string } {
  return {
    ...(found.dateline === undefined ? {} : { dateline: found.dateline }),
    ...(found.agency === undefined ? {} : { agency: found.agency }),
  }
}

/** What stands before each of the first dashes or colons. */
function toSegments(line: string): { text: string; end: number; mark: string }[] {
  const segments: { text: string; end: number; mark: string }[] = []
  let start = 0
  for (const match of line.slice(0, HEAD).matchAll(DASH)) {
    if (segments.length === 3) break
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

function readPlace(
  text: string,
  channel: Pick<Channel, 'agency'>,
): { dateline: string; agency?: string; isSure: boolean } | undefined {
  const { name, note } = toBracketed(text)
  const parts = name.split(/(?:(?<!\s)\s+)?[,،/|]\s*/).filter((part) => part !== '')
  const named = parts.find((part) => toAgency(part, channel) !== undefined)
  const places = parts.filter((part) => part !== named && !MONTH.test(part))
  if (places.length === 0 || places.length > 4 || !places.every((part) => isPlaceName(withoutOtherName(part))))
    return undefined
  const agency = named ?? (note === undefined || MONTH.test(note) ? undefined : note)
  const known = places.filter((part) => findPlace(withoutOtherName(part)) !== undefined)
  const isSure =
    agency !== undefined || known.some((part) => !isRegion(part)) || (known.length > 0 && places.length > 1)
  const dateline = places.length === parts.length ? name : places.join(name.includes('،') ? '، ' : ', ')
  return { dateline, isSure, ...(agency ? { agency: toAgency(agency, channel) ?? agency } : {}) }
}

/** `KOBANE (ARA News)`, `(ARA News) Kobane`; but `Girê Spî (Tal Abyad)` is all name. */
function toBracketed(text: string): { name: string; note?: string } {
  if (withoutOtherName(text) !== text) return { name: text }
  const after = /^([^()[\]]+?)\s*[([]\s*([^()[\]]{2,30})\s*[)\]]$/.exec(text)
  if (after) return { name: after[1] ?? '', note: after[2] ?? '' }
  const before = /^[([]\s*([^()[\]]{2,30})\s*[)\]]\s*([^()[\]]+)$/.exec(text)
  return before ? { name: before[2] ?? '', note: before[1] ?? '' } : { name: text }
}

/** A line that is nothing but a known place and the agency: `ARA News, Erbil`. */
export function toDatelineAlone(line: string, channel: Pick<Channel, 'agency'>): Dateline | undefined {
  const found = line.length <= HEAD ? readPlace(line, channel) : undefined
  if (!found?.isSure || !found.agency || !found.dateline.split(/[,،/|]/).some((part) => findPlace(part)))
    return undefined
  return { dateline: found.dateline, agency: found.agency, length: line.length }
}

/** `Ayn al-Arab (Kobane)` without the name in brackets, where that is a place's. */
function withoutOtherName(part: string): string {
  const match = /^([^()[\]]+?)\s*[([]\s*([^()[\]]{2,30})\s*[)\]]$/.exec(part)
  return match && findPlace(match[2] ?? '') ? (match[1] ?? part) : part
}

function isPlaceName(name: string): boolean {
  if (findPlace(name)) return true
  const words = name.split(' ')
  return (
    name.length <= 40 && words.length <= 4 && !NOT_PLACES.test(name) && words.every((word) => PLACE_WORD.test(word))
  )
}

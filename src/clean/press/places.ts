/**
 * Places by their names, in any spelling of the gazetteer. Promises: a name that it lacks is a place too, with a slug
 * of its own.
 */

import type { Place } from '../../model/content.ts'
import { toSlug } from '../identity/alias.ts'
import { toWord } from '../identity/word.ts'
import { toLetters } from '../language/fold.ts'
import { toSingleLine } from '../markup/text.ts'
import { GAZETTEER } from './gazetteer.ts'

type GazetteerEntry = { readonly place: Place; readonly isRegion: boolean }

const KNOWN: ReadonlyMap<string, GazetteerEntry> = new Map(GAZETTEER.trim().split('\n').flatMap(toEntries))

/** Longer datelines are sentences. */
const LONGEST = 300

/** Articles that spellings have or lack: Al-Hasakah, الحسكة. */
const ARTICLE = /^(?:al|el|ar|as|ash|at|ad|an|az)[- ]/i
const ARABIC_ARTICLE = /^ال(?=..)/
/** Words that say what kind of place it is. */
const KIND = /(?<!\s)\s+(?:city|town|province|governorate|canton|district|countryside|region|village)$/i

/** Words that say where about it. */
const ABOUT =
  /^(?:(?:near|outside|around|inside|downtown|rural|the outskirts of|countryside of|suburbs of|(?:north|south)?-?(?:east|west)(?:ern)?|northern|southern|central|north|south)\s+)+/i

/** The place of a name in any of its spellings; undefined where the gazetteer has none. */
export function findPlace(name: string): Place | undefined {
  return find(name)?.place
}

/** Whether the name is a country's or a region's. */
export function isRegion(name: string): boolean {
  return find(name)?.isRegion ?? false
}

/** The places of a dateline (`Qamishli, Syria`), in its order; those nobody knows have a slug of their own. */
export function toPlaces(dateline: string): Place[] {
  const whole = findPlace(dateline)
  const places = whole
    ? [whole]
    : dateline
        .slice(0, LONGEST)
        .split(/(?:(?<!\s)\s+)?[,،/]\s*|(?<!\s)\s+[–—]\s+/)
        .map(toPlace)
  const seen = new Map(places.filter((place) => place.slug !== '').map((place) => [place.slug, place]))
  return [...seen.values()]
}

/** The place of a name: the gazetteer's, else one with a slug only. */
export function toPlace(name: string): Place {
  const clean = toSingleLine(name)
  const [own = clean, other = ''] = clean.split(/(?:(?<!\s)\s+)?[([]|[)\]]$/)
  return findPlace(clean) ?? findPlace(own) ?? findPlace(other) ?? { name: clean, slug: toPlaceSlug(clean) }
}

/** A name that no slug can be made of (Chinese) is its own address, signs alone are no place. */
export function toPlaceSlug(name: string): string {
  return toSlug(name) || (/\p{L}/u.test(name) ? toWord(name) : '')
}

function find(name: string): GazetteerEntry | undefined {
  if (name.length > 60) return undefined
  const bare = name.trim().replace(ABOUT, '').replace(KIND, '')
  return (
    KNOWN.get(toLetters(name)) ??
    KNOWN.get(toLetters(bare)) ??
    KNOWN.get(toLetters(bare.replace(ARTICLE, '').replace(ARABIC_ARTICLE, '')))
  )
}

function toEntries(line: string): [string, GazetteerEntry][] {
  const [slug = '', name = '', latitude, longitude, spellings = ''] = line.split('|')
  const place = { name, slug: slug.replace('*', ''), latitude: Number(latitude), longitude: Number(longitude) }
  const known = { place, isRegion: slug.startsWith('*') }
  return [name, ...spellings.split(';')].map((spelling) => [toLetters(spelling), known])
}

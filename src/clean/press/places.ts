/**
 * Places by their names, in any spelling of the gazetteer. Promises: a name that it lacks is a place too, with a slug
 * of its own.
 */

import { lazily } from '../../lazy.ts'
import type { Place } from '../../model/content.ts'
import { toSlug } from '../identity/alias.ts'
import { toWord } from '../identity/word.ts'
import { toLetters } from '../language/fold.ts'
import { withoutControls } from '../markup/controls.ts'
import { toSingleLine } from '../markup/text.ts'
import { GAZETTEER } from './gazetteer.ts'
import { toTransliteration } from './transliteration.ts'

type GazetteerEntry = { readonly place: Place; readonly isRegion: boolean }

const loadKnown = lazily((): ReadonlyMap<string, GazetteerEntry> => new Map(GAZETTEER.flatMap(toEntries)))
const loadAlike = lazily(() => toAlike(GAZETTEER))

/** Where a newsroom files from that says no place. */
const DESKS: ReadonlySet<string> = new Set(
  `HABER MERKEZİ;HABER SERVİSİ;MERKEZ;DIŞ HABERLER;NAVENDA NÛÇEYAN;NAVENDA NÛÇE;NAVENDA NÛÇEYÊN;NAVENDÎ;News Center;News Centre
  News Desk;Newsroom;Newsdesk;NEWS CENTER;مركز الأخبار;مركز الاخبار;قسم الأخبار;غرفة الأخبار;غرفة الاخبار;المركز الإخباري
  متابعات;مەڵبەندی هەواڵ;ناوەندی هەواڵ;ناوەندی هەواڵەکان;بەشی هەواڵ;مرکز خبر;مرکز اخبار;گروه خبر;Nachrichtenzentrum;Redaktion
  Nachrichtenredaktion;Centre d’information;Centre de l’information;Rédaction`
    .split(/[;\n]\s*/)
    .map(toLetters),
)

/** Longer datelines are sentences. */
const LONGEST = 300

/** Articles that spellings have or lack: Al-Hasakah, الحسكة. */
const ARTICLE = /^(?:al|el|ar|as|ash|at|ad|an|az)[- ]/i
const ARABIC_ARTICLE = /^ال(?=..)/
/** Words that say what kind of place it is. */
const KIND =
  /(?<!\s)\s+(?:city|town|province|governorate|canton|district|countryside|region|village|ili|ilçesi|kenti|şehri|ilinin|canton[ué]?)$/i

/** Words that say what it is, or where about it. */
const ABOUT =
  /^(?:(?:(?:شمال|جنوب|شرق|غرب)ي?|وسط|ريف|مدينة|محافظة|قرب|بلدة|ناحية|مقاطعة|شار[یيى]|پارێزگا[یيى]|قەزا[یيى]|شارۆچکە[یيى]|bajar[êa]|bajarok[êa]|parêzgeh[aê]|kantona|navçeya|herêma|gundê|ville de|province de|près de|stadt|provinz|bei|شهر|استان|شهرستان|near|outside|around|inside|downtown|rural|the outskirts of|countryside of|suburbs of|(?:north|south)?-?(?:east|west)(?:ern)?|northern|southern|central|north|south)\s+)+/i

/** The place of a name in any of its spellings; undefined where the gazetteer has none. */
export function findPlace(name: string): Place | undefined {
  return find(name)?.place
}

/** Whether the name is a country's or a region's. */
export function isRegion(name: string): boolean {
  return find(name)?.isRegion ?? false
}

/** Whether the name is a place's that is no country or region. */
export function isTown(name: string): boolean {
  return findPlace(name) !== undefined && !isRegion(name)
}

/** Whether it names the newsroom itself, where a dateline has a place: `HABER MERKEZİ`. */
export function isDesk(name: string): boolean {
  return DESKS.has(toLetters(name))
}

/** The places of a dateline (`Qamishli, Syria`), in its order; those nobody knows have a slug of their own. */
export function toPlaces(dateline: string): Place[] {
  const whole = findPlace(dateline)
  const places = whole
    ? [whole]
    : dateline
        .slice(0, LONGEST)
        .split(/(?:(?<!\s)\s+)?[,،/]\s*|(?<!\s)\s+[–—]\s+/)
        .filter((name) => !isDesk(name))
        .map(toPlace)
  const seen = new Map(places.filter((place) => place.slug !== '').map((place) => [place.slug, place]))
  return [...seen.values()]
}

/** The place of a name: the gazetteer's, else one with a slug only. */
export function toPlace(name: string): Place {
  const clean = withoutControls(toSingleLine(name)).trim()
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
  const known = loadKnown()
  return (
    known.get(toLetters(name)) ??
    known.get(toLetters(bare)) ??
    known.get(toLetters(bare.replace(ARTICLE, '').replace(ARABIC_ARTICLE, ''))) ??
    (bare.length > 40 ? undefined : loadAlike().get(toTransliteration(bare) ?? '')) ??
    undefined
  )
}

/** By their transliterations; null for one that is several places'. */
function toAlike(lines: readonly string[]): ReadonlyMap<string, GazetteerEntry | null> {
  const alike = new Map<string, GazetteerEntry | null>()
  for (const [name, entry] of lines.flatMap(toNamed)) {
    const form = toTransliteration(name)
    // `Syrian` is not `Syrien`.
    if (form === undefined || entry.isRegion) continue
    const known = alike.get(form)
    alike.set(form, known === undefined || known?.place.slug === entry.place.slug ? entry : null)
  }
  return alike
}

function toEntries(line: string): [string, GazetteerEntry][] {
  return toNamed(line).map(([name, entry]) => [toLetters(name), entry])
}

function toNamed(line: string): [string, GazetteerEntry][] {
  const [slug = '', name = '', latitude, longitude, spellings = ''] = line.split('|')
  const place = { name, slug: slug.replace('*', ''), latitude: Number(latitude), longitude: Number(longitude) }
  const known = { place, isRegion: slug.startsWith('*') }
  return [name, ...spellings.split(';')].map((spelling) => [spelling, known])
}

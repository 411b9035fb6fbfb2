/**
 * The picture that readers are meant to see, where a script would load it late. Promises: absolute addresses, and no
 * pixel that only counts.
 */

import { type Element, rawAttribute } from '../../html/tree.ts'
import { isCounter, toAbsoluteAddress } from '../identity/url.ts'

/** Where scripts for late loading keep the address, best first. */
const LAZY = ['data-src', 'data-lazy-src', 'data-original', 'data-lazy', 'data-actualsrc']
/** The same, on pictures that may have a good `src` too. */
const SPARE = ['data-orig-file', 'data-large-file', 'data-medium-file', 'data-full-url', 'data-hi-res-src', 'data-url']
const LAZY_SETS = ['data-srcset', 'data-lazy-srcset', 'data-original-set']
const PLACEHOLDER =
  /(?:^|[/_.-])(?:blank|placeholder|spacer|lazy(?:load)?|loading|loader|transparent|grey|gray|pixel|1x1|clear|empty|dot)(?:[-_.]?\d*)?\.(?:gif|png|jpe?g|svg|webp)(?:[?#]|$)|\/(?:trans|t)\.gif$/i
/** Pictures in the address itself: only kinds that hold nothing but pixels. */
const RASTER_DATA = /^data:image\/(?:png|gif|jpe?g|webp|avif|bmp|x-icon|vnd\.microsoft\.icon);base64,[a-z0-9+/=\s%]+$/i
const SMALL_DATA = 512

/** The absolute address of a picture, or its raster `data:`; undefined for anything else. */
function toPictureUrl(url: string, base: string | undefined): string | undefined {
  const trimmed = url.trim()
  if (/^data:/i.test(trimmed)) return RASTER_DATA.test(trimmed) ? trimmed.replace(/\s+/g, '') : undefined
  return toAbsoluteAddress(trimmed, base)
}

/** The picture an `img` really shows, where scripts load it late; undefined when it shows none. */
export function toPictureSource(image: Element, base: string | undefined): string | undefined {
  const received = rawAttribute(image, 'src')
  const src = received === undefined ? undefined : toPictureUrl(received, base)
  const lazy = firstUrl(image, LAZY, base)
  if (lazy) return lazy
  if (src && !isPlaceholder(src)) return src
  return (
    firstUrl(image, SPARE, base) ?? firstOfSet(toPictureSet(image, base)) ?? (hasLateSource(image) ? undefined : src)
  )
}

/** The picture's other sizes, addresses absolute, in the syntax of `srcset`. */
export function toPictureSet(image: Element, base: string | undefined): string | undefined {
  for (const name of [...LAZY_SETS, 'srcset']) {
    const set = rawAttribute(image, name)
    const absolute = set === undefined ? undefined : toAbsoluteSet(set, base)
    if (absolute) return absolute
  }
  return undefined
}

/** Where scripts keep the addresses of what plays, and of the sources of a `picture`, until it is looked at. */
const LATE: ReadonlyMap<string, readonly string[]> = new Map([
  ['src', LAZY],
  ['srcset', LAZY_SETS],
  ['poster', ['data-poster']],
])

/** A player or source with the addresses that scripts would give it; its own count where it has them. */
export function withLateSources(element: Element): Element {
  const attrs = [...element.attrs]
  for (const [name, late] of LATE) {
    const value = late.map((each) => rawAttribute(element, each)).find((each) => each)
    if (value && !rawAttribute(element, name)) attrs.push({ name, value })
  }
  return attrs.length === element.attrs.length ? element : { ...element, attrs }
}

/** A `srcset` with absolute addresses, candidates that have none left out (HTML standard, "parse a srcset attribute"). */
export function toAbsoluteSet(set: string, base: string | undefined): string | undefined {
  const candidates = splitSet(set).map(([url, size]) => toCandidate(url, size, base))
  return candidates.filter((each) => each !== undefined).join(', ') || undefined
}

function toCandidate(url: string, size: string, base: string | undefined): string | undefined {
  const absolute = /^data:/i.test(url) ? undefined : toAbsoluteAddress(url, base)
  if (!absolute || !/^(?:[\d.]{1,12}[wxh])?(?: +\d{1,12}[wh])?$/.test(size)) return undefined
  return `${absolute.replace(/,/g, '%2C')}${size ? ` ${size}` : ''}`
}

/** Address and size of each candidate: an address runs to the next blank, commas in it included; a size to the next comma. */
function splitSet(set: string): [string, string][] {
  const candidates: [string, string][] = []
  const token = /[^\s,]\S*/g
  for (let match = token.exec(set); match; match = token.exec(set)) {
    const url = match[0].replace(/,$/, '')
    const end = match[0].endsWith(',') ? token.lastIndex : toEnd(set.indexOf(',', token.lastIndex), set)
    candidates.push([url, set.slice(token.lastIndex, end).trim()])
    token.lastIndex = end
  }
  return candidates
}

function toEnd(comma: number, set: string): number {
  return comma < 0 ? set.length : comma
}

/** A picture nobody is meant to see: one pixel, hidden, or from a counter. */
export function isPixel(image: Element, url: string): boolean {
  const width = Number.parseInt(rawAttribute(image, 'width') ?? '', 10)
  const height = Number.parseInt(rawAttribute(image, 'height') ?? '', 10)
  if (width <= 1 || height <= 1) return true
  const style = (rawAttribute(image, 'style') ?? '').replace(/\s+/g, '').toLowerCase()
  return /(?:^|;)(?:display:none|(?:width|height):[01](?:px)?(?:;|$))/.test(style) || isCounter(url)
}

function firstUrl(image: Element, names: readonly string[], base: string | undefined): string | undefined {
  for (const name of names) {
    const value = rawAttribute(image, name)
    // Some keep `true`, or a whole JSON value, or markup there.
    if (value && /^[^{[<]*[./]/.test(value)) {
      const url = toAbsoluteAddress(value, base)
      if (url) return url
    }
  }
  return undefined
}

function firstOfSet(set: string | undefined): string | undefined {
  return set?.split(', ').at(-1)?.split(' ', 1)[0]
}

function isPlaceholder(url: string): boolean {
  return url.startsWith('data:') ? url.length < SMALL_DATA : PLACEHOLDER.test(url)
}

function hasLateSource(image: Element): boolean {
  return /(?:^|\s)(?:lazy|lazyload|b-lazy|lozad)(?:\s|$)/i.test(rawAttribute(image, 'class') ?? '')
}

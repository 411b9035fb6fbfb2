/**
 * The picture that readers are meant to see, where a script would load it late. Promises: absolute addresses, and no
 * pixel that only counts.
 */

import { type Element, rawAttribute } from '../../html/tree.ts'
import { isCounter, toAbsoluteAddress } from '../identity/url.ts'
import { isPlain } from './plain-picture.ts'

/** Where scripts for late loading keep the address, best first. */
const LAZY = `data-src data-lazy-src data-original data-lazy data-actualsrc data-lazyload data-echo data-img-src
  data-image-src data-delayed-url data-original-src data-cfsrc data-ezsrc data-pagespeed-lazy-src data-opt-src
  data-breeze data-flickity-lazyload data-flickity-lazyload-src data-defer-src data-runner-src data-li-src data-tf-src
  data-lazy-original data-litespeed-src data-src-img data-srclazy data-loadsrc data-js-src data-real-src`.split(/\s+/)
/** The same, on pictures that may have a good `src` too. */
const SPARE = `data-orig-file data-large-file data-medium-file data-full-url data-hi-res-src data-url data-image
  data-full-src data-large-src data-pin-media data-zoom-src`.split(/\s+/)
const LAZY_SETS = `data-srcset data-lazy-srcset data-original-set data-ezsrcset data-cfsrcset data-opt-srcset
  data-breeze-srcset data-flickity-lazyload-srcset data-tf-srcset data-litespeed-srcset data-original-srcset
  data-img-srcset data-lazyload-srcset`.split(/\s+/)
/** Names of files that keep a place, where there is another address. */
const PLACEHOLDER =
  /(?:^|[/_.-])(?:blank|placeholder|spacer|lazy(?:load)?|loading|loader|preload(?:er)?|transparent|grey|gray|pixel|1x1|clear|empty|dot|no-?image)(?:[-_.]?\d*)?\.(?:gif|png|jpe?g|svg|webp)(?:[?#]|$)|\/(?:trans|t)\.gif$|^https?:\/\/miro\.medium\.com\/.*[?&]q=20(?:&|$)/i
/** Names of files that show nothing, whatever else there is. */
const BLANK =
  /(?:^|[/_.-])(?:(?:spacer|blank|pixel|transparent|trans|1x1|1px|px|clear(?:dot|pixel)?|empty|spaceball|loading|loader|ajax-loader|lazy(?:load|_placeholder)?|grey|gray|dummy|t|s|x)(?:[-_.]?\d{0,4})?\.gif|(?:spacer|1x1|1px)(?:[-_.](?:image|img|pixel))?(?:[-_.]?\d{0,4})?\.(?:png|svg|webp)|(?<=(?:^|\/)(?:(?:img|image|bg|dot)[-_.])?)(?:blank|transparent|pixel|clear(?:dot|pixel)?)(?:[-_.](?:image|img|pixel))?(?:[-_.]?\d{0,4})?\.(?:png|svg|webp)|(?:lazy-?)?placeholder(?:[-_.](?:image|img|\d{1,4}(?:x\d{1,4})?))?\.(?:gif|png|jpe?g|svg|webp))(?:[?#]|$)/i
/** Pictures in the address itself: only kinds that hold nothing but pixels. */
const RASTER_DATA = /^data:image\/(?:png|gif|jpe?g|webp|avif|bmp|x-icon|vnd\.microsoft\.icon);base64,[a-z0-9+/=\s%]+$/i

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
  if (lazy && !isBlank(lazy)) return lazy
  if (src && !isPlaceholder(src)) return src
  const other = firstUrl(image, SPARE, base) ?? firstOfSet(toPictureSet(image, base))
  if (other && !isBlank(other)) return other
  return src === undefined || hasLateSource(image) || isBlank(src) ? undefined : src
}

/** Whether the address is known to show nothing: a spacer by its name, a `data:` of one colour. */
export function isBlank(url: string): boolean {
  return url.startsWith('data:') ? isPlain(url) : BLANK.test(url)
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

/** Whether it gives way to any other address. */
export function isPlaceholder(url: string): boolean {
  return url.startsWith('data:') || PLACEHOLDER.test(url) || BLANK.test(url)
}

function hasLateSource(image: Element): boolean {
  return /(?:^|\s)(?:lazy|lazyload|b-lazy|lozad)(?:\s|$)/i.test(rawAttribute(image, 'class') ?? '')
}

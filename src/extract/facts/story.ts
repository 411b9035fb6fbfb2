/** Which of the stories that a page describes is its own: it may describe each of a dozen related ones as well. */
import { type Element, findNamed, type Parent } from '../../html/tree.ts'
import { type Claims, toClaims } from './claims.ts'
import { readEntries } from './microformats.ts'
import { toBag, toShare, visibleStartOf } from './text.ts'
import { readMicrodata, type Thing } from './thing.ts'

/** What one place says, and how much text that place holds, where it is a place. */
type Story = { readonly claims: Claims; readonly size: () => number }

/** What every vocabulary says of the page's own story, most trusted first; `page` is what its metas say. */
export function readStory(document: Parent, things: readonly Thing[], page: Claims, address?: string): Claims[] {
  const known = toKnown(document, page)
  const written = things.map((thing) => ({ claims: toClaims(thing), size: () => 0 }))
  const marked = readMicrodata(document).map(({ thing, element }) => toStory(toClaims(thing), element))
  const entries = readEntries(document).map(({ claims, element }) => toStory(claims, element))
  const story = pickStory(written.filter(isArticle), known, address)
  const stories = [story, pickStory(marked.filter(isArticle), known, address), page]
  const others = [pickStory(entries, known, address), story ? undefined : pageOf(things)]
  return [...stories, ...others].filter((one) => one !== undefined)
}

function toStory(claims: Claims, element: Element): Story {
  return { claims, size: () => visibleStartOf([element], 5_000).length }
}

function isArticle({ claims }: Story): boolean {
  return claims.isArticle === true
}

/** Every word that the page's title elements and first headings have: its story is the one that shares them. */
function toKnown(document: Parent, page: Claims): string {
  const headings = findNamed(document, 'h1').slice(0, 3)
  const [title] = findNamed(document, 'title')
  return [
    title ? visibleStartOf([title], 1_000) : '',
    page.title,
    ...headings.map((one) => visibleStartOf([one], 500)),
  ].join(' ')
}

/** The one with this page's address, else its title, else the only one or the only one with a text. */
function pickStory(stories: readonly Story[], known: string, address?: string): Claims | undefined {
  const here = address && stories.find(({ claims }) => claims.url && isHere(claims.url, address))
  if (here) return here.claims
  const bag = toBag(known)
  let best: { claims: Claims; share: number } | undefined
  for (const { claims } of stories) {
    const share = claims.title ? toShare(toBag(claims.title), bag) : 0
    if (!best || share > best.share) best = { claims, share }
  }
  if (best && best.share >= 0.6) return best.claims
  return stories.length === 1 ? stories[0]?.claims : pickLongest(stories)
}

function isHere(url: string, address: string): boolean {
  return isSamePage(url, address) && new URL(url, address).pathname !== '/'
}

/** The one that holds most of the text of them all. */
function pickLongest(stories: readonly Story[]): Claims | undefined {
  const sizes = stories.map(({ size }) => size())
  const all = sizes.reduce((sum, size) => sum + size, 0)
  return stories[sizes.findIndex((size) => size > 200 && size > all * 0.5)]?.claims
}

/** Where no article is described, the page itself may be: its dates and people count, its name may be the site's. */
function pageOf(things: readonly Thing[]): Claims | undefined {
  const page = things.find((thing) =>
    thing.types.some((type) => /^(?:WebPage|ItemPage|VideoObject|Recipe|Event)$/.test(type)),
  )
  return page && { ...toClaims(page), title: undefined, site: undefined, isArticle: undefined }
}

// Addresses of pages, compared; they are made absolute for that only.

/** Whether two addresses are of one page: but for scheme, `www.`, `m.` and `amp.`, query, fragment and last slash. */
function isSamePage(one: string, other: string): boolean {
  const here = toPlace(one, other)
  return here !== undefined && here === toPlace(other, other)
}

function toPlace(url: string, base: string): string | undefined {
  if (!URL.canParse(url, base)) return undefined
  const { host, pathname, searchParams } = new URL(url, base)
  // WordPress and old systems tell pages apart by a number in the query alone.
  const id = searchParams.get('p') ?? searchParams.get('id') ?? ''
  const path = pathname.replace(/\/(?:amp|index\.\w+)?\/?$|\.amp$/, '')
  return `${host.replace(/^(?:www|m|mobile|amp)\./, '')}${path}?${id}`
}

/** The file name of a picture without what says its size: `kobane-300x200.jpg` and `kobane.jpg?w=800` are one. */
export function toPictureName(url: string): string {
  const path = url.replace(/[?#].*$/s, '').replace(/(?<!\/)\/+$/, '')
  const name = path
    .slice(path.lastIndexOf('/') + 1)
    .slice(-200)
    .toLowerCase()
  return name
    .replace(/(?:[-_](?:\d{2,4}x\d{2,4}|scaled|\d{2,4}w|large|medium|small|thumb(?:nail)?))+(?=\.|$)/g, '')
    .replace(/\.\w{2,5}$/, '')
}

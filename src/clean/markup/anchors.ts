/**
 * Links that lead to an anchor in the same story: footnotes and back, a table of contents. Promises: they lead there in
 * whatever document the story stands, among others that have the same names, and no name of an anchor is a name of the
 * page's own (DOM clobbering): each gets the story's mark before it, and written again it has that once.
 */
import { type Element, find, HTML, hasAttribute, isElement, type Parent, rawAttribute } from '../../html/tree.ts'
import { toTextHash } from '../../model/hash.ts'
import { resolve, toCanonicalAddress, toLinkAddress } from '../identity/url.ts'
import { DROPPED } from './allowed.ts'

/** Where a text stands: what its addresses are relative to, the addresses of its own page, and what it is known by. */
export type LinkContext = {
  readonly base?: string | undefined
  /** Absolute, the one to link to first. */
  readonly pages?: readonly string[]
  /** Another one than any other story's; without it anchors that have a mark keep that one. */
  readonly name?: string | undefined
  readonly hosts?: readonly string[]
}

export type Anchors = {
  /** The anchors that links lead to, with their new names. */
  readonly ids: ReadonlyMap<Element, string>
  /** `#` and the new name of the anchor that the link leads to; undefined where it leads out of the story. */
  readonly toInner: (href: string, base: string | undefined) => string | undefined
  /** The address that a link leads to which does not lead to an anchor in the story. */
  readonly toOuter: (href: string, base: string | undefined) => string | undefined
}

/** What our own marks look like. */
const MARKED = /^s-[0-9a-f]{8}-/
/** No name in a text means more, and it stands in every link. */
const LONGEST = 80
/** More than any story has notes. */
const MOST = 5_000

/** The anchors in a text that its own links lead to. @param without new names of anchors that can't be written */
export function findAnchors(root: Parent, around: LinkContext, without: ReadonlySet<string> = new Set()): Anchors {
  let pages: readonly (string | undefined)[] | undefined
  const isPage = (href: string, base: string | undefined) => {
    pages ??= (around.pages ?? []).map((page) => toPage(page, around, undefined))
    return pages.length > 0 && pages.includes(toPage(href, around, base) ?? '')
  }
  const toFragment = (href: string, base: string | undefined) => {
    const at = href.indexOf('#')
    if (at < 0) return undefined
    const isOwn = href.slice(0, at).trim() === '' || isPage(href, base)
    return isOwn ? href.slice(at + 1).trim() : undefined
  }
  const wanted = findLinked(root, (href) => toFragment(href, around.base))
  const found = wanted.size === 0 ? NONE : nameTargets(root, wanted, around, without)
  return {
    ids: found.ids,
    toInner: (href, base) => {
      const fragment = found.ids.size === 0 ? undefined : toFragment(href, base)
      const id =
        fragment === undefined
          ? undefined
          : toForms(fragment)
              .map((form) => found.names.get(form))
              .find(Boolean)
      return id === undefined ? undefined : `#${id}`
    },
    toOuter: (href, base) => {
      const fragment = /^\s*#/.test(href) ? withoutMark(href.trim().slice(1)) : undefined
      return fragment === undefined
        ? toLinkAddress(href, base)
        : toLinkAddress(`#${fragment}`, around.pages?.[0] ?? base)
    },
  }
}

/** A text that is a whole page may say itself what it is relative to (HTML, section 4.2.3): the first that does. */
export function toInnerBase(root: Parent, base: string | undefined): string | undefined {
  const said = find(root, (element) => element.tagName === 'base' && hasAttribute(element, 'href'))
  return resolve(said && rawAttribute(said, 'href'), base)
}

type Found = { readonly ids: ReadonlyMap<Element, string>; readonly names: ReadonlyMap<string, string> }

const NONE: Found = { ids: new Map(), names: new Map() }

function toPage(url: string, { hosts = [] }: LinkContext, base: string | undefined): string | undefined {
  return toCanonicalAddress(url, hosts, base)?.split('#', 1)[0]
}

/** The forms in which a fragment may name an anchor: as written, then without escapes (HTML, section 7.4.6.4). */
function toForms(fragment: string): string[] {
  return [withoutMark(fragment), withoutMark(decodeFragment(fragment))]
}

function withoutMark(name: string): string {
  return name.replace(MARKED, '')
}

/** What is escaped wrongly stays as it is. */
function decodeFragment(fragment: string): string {
  return fragment.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    const bytes = run
      .slice(1)
      .split('%')
      .map((byte) => Number.parseInt(byte, 16))
    return new TextDecoder().decode(new Uint8Array(bytes))
  })
}

function findLinked(root: Parent, toFragment: (href: string) => string | undefined): Set<string> {
  const wanted = new Set<string>()
  walk(root, (element) => {
    const href = element.tagName === 'a' ? rawAttribute(element, 'href') : undefined
    const fragment = href?.includes('#') ? toFragment(href) : undefined
    for (const form of fragment ? toForms(fragment) : []) if (wanted.size < MOST) wanted.add(form)
  })
  return wanted
}

/** The first element of each name that is wanted; `id` goes before the older `name` of an `a`. */
function nameTargets(
  root: Parent,
  wanted: ReadonlySet<string>,
  around: LinkContext,
  without: ReadonlySet<string>,
): Found {
  const targets = new Map<string, Element>()
  for (const attribute of ['id', 'name']) {
    walk(root, (element) => {
      const name = attribute === 'id' || element.tagName === 'a' ? rawAttribute(element, attribute)?.trim() : undefined
      const key = name ? withoutMark(name) : ''
      if (name && wanted.has(key) && !targets.has(key)) targets.set(key, element)
    })
  }
  return toNamed(targets, toMark(around, targets), without)
}

/** As it was, where nobody says what the story is known by. */
function toMark({ name }: LinkContext, targets: ReadonlyMap<string, Element>): string {
  if (name !== undefined) return `s-${toTextHash(name).slice(0, 8)}-`
  const before = [...targets.values()].map((element) => MARKED.exec(rawAttribute(element, 'id')?.trim() ?? '')?.[0])
  return before.find((mark) => mark !== undefined) ?? 's-00000000-'
}

function toNamed(targets: ReadonlyMap<string, Element>, mark: string, without: ReadonlySet<string>): Found {
  const ids = new Map<Element, string>()
  const names = new Map<string, string>()
  const taken = new Map<string, number>()
  for (const [key, element] of targets) {
    const id = ids.get(element) ?? toFreeId(mark + toPlainId(key), taken)
    if (without.has(id)) continue
    ids.set(element, id)
    names.set(key, id)
  }
  return { ids, names }
}

/** What is no letter, mark or digit might have to be escaped, in the link and not where it leads. */
function toPlainId(name: string): string {
  return [...name.replace(/[^\p{L}\p{M}\p{N}_.:-]+/gu, '-')].slice(0, LONGEST).join('')
}

/** @param taken how often each was asked for, so that a text of one name has none looked for twice */
function toFreeId(id: string, taken: Map<string, number>): string {
  let number = taken.get(id) ?? 0
  let free = id
  while (taken.has(free)) free = `${id}-${++number + 1}`
  taken.set(id, number)
  if (free !== id) taken.set(free, 0)
  return free
}

/** Every element that can be written. */
function walk(parent: Parent, visit: (element: Element) => void): void {
  for (const child of parent.childNodes) {
    if (!isElement(child) || child.namespaceURI !== HTML || DROPPED.has(child.tagName)) continue
    visit(child)
    walk(child, visit)
  }
}

/** hAtom, hNews and h-entry: what a page says of its story by class names, as most WordPress themes do. */
import { attribute, type Element, find, findAll, listAttribute, type Parent } from '../../html/tree.ts'
import { type Claims, toTermCategories } from './claims.ts'
import { toDated } from './dated.ts'
import { readPeople } from './people.ts'
import { visibleStartOf } from './text.ts'

const ENTRIES = ['hentry', 'h-entry', 'hnews']
const LONGEST = 500
const MOST = 60

/** The entries of a page, each with the element it is. */
export function readEntries(document: Parent): { element: Element; claims: Claims }[] {
  const entries = findAll(document, (element) => listAttribute(element, 'class').some((name) => ENTRIES.includes(name)))
  return entries.slice(0, MOST).map((element) => ({ element, claims: readEntry(element) }))
}

function readEntry(entry: Element): Claims {
  return {
    title: textAt(entry, 'entry-title', 'p-name'),
    summary: textAt(entry, 'entry-summary', 'p-summary'),
    authors: readAuthors(entry),
    published: dateAt(entry, 'published', 'dt-published') ?? dateAt(entry, 'entry-date'),
    modified: dateAt(entry, 'updated', 'dt-updated'),
    pictures: [],
    url: attribute(findClass(entry, 'u-url') ?? entry, 'href'),
    categories: toTermCategories(findClasses(entry, 'p-category').map((element) => visibleStartOf([element], LONGEST))),
    language: attribute(entry, 'lang'),
  }
}

function findClass(root: Element, ...names: readonly string[]): Element | undefined {
  return find(root, (element) => hasClass(element, names))
}

function findClasses(root: Element, ...names: readonly string[]): Element[] {
  return findAll(root, (element) => hasClass(element, names)).slice(0, MOST)
}

function hasClass(element: Element, names: readonly string[]): boolean {
  return listAttribute(element, 'class').some((name) => names.includes(name))
}

function textAt(root: Element, ...names: readonly string[]): string | undefined {
  const element = findClass(root, ...names)
  return element && (visibleStartOf([element], LONGEST) || undefined)
}

/** `p-author h-card`, `author vcard` with `fn`, or the plain text. */
function readAuthors(entry: Element): Claims['authors'] {
  const authors = findClasses(entry, 'p-author', 'author', 'vcard', 'byline-author').filter(
    (element) => !/^(?:img|figure)$/.test(element.tagName),
  )
  return authors.slice(0, 1).flatMap((author) => {
    const name = findClass(author, 'fn', 'p-name') ?? author
    const people = readPeople(visibleStartOf([name], LONGEST))
    return people.length > 0 ? people : readPeople(attribute(name, 'title'))
  })
}

/** A date by `datetime`, by `title` (the abbr pattern) or by its text. */
function dateAt(root: Element, ...names: readonly string[]): Claims['published'] {
  const element = findClass(root, ...names)
  if (!element) return undefined
  const within = find(element, (inner) => inner.tagName === 'time')
  const written =
    attribute(element, 'datetime') ?? attribute(element, 'title') ?? (within && attribute(within, 'datetime'))
  return toDated(written) ?? toDated(visibleStartOf([element], LONGEST))
}

/** Who wrote a story and when, as readers see it beside the headline: for pages whose data do not say. */

import { attribute, type Element, isElement, listAttribute } from '../../html/tree.ts'
import type { Person } from '../../model/content.ts'
import { type Dated, findDate, toDated } from '../facts/dated.ts'
import { readPeople } from '../facts/people.ts'
import { countWords, visibleStartOf } from '../facts/text.ts'
import { namesOf } from './names.ts'

export type Byline = {
  readonly authors: readonly Person[]
  readonly published?: Dated | undefined
  readonly modified?: Dated | undefined /** At an editor's selector. */
  readonly isChosen?: boolean
}

const LONGEST = 300

/** As far from the text as bylines are. */
const NEAR = 80

/** What stands in `scope` around and in the paragraphs of `text`; comments and cards of other stories must be out of it already. */
export function readByline(scope: Element, text: readonly Element[], isDayFirst: boolean): Byline {
  const { before, inside, after } = divide(scope, new Set(text))
  const near = before.slice(-NEAR)
  const dated = [...near.toReversed(), ...inside.slice(0, NEAR), ...after]
  return {
    authors: [near, [...after, ...inside]].map(readAuthors).find((people) => people.length > 0) ?? [],
    published: readPublished(dated, isDayFirst),
    modified: readModified(dated, isDayFirst),
  }
}

type Places = { readonly before: Element[]; readonly inside: Element[]; readonly after: Element[] }

/** The elements that say anything by name, as they stand before, in and after the text, in document order. */
function divide(scope: Element, text: ReadonlySet<Element>): Places {
  const places: Places = { before: [], inside: [], after: [] }
  let hasBegun = false
  const visit = (element: Element, isInside: boolean) => {
    const here = isInside ? places.inside : hasBegun ? places.after : places.before
    if (element.attrs.length > 0 || element.tagName === 'time') here.push(element)
    const isText = isInside || (text.has(element) && element !== scope)
    hasBegun ||= isText
    for (const child of element.childNodes) if (isElement(child)) visit(child, isText)
  }
  visit(scope, false)
  return places
}

/** The surest marks first. */
function readAuthors(elements: readonly Element[]): readonly Person[] {
  const tests = [isAuthorLink, (element: Element) => AUTHOR.test(namesOf(element)), isBylineLike]
  // What is printed below an entry names its author amid other things.
  const posted = elements.filter((element) => META.test(namesOf(element))).flatMap(toPoster)[0]
  for (const test of tests) {
    const people = elements.filter(test).slice(0, 8).flatMap(toAuthors)
    const unique = people.filter((person, at) => people.findIndex((other) => other.name === person.name) === at)
    if (unique.length > 0) return withUnlinked(unique, elements)
  }
  return posted ? [posted] : []
}

const META = /[ -](?:meta|postmeta|metadata|postmetadata|footer|footer-info|info|submitted|postdesc|details)(?= )/
const POSTED =
  /(?:\b(?:posted|written|published|submitted)\b.{0,80}?\bby|\d{4}\s+by|توسط|بواسطة)\s+(\S.{1,50}?)(?=\s+(?:at|on|in|and is)\s|\s+\d|\s*[|»•,]|$)/iu

/** `Posted by Malcolm Reeve at 10:15 PM in Harbour`. */
function toPoster(element: Element): Person[] {
  const name = POSTED.exec(visibleStartOf([element], LONGEST))?.[1]
  return name === undefined ? [] : readPeople(name).slice(0, 1)
}

/** `By <a>Jane Doe</a> and Ali Can`: who is on the staff has a page, and the other none. */
function withUnlinked(linked: readonly Person[], elements: readonly Element[]): readonly Person[] {
  const lines = elements.filter((element) => isBylineLike(element) && AND.test(visibleStartOf([element], LONGEST)))
  const people = lines.slice(0, 8).map(toAuthors)
  const isMore = (line: readonly Person[]) =>
    line.length > linked.length && linked.every(({ name }) => line.some((one) => one.name === name))
  return people.find(isMore)?.map((one) => linked.find(({ name }) => name === one.name) ?? one) ?? linked
}

const AND = /\s(?:and|und|et|ve|û)\s|\s&\s|\sو/u

const AUTHOR =
  /[ -](?:author-name|byline-name|contributor-name|author|writer|byline-author|article-author|post-author|story-author|contributor|yazar|muhabir|autor|autores|autore|auteur|szerzo|journalist-name|author-line)(?= )| aut /
const BYLINE =
  /[ -](?:byline|by-line|credits?|written-by|reporter|posted-by|signature|story-by|hero-by|firma)(?= )| by /

/** Whether an element is called what holds the name of who wrote it. */
export function isNamedByline(element: Element): boolean {
  const names = namesOf(element)
  return AUTHOR.test(names) || BYLINE.test(names)
}

function isAuthorLink(element: Element): boolean {
  if (listAttribute(element, 'rel').includes('author')) return true
  // Outside of anything that says it is an article, too.
  if (listAttribute(element, 'itemprop').includes('author')) return true
  return (
    element.tagName === 'a' &&
    /\/(?:authors?|autor(?:es|i)?|auteurs?|szerzok?|yazarlar?|writers?|reporters?|people|profile|staff)\/[^/]+/.test(
      attribute(element, 'href') ?? '',
    )
  )
}

function isBylineLike(element: Element): boolean {
  return BYLINE.test(namesOf(element)) && !/^(?:figure|figcaption|img)$/.test(element.tagName)
}

function toAuthors(element: Element): Person[] {
  const text = visibleStartOf([element], LONGEST)
  const people = countWords(text) <= 25 ? readPeople(text.replace(/\s+(?:[|•·]|[-–—]|on)\s.*$/u, '')) : []
  const href = element.tagName === 'a' ? attribute(element, 'href') : undefined
  const [only] = people
  return only && people.length === 1 && href && !/^(?:#|mailto:|javascript:)/i.test(href)
    ? [{ ...only, url: href }]
    : people
}

function readPublished(elements: readonly Element[], isDayFirst: boolean): Dated | undefined {
  const times = elements.filter((element) => element.tagName === 'time' && !isUpdate(element))
  return (
    firstDate(times, isDayFirst) ??
    firstDate(
      elements.filter((element) => DATE.test(namesOf(element)) && !isUpdate(element)),
      isDayFirst,
    )
  )
}

function readModified(elements: readonly Element[], isDayFirst: boolean): Dated | undefined {
  return firstDate(
    elements.filter((element) => isUpdate(element)),
    isDayFirst,
  )
}

const DATE =
  /[ -](?:date|dates|time|timestamp|datetime|published|pubdate|publish-date|publication-date|post-date|entry-date|posted-on|tarih|tarix|dateline|meta|info|byline|postmetadata)(?= )/
const UPDATE = /[ -](?:updated|modified|last-updated|update-date|guncelleme|guncellenme)(?= )/

function isUpdate(element: Element): boolean {
  if (attribute(element, 'itemprop') === 'dateModified' || UPDATE.test(namesOf(element))) return true
  return element.tagName === 'time' && /^(?:last )?updated|^güncelle/i.test(visibleStartOf([element], 40))
}

function firstDate(elements: readonly Element[], isDayFirst: boolean): Dated | undefined {
  for (const element of elements.slice(0, 12)) {
    const dated = readDate(element, isDayFirst)
    if (dated) return dated
  }
  return undefined
}

function readDate(element: Element, isDayFirst: boolean): Dated | undefined {
  const written = attribute(element, 'datetime') ?? attribute(element, 'content') ?? attribute(element, 'data-datetime')
  return toDated(written) ?? findDate(visibleStartOf([element], LONGEST), isDayFirst)
}

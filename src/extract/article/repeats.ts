/** Parts of a page that give themselves away by repetition: readers' comments, and cards of other stories. */

import {
  ancestorsOf,
  attribute,
  type Element,
  findAll,
  findNamed,
  isElement,
  isWithin,
  type Parent,
  parentOf,
} from '../../html/tree.ts'
import { type Masses, massOf, visibleStartOf } from '../facts/text.ts'
import { namesOf } from './names.ts'

/** What stands beneath each comment and nowhere else. */
const REPLY =
  /^[^\p{L}\p{M}\p{N}]*(?:reply|quote|report|flag|رد|الرد|پاسخ|وەڵام|bersiv|bersivê bide|yanıtla|cevapla|ответить|пожаловаться|répondre|signaler|antworten|melden|responder|rispondi|odpowiedz|beantwoorden|svara|svar|回复|举报|返信|답글|απάντηση|השב)[^\p{L}\p{M}\p{N}]*(?:\d+[^\p{L}\p{M}\p{N}]*)?$/iu

/** As many from the beginning, and from the end, show where comments begin and end. */
const MOST = 50

/** The element that holds all the comments, where each of several can be answered. */
export function findComments(root: Parent): Element[] {
  const found = findAll(root, isAnswer)
  const answers = [...found.slice(0, MOST), ...found.slice(MOST).slice(-MOST)]
  const [first, second] = answers
  if (!first || !second) return []
  const all = ancestorsOf(first).find((element) => answers.every((answer) => isWithin(answer, element)))
  return all ? [all] : []
}

function isAnswer(element: Element): boolean {
  if (element.tagName !== 'a' && element.tagName !== 'button') return false
  return REPLY.test(visibleStartOf([element], 30))
}

/** Fewest that make a row, and most words of prose in each: more than a teaser has. */
const ROW = 3
const TEASER = 40

/** Rows of cards: neighbours that look the same, each with a title that is a link to another page of the site. */
export function findCards(root: Parent, masses: Masses, host: string | undefined): Element[] {
  const cards: Element[] = []
  const visit = (parent: Parent) => {
    const row = new Map<string, Element[]>()
    for (const child of parent.childNodes) {
      if (!isElement(child)) continue
      if (!isCard(child, masses, host)) visit(child)
      else if (!row.get(toLook(child))?.push(child)) row.set(toLook(child), [child])
    }
    for (const alike of row.values()) if (alike.length >= ROW) cards.push(...alike)
  }
  visit(root)
  return cards
}

function toLook(element: Element): string {
  return `${element.tagName}.${attribute(element, 'class')?.split(/\s+/)[0] ?? ''}`
}

/** A title that is a link to another page of the site, with a few words about it. */
export function isCard(element: Element, masses: Masses, host: string | undefined): boolean {
  const { words, linked, prose } = massOf(masses, element)
  if (!/^(?:div|li|article|section|dd|a)$/.test(element.tagName) || words < 3 || words > TEASER * 2) return false
  if (prose > TEASER || linked * 6 < words || linked < 3) return false
  const titles = findAll(element, (inner) => isLinkedTitle(inner, host))
  return (titles.length > 0 || isTitledByLink(element, masses, host)) && !isPart(element, masses)
}

/** A story of several parts may have a link in the title of each: they stand among its paragraphs, without pictures. */
function isPart(element: Element, masses: Masses): boolean {
  if (massOf(masses, element).prose === 0 || findNamed(element, 'img').length > 0) return false
  const around = parentOf(element)?.childNodes ?? []
  const paragraphs = around.filter((node) => isElement(node) && node.tagName === 'p' && massOf(masses, node).prose > 0)
  return paragraphs.length >= 2
}

/** A link that stands alone above a paragraph, with a time beside it at most. */
function isTitledByLink(element: Element, masses: Masses, host: string | undefined): boolean {
  const children = element.childNodes.filter(isElement)
  const link = children.find(({ tagName }) => tagName === 'a')
  const text = children.find((child) => /^(?:p|div)$/.test(child.tagName) && massOf(masses, child).prose > 0)
  if (!link || !text || massOf(masses, link).words < 3 || !isOfSite(attribute(link, 'href') ?? '', host)) return false
  return massOf(masses, element).words - massOf(masses, link).words - massOf(masses, text).words <= 4
}

const TITLE = /[ -](?:title|headline|heading)(?= )/

/** A heading in a link, or a link in a heading. */
function isLinkedTitle(element: Element, host: string | undefined): boolean {
  if (!/^h[2-6]$/.test(element.tagName) && !TITLE.test(namesOf(element))) return false
  const links = [...ancestorsOf(element).slice(0, 2), ...findNamed(element, 'a')].filter(
    ({ tagName }) => tagName === 'a',
  )
  return links.some((link) => isOfSite(attribute(link, 'href') ?? '', host))
}

/** Whether a link leads to another page of the same site. */
export function isOfSite(href: string, host: string | undefined): boolean {
  if (!/^(?:https?:)?\/\//i.test(href)) return /^(?!#|javascript:|mailto:|tel:)./i.test(href)
  return (
    host === undefined ||
    (URL.canParse(href, 'https://x.invalid') && isSameSite(new URL(href, 'https://x.invalid').host, host))
  )
}

/** `video.example.org` and `www.example.org` are of one site. */
function isSameSite(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return `.${long}`.endsWith(`.${short.replace(/^www\./, '')}`) || toDomain(one) === toDomain(other)
}

function toDomain(host: string): string {
  return host.split('.').slice(-2).join('.')
}

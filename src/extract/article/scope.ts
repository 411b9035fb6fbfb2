/** Where the story is in a page that holds several: lists of cards, the next story below this one. */
import {
  ancestorsOf,
  attribute,
  type Element,
  findAll,
  hasAttribute,
  isElement,
  isWithin,
  type Parent,
  parentOf,
  toOutermost,
} from '../../html/tree.ts'
import { type Masses, massOf, measure, toBag, toShare, visibleStartOf } from '../facts/text.ts'

const SHORTEST = 20

/** The element with the whole story of a title in it and as little else as can be told; the body where that is unclear. */
export function toScope(body: Element, title: string | undefined): Element {
  const masses = measure(body)
  const articles = findArticles(body, masses)
  const named = title === undefined ? undefined : articles.find((article) => isTitled(article, title))
  const [only] = articles
  if (named && massOf(masses, named).prose >= SHORTEST) return named
  const notice = title === undefined ? undefined : findNotice(body, title, masses, articles)
  if (notice) return notice
  const most = massOf(masses, body).prose
  if (only && articles.length === 1 && massOf(masses, only).prose > most * 0.5) return only
  return (title !== undefined && toBranch(body, title, masses)) || body
}

/** The article of a few words that the title heads, where all other text of the page is that of other articles. */
function findNotice(body: Element, title: string, masses: Masses, others: readonly Element[]): Element | undefined {
  const heading = findTitle(body, title)
  const around = heading?.tagName === 'h1' ? ancestorsOf(heading) : []
  const article = around.find((element) => element.tagName === 'article')
  if (!heading || !article || others.length === 0 || others.some((other) => isWithin(article, other))) return undefined
  const told = others.reduce((sum, other) => sum + massOf(masses, other).prose, massOf(masses, article).prose)
  const hasText = massOf(masses, article).words >= massOf(masses, heading).words + 3
  return hasText && massOf(masses, body).prose - told < SHORTEST ? article : undefined
}

/** Articles that stand in no other, with some text. */
function findArticles(body: Element, masses: Masses): Element[] {
  const found = findAll(body, (element) => isArticle(element) && massOf(masses, element).prose >= SHORTEST)
  return toOutermost(found).slice(0, 50)
}

function isArticle(element: Element): boolean {
  if (element.tagName === 'article' || attribute(element, 'role') === 'article') return true
  return hasAttribute(element, 'itemscope') && /(?:Article|Posting)$/.test(attribute(element, 'itemtype') ?? '')
}

function isTitled(element: Element, title: string): boolean {
  return findTitle(element, title) !== undefined
}

/** The heading that is the title. */
export function findTitle(element: Element, title: string): Element | undefined {
  const headings = findAll(element, (inner) => /^h[1-3]$/.test(inner.tagName)).slice(0, 6)
  return headings.find((heading) => isTitle(heading, title))
}

function isTitle(heading: Element, title: string): boolean {
  const [line, bag] = [toBag(visibleStartOf([heading], 500)), toBag(title)]
  return toShare(bag, line) >= 0.8 && toShare(line, bag) >= 0.6
}

/** Several main headings are several stories: the branch of the tree that holds the title's and no other. */
function toBranch(body: Element, title: string, masses: Masses): Element | undefined {
  const headings = findAll(body, (element) => element.tagName === 'h1').filter(
    (heading) => visibleStartOf([heading], 9) !== '',
  )
  const own = headings.find((heading) => isTitle(heading, title))
  if (!own || headings.length < 2) return undefined
  let branch: Element = own
  for (let up = parentOf(branch); up; up = parentOf(up)) {
    if (holdsOther(up, own, headings)) break
    branch = up
  }
  return massOf(masses, branch).prose >= SHORTEST * 2 ? branch : undefined
}

function holdsOther(element: Parent, own: Element, headings: readonly Element[]): boolean {
  return headings.some((heading) => heading !== own && isElement(heading) && isWithin(heading, element))
}

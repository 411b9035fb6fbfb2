/** The parts of one story in the tree of its page. */

import {
  ancestorsOf,
  attribute,
  createElement,
  type Element,
  findNamed,
  isElement,
  isWithin,
  type Parent,
} from '../../html/tree.ts'
import type { Picture } from '../../model/content.ts'
import type { ArticleSelectors } from '../../model/settings.ts'
import { type Dated, findDate, isDayFirstIn, toDated } from '../facts/dated.ts'
import type { PageFacts } from '../facts/facts.ts'
import { readPeople } from '../facts/people.ts'
import { countWords, toBag, toShare, visibleTextOf } from '../facts/text.ts'
import { findBodies } from '../facts/thing.ts'
import { select } from '../selector.ts'
import { toBlocks } from './blocks.ts'
import { type Body, findBody, findStandfirst, toBody, toTree } from './body.ts'
import { type Byline, readByline } from './byline.ts'
import { toStoryPictures } from './caption.ts'
import { readPrintedByline, readSignature, type StoryFacts } from './edges.ts'
import { prune } from './prune.ts'
import { findTitle, toScope } from './scope.ts'
import { findHeadline } from './title.ts'

export type FoundArticle = {
  readonly title?: string | undefined
  readonly byline: Byline
  /** The text, in a tree of its own. */
  readonly text: Element
  /** The lines between headline and text. */
  readonly standfirst?: string | undefined
  readonly pictures: readonly Picture[]
  /** Languages of the elements around the text, innermost first. */
  readonly languages: readonly string[]
}

type Options = {
  readonly selectors?: ArticleSelectors | undefined /** Of the page. */
  readonly address?: string | undefined
}

/** Finds the story; undefined where the page holds none. Changes the tree. */
export function findArticle(document: Parent, facts: PageFacts, options: Options): FoundArticle | undefined {
  const { selectors = {}, address } = options
  const [body] = findNamed(document, 'body')
  if (!body) return undefined
  const chosen = choose(document, selectors)
  for (const selector of selectors.remove ?? []) for (const element of select(selector, document)) detach(element)
  const host = address !== undefined && URL.canParse(address) ? new URL(address).host : undefined
  prune(body, { bodies: [...findBodies(body), ...(chosen.content ?? [])], titles: facts.titles, host })
  const title = chosen.title ?? findHeadline(body, facts)
  const scope = toScope(body, title)
  const blocks = toBlocks([scope])
  const standfirst = findStandfirst(scope, blocks)
  if (standfirst) detach(standfirst)
  const isDayFirst = isDayFirstIn(facts.languages)
  const stated = {
    title: isHeadline(title, body, facts) ? title : undefined,
    authors: facts.authors.map((person) => person.name),
    isDayFirst,
    host,
  }
  const printed = readPrintedByline(toBlocks([toSurroundings(body, scope, title)]), stated)
  const known =
    stated.authors.length > 0 ? stated : { ...stated, authors: printed.authors.map((person) => person.name) }
  const found = chosen.content ? toChosen(chosen.content, known) : findBody(scope, known, facts.body)
  const text = toText(found, facts)
  const heading = title === undefined ? undefined : findTitle(scope, title)
  if (!text || !isStory(text, facts, chosen.content !== undefined, heading)) return undefined
  const marked = readByline(scope, found ? toParagraphs(found) : [], isDayFirst)
  return {
    title,
    byline: { ...toByline(marked, printed, found), ...chosen.byline },
    text,
    standfirst: standfirst && visibleTextOf(standfirst),
    pictures: toStoryPictures(facts.pictures, scope),
    languages: toLanguages(found),
  }
}

/** A page without one is called by its site's name, which agencies print above their text. */
function isHeadline(title: string | undefined, body: Element, facts: PageFacts): boolean {
  return (
    title !== undefined && (countWords(title) > 2 || facts.titles.length > 0 || findTitle(body, title) !== undefined)
  )
}

/** The headline may stand outside of the article's element, and who wrote it beside it. */
function toSurroundings(body: Element, scope: Element, title: string | undefined): Element {
  const heading = title === undefined ? undefined : findTitle(body, title)
  if (!heading || isWithin(heading, scope)) return scope
  return ancestorsOf(heading).find((element) => isWithin(scope, element)) ?? scope
}

/** The elements that hold the text and nothing else where there are such. */
function toParagraphs(body: Body): Element[] {
  return body.blocks.flatMap(({ nodes, holder }) => {
    const elements = nodes.filter(isElement)
    return elements.length === nodes.length ? elements : [holder]
  })
}

/** What is marked as such, then what is only printed so. */
function toByline(marked: Byline, printed: ReturnType<typeof readPrintedByline>, found: Body | undefined): Byline {
  const named = [marked.authors, printed.authors].find((people) => people.length > 0)
  const authors = named ?? readSignature(found?.blocks ?? [])
  return { ...marked, authors, published: marked.published ?? printed.published }
}

type Chosen = { readonly content?: readonly Element[]; readonly title?: string; readonly byline: Partial<Byline> }

/** What stands at the selectors, before anything is taken out of the page. */
function choose(document: Parent, selectors: ArticleSelectors): Chosen {
  const at = (selector: string | undefined) => (selector === undefined ? [] : select(selector, document))
  const title = at(selectors.title).map((element) => visibleTextOf(element))[0]
  const authors = at(selectors.author).flatMap((element) =>
    readPeople(attribute(element, 'content') ?? visibleTextOf(element)),
  )
  const published = at(selectors.date).flatMap((element) => toDateOf(element) ?? [])[0]
  return {
    ...(selectors.content === undefined ? {} : { content: at(selectors.content) }),
    ...(title ? { title } : {}),
    byline: { ...(authors.length > 0 ? { authors, isChosen: true } : {}), ...(published ? { published } : {}) },
  }
}

function toDateOf(element: Element): Dated | undefined {
  return toDated(attribute(element, 'datetime') ?? attribute(element, 'content')) ?? findDate(visibleTextOf(element))
}

function detach(element: Element): void {
  const siblings = element.parentNode?.childNodes
  const at = siblings?.indexOf(element) ?? -1
  if (at >= 0) siblings?.splice(at, 1)
}

function toChosen(roots: readonly Element[], known: StoryFacts): Body | undefined {
  return roots.length === 0 ? undefined : toBody({ by: 'data', roots, blocks: toBlocks(roots) }, known)
}

/**
 * The text that was found, or that of the page's data where a script would have to put it into the page.
 * What the page keeps for its subscribers is left to them.
 */
function toText(found: Body | undefined, facts: PageFacts): Element | undefined {
  const told = facts.isFree ? facts.body : undefined
  if (told === undefined) return found && toTree(found)
  const data = toBag(told)
  const isMissing = !found || (found.bag.size < data.size * 0.5 && toShare(found.bag, data) > 0.3)
  // `Loading…`
  const isEmpty = found !== undefined && found.bag.size < 12 && found.bag.size < data.size * 0.3
  const isOther = found !== undefined && data.size >= 80 && toShare(data, found.bag) < 0.2
  if (!isMissing && !isOther && !isEmpty) return toTree(found)
  const paragraphs = told.split('\n').map((line) => createElement('p', {}, [line]))
  return createElement('div', {}, paragraphs)
}

/** Few words are a story where the page says so, or has its title as a heading, or where pictures tell it. */
function isStory(text: Element, facts: PageFacts, isChosen: boolean, heading: Element | undefined): boolean {
  const words = toBag(visibleTextOf(text)).size
  if (isChosen || facts.isArticle) return words > 0 || findNamed(text, 'img', 'video').length > 0
  if (!heading) return words >= 25
  // One line under the headline of an article is all that some notices have to say.
  return words >= (ancestorsOf(heading).some((element) => element.tagName === 'article') ? 3 : 8)
}

function toLanguages(found: Body | undefined): string[] {
  const [root] = found?.roots ?? []
  if (!root) return []
  const around = [root, ...ancestorsOf(root)].filter(
    (element) => element.tagName !== 'html' && element.tagName !== 'body',
  )
  return around.flatMap((element) => attribute(element, 'lang') ?? [])
}

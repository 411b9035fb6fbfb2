/** What a page says it is, where it is no story: by its titles and its lines, in the phrases of the tables beside this. */
import { hasPhrase, isPhraseAlone } from '../../clean/language/phrases.ts'
import type { PhraseTable } from '../../clean/language/table.ts'
import { parseTree } from '../../html/bounded.ts'
import { findNamed, isElement, isText, type Node, type Parent } from '../../html/tree.ts'
import type { PageWall } from '../../model/model.ts'
import { decodePage } from '../../read/text/text.ts'
import { countWords, isInlineName, toVisibleLine } from '../facts/text.ts'
import { ABSENCE_LINES, ABSENCE_TITLES, OUTAGE_LINES, OUTAGE_TITLES } from './absences.ts'
import { CHALLENGE_LINES, CHALLENGE_TITLES } from './challenges.ts'
import { CONSENT_LINES, CONSENT_TITLES, LOGIN_LINES, LOGIN_TITLES, PAYWALL_LINES, PAYWALL_TITLES } from './gates.ts'
import { REGION_LINES, REGION_TITLES } from './regions.ts'

/** `other`: it does not say what it is, but it is not the story. `repeat`: it is the same for several stories. */
export type WallKind = PageWall['kind']

/** All that a page says, in its order. What it says to those without scripts says nothing of who may come in. */
export type PageWords = {
  /** Its `title`, and its first headings. */
  readonly titles: readonly string[]
  readonly lines: readonly string[]
  readonly source: string
}

export type WallSign = {
  readonly kind: WallKind
  /** What says so. */
  readonly says: string
  readonly isTitle: boolean
  /** The sentences that say so, and how many words they have. */
  readonly sentences: ReadonlySet<string>
  readonly words: number
}

/** In this order: who is asked to sign in after a bot check is behind the bot check. */
const TABLES: readonly (readonly [WallKind, titles: PhraseTable, lines: PhraseTable])[] = [
  ['challenge', CHALLENGE_TITLES, CHALLENGE_LINES],
  ['consent', CONSENT_TITLES, CONSENT_LINES],
  ['paywall', PAYWALL_TITLES, PAYWALL_LINES],
  ['login', LOGIN_TITLES, LOGIN_LINES],
  ['region', REGION_TITLES, REGION_LINES],
  ['absence', ABSENCE_TITLES, ABSENCE_LINES],
  ['outage', OUTAGE_TITLES, OUTAGE_LINES],
]

/** Characters of a page, and of a line, that are looked at: a wall says so at once. */
const MOST = 20_000
const LONGEST = 400
const HEADINGS = 3

/** Bytes of a page that are looked at where nobody knows what they are. */
const ENOUGH = 512 * 1024

export function readPageWords(bytes: Uint8Array, contentType: string | undefined): PageWords {
  const { text: source } = decodePage(bytes.subarray(0, ENOUGH), contentType)
  const document = parseTree(source)
  const headings = findNamed(document, 'h1', 'h2').slice(0, HEADINGS)
  const titles = [...findNamed(document, 'title').slice(0, 1), ...headings].flatMap((element) => toLines(element))
  return { titles, lines: findNamed(document, 'body').flatMap((body) => toLines(body)), source }
}

/** What a text says, with what its page is called. */
export function findSign(titles: readonly string[], lines: readonly string[]): WallSign | undefined {
  const sentences = toSentences(lines)
  const title = findTitle(titles)
  const said = TABLES.flatMap(([kind, , table]) => {
    const found = sentences.filter((sentence) => hasPhrase(table, sentence))
    return found.length === 0 ? [] : [toSign(kind, found, false)]
  })
  const own = title && said.find(({ kind }) => kind === title.kind)
  if (title) return { ...toSign(title.kind, [...(own?.sentences ?? [])], true), says: title.says }
  return said.toSorted((one, other) => other.words - one.words)[0]
}

function toSign(kind: WallKind, sentences: readonly string[], isTitle: boolean): WallSign {
  const words = sentences.reduce((sum, sentence) => sum + countWords(sentence), 0)
  return { kind, says: sentences[0] ?? '', isTitle, sentences: new Set(sentences), words }
}

/** The title that is nothing but such a phrase, and its kind. */
function findTitle(titles: readonly string[]): { kind: WallKind; says: string } | undefined {
  for (const title of titles) {
    const kind = toTitleKind(title.slice(0, LONGEST))
    if (kind !== undefined) return { kind, says: title }
  }
  return undefined
}

/** Between a title and a site's name. */
const MARK = / [-–—|·•:»«›] | ?[|｜] ?|: /
/** A site's name is no longer; a headline is. */
const SITE = 4

/** What kind of wall a title names. */
export function toTitleKind(title: string): WallKind | undefined {
  const parts = [title, ...title.split(MARK)]
  const at = parts.findIndex((part) => TABLES.some(([, table]) => isPhraseAlone(table, part)))
  const others = at === 0 ? [] : parts.slice(1).filter((_, index) => index + 1 !== at)
  if (at < 0 || others.some((part) => countWords(part) > SITE)) return undefined
  return TABLES.find(([, table]) => isPhraseAlone(table, parts[at] ?? ''))?.[0]
}

const SENTENCE = /[^.!?؟。！？…]+[.!?؟。！？…]*/g

const QUOTATION = /[“„«"][^“”„"«»]{1,200}[”“"»]/g
/** A line that has fewer words besides is all quotation: a motto, a button. */
const QUOTING = 3

/** Without what somebody is quoted with: a wall speaks for itself. */
function withoutQuotations(line: string): string {
  const own = line.replace(QUOTATION, ' ')
  return own !== line && countWords(own) >= QUOTING ? own : line
}

/** The sentences of the first lines. */
export function toSentences(lines: readonly string[]): string[] {
  let left = MOST
  return lines.flatMap((line) => {
    const some = withoutQuotations(line.slice(0, left))
    left -= some.length
    return (some.match(SENTENCE) ?? []).map((sentence) => sentence.trim().slice(0, LONGEST))
  })
}

const UNSEEN: ReadonlySet<string> = new Set([
  'script',
  'noscript',
  'style',
  'template',
  'svg',
  'iframe',
  'object',
  'head',
])

/** The lines of nodes. */
export function toLines(root: Node | Parent): string[] {
  const parts: string[] = []
  collect(root, parts)
  return parts
    .join('')
    .split('\n')
    .map(toVisibleLine)
    .filter((line) => line !== '')
}

function collect(node: Node | Parent, parts: string[]): void {
  if (isText(node)) parts.push(node.value.replace(/\s+/g, ' '))
  if (!('childNodes' in node)) return
  const isBlock = isElement(node) && (isInlineName(node.tagName) || /^(?:button|option)$/.test(node.tagName))
  if (isBlock) parts.push('\n')
  for (const child of node.childNodes) if (!isElement(child) || !UNSEEN.has(child.tagName)) collect(child, parts)
  if (isBlock) parts.push('\n')
}

/**
 * From the blocks of a place where the story may stand to those that are the story.
 * Promises: takes out boxes by their names and by what they say of themselves, references to other stories, comments,
 * and what stands around the text at both ends; sentences of the story stay, however short.
 */

import { type Element, isWithin } from '../../html/tree.ts'
import { isSameLine } from '../facts/text.ts'
import { type Block, linksOf } from './blocks.ts'
import { findNamedBoxes, type Ground, standsIn, toBegunBox, toGround, toLabelledBox } from './boxes.ts'
import { type StoryFacts, trimEdges } from './edges.ts'
import type { Extent } from './extents.ts'
import { isCount, type Phrase, toPhrase } from './phrases.ts'
import { isOfSite } from './repeats.ts'

export function trim(extent: Extent, known: StoryFacts): Block[] {
  const ground = toGround(extent.roots, known.host)
  const boxes = findNamedBoxes(ground)
  const unnamed = extent.blocks.filter((block) => !standsIn(block, boxes, ground))
  return trimEdges(dropReferences(dropRepeated(unnamed, ground, known.authors), known.host), known)
}

const FEW = 12
const SENTENCE = /[.!?؟。…]["”’»)]*$/u

/** Without what says itself that it is furniture, and what hangs on it. */
function dropRepeated(blocks: readonly Block[], ground: Ground, authors: readonly string[]): Block[] {
  const kept: Block[] = []
  const boxes = new Set<Element>()
  const lastProse = blocks.findLastIndex(isProseBlock)
  let told = 0
  let isHanging = false
  let most = LABELLED
  for (const [at, block] of blocks.entries()) {
    if (boxes.size > 0 && standsIn(block, boxes, ground)) continue
    const bio = told >= FEW && isNamed(block, authors) ? toBegunBox(block, ground) : undefined
    if (bio) {
      boxes.add(bio)
      continue
    }
    const phrase = toLabel(block)
    if (phrase?.says === 'closing' && told === 0 && isTitleOfComments(block, phrase)) return []
    if (phrase?.says === 'closing' && told >= 20 && isClosing(block, phrase, at > lastProse, kept)) break
    const isOrphaned = phrase !== undefined && isOrphan(block, phrase, blocks[at + 1])
    if (phrase && (isOrphaned || isFurniture(block, phrase))) {
      isHanging = isOrphaned || (phrase.says !== 'advertising' && phrase.rest === '')
      most = phrase.says === 'related' ? HEADLINE : LABELLED
      const box = isHanging ? toLabelledBox(block, ground) : undefined
      if (box) boxes.add(box)
    } else if (!isHanging || !hangs(block, most)) {
      isHanging = false
      if (isProseBlock(block)) told += block.words
      kept.push(block)
    }
  }
  return kept
}

/** A heading that is nothing but the name of who wrote it: what it begins is about that person. */
function isNamed(block: Block, authors: readonly string[]): boolean {
  const isTitle = block.kind === 'heading' || block.isBold
  return isTitle && block.words <= 8 && authors.some((name) => isSameLine(name, block.text))
}

/** A cell may be headed `Share` or `Tags` without being furniture. */
function toLabel(block: Block): Phrase | undefined {
  if (block.words > 60 || block.kind === 'code') return undefined
  const phrase = toPhrase(block.text)
  const isData = block.kind === 'cell' && block.linked === 0
  return isData && !(block.isBold && phrase?.says === 'related') ? undefined : phrase
}

export function isProseBlock(block: Block): boolean {
  return block.words >= 10 && block.linked * 2 < block.words && block.kind !== 'heading' && block.kind !== 'media'
}

/** What begins with `31 comments` is the comments. */
function isTitleOfComments(block: Block, { rest }: Phrase): boolean {
  return rest === '' && block.kind === 'heading' && block.words > 1 && block.linked === 0
}

/** The heading of the comments, or of the box on the author, when the story has been told. */
function isClosing(block: Block, { rest }: Phrase, isLast: boolean, before: readonly Block[]): boolean {
  // A button that leads to the comments is not where they begin.
  if (rest !== '' || block.words > 8 || block.kind === 'cell' || block.linked >= block.words) return false
  // `Comment` may head a part of the story: comments have an element of their own.
  const isOneWord = block.words === 1 && block.text.search(/\p{N}/u) < 0
  if (isOneWord && before.some((other) => isProseBlock(other) && other.container === block.container)) return isLast
  return block.kind === 'heading' || block.isBold || isLast
}

function isFurniture(block: Block, phrase: Phrase): boolean {
  const { says, rest } = phrase
  const isLinked = block.linked * 10 >= block.words * 3
  // `Read also: The title of another story`, `Tags: Syria, Kobane`.
  const isLabelled = rest !== '' && /^[^:：؛\n]{1,40}[:：]/.test(block.text)
  switch (says) {
    case 'advertising':
      return true
    case 'closing':
      return rest === '' && block.linked > 0 && block.words <= 8
    case 'call':
      return rest === '' || isLinked
    case 'related':
      return rest === '' ? block.words <= FEW || isLinked : isLinked || (isLabelled && block.linked > 0)
    case 'label':
      if (rest === '' || isCount(rest))
        return isLinked || block.words <= 3 || (block.words <= FEW && !SENTENCE.test(block.text))
      return (isLabelled && block.words <= 25 && !SENTENCE.test(block.text)) || block.linked * 2 >= block.words
  }
}

/** `More from our paper` over links, or over a box that nothing is left in. */
function isOrphan(block: Block, phrase: Phrase, next: Block | undefined): boolean {
  if (phrase.says !== 'related' || block.kind !== 'heading' || block.words > FEW) return false
  if (next && next.words > 0 && next.linked * 2 >= next.words) return true
  return next === undefined || !next.container || !block.container || !isWithin(next.container, block.container)
}

/** Words of the longest line below a label that is no link, and of the longest headline of another story. */
const LABELLED = 6
const HEADLINE = 15

/** What follows a label: links, pictures that are links, dates. */
function hangs(block: Block, most: number): boolean {
  if (block.kind === 'media') return linksOf(block).length > 0
  if (block.linked * 2 >= block.words) return true
  return block.words <= most && block.kind !== 'cell' && block.kind !== 'heading' && !/[.!?؟。"”»]$/.test(block.text)
}

/** Without lines that are nothing but a link to another story, and lists of such. */
function dropReferences(blocks: readonly Block[], host: string | undefined): Block[] {
  const kept: Block[] = []
  // The items of a list go or stay together: what stands before each is what was kept.
  for (const [at, block] of blocks.entries()) {
    const isGone = isReference(block, kept.at(-1), host)
    if (isGone && /\s[|•·]\s/.test(block.text) && kept.some(isProseBlock) && isRemark(blocks.slice(at + 1))) break
    if (!isGone && !isContents(block)) kept.push(block)
  }
  return kept
}

/** What a page says of itself in its last lines, below `Home | Guestbook`. */
function isRemark(below: readonly Block[]): boolean {
  return below.length <= 3 && below.reduce((sum, block) => sum + block.words, 0) <= 30
}

/** `Jump to`: a line of a table of contents. */
function isContents(block: Block): boolean {
  if (block.kind !== 'item' || block.words === 0 || block.linked < block.words * 0.9) return false
  return linksOf(block).every((href) => href.startsWith('#') && href.length > 1)
}

function isReference(block: Block, before: Block | undefined, host: string | undefined): boolean {
  if (block.words < 4 || block.linked < block.words * 0.9 || /^(?:quote|cell|code)$/.test(block.kind)) return false
  const isElsewhere = linksOf(block).every((href) => isOfSite(href, host) && !FILE.test(href))
  return isElsewhere && !(block.kind === 'item' && before && isIntroduced(before))
}

const FILE = /\.(?:pdf|docx?|xlsx?|csv|zip|mp[34]|jpe?g|png|gif|webp)(?:$|[?#])/i

/** A list of links may be part of the story where something says what it is. */
function isIntroduced(before: Block): boolean {
  return before.kind === 'item' || before.kind === 'heading' || /[:：]$/.test(before.text)
}

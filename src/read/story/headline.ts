/** Whether the first lines of a story are its headline, and which lines are the agency's own. */
import { toAgency } from '../../clean/press/agencies.ts'
import { isLabelled } from '../../clean/press/byline.ts'
import { toCaption } from '../../clean/press/caption.ts'
import { toDateline } from '../../clean/press/dateline.ts'

const LONGEST = 200

/** Shorter ones may be headlines: `Kobane – A year after`. */
const LEDE_WORDS = 8

/** A file is read before it is known whose it is. */
const NO_CHANNEL = {}

/** `Qamishli, Syria – Subsequent to …`: a place, a dash and a sentence. */
function isDated(line: string): boolean {
  const found = toDateline(line, NO_CHANNEL, true)
  return found?.dateline !== undefined && line.slice(found.length).split(/\s+/).length >= LEDE_WORDS
}

/** Whether it says whose a picture is, in whatever words. */
function isCredit(line: string): boolean {
  return line.includes('©') || toCaption(line)?.credit !== undefined
}

/** Whether a line is the agency's own: its name alone, or a label and what it is for. */
export function isPressLine(line: string): boolean {
  return toAgency(line, NO_CHANNEL) !== undefined || isLabelled(line)
}

/**
 * One line of at most 200 characters that ends no sentence and is no caption, credit, agency line, press label
 * or dateline. An agency that needs no headline gets none rather than a wrong one.
 */
export function isStoryHeadline(block: string, next = ''): boolean {
  if (block.includes('\n') || block.length > LONGEST || !/\p{L}/u.test(block)) return false
  const line = block.replace(/[\s\u00a0]+/g, ' ').trim()
  const isSentence = /[.。।](?:["”’»)]*)$/.test(line) && !/(?:\.\.\.|…|\b[A-Z]\.)$/.test(line)
  // Some end in a full stop all the same; above a caption there is nothing else it could be.
  if (isSentence && !(isCredit(next) && !/[.。।]\s/.test(line))) return false
  return !isCredit(line) && !isPressLine(line) && !isDated(line)
}

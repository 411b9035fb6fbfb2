/**
 * Text that was decoded in the wrong encoding before it became UTF-8: the damage is in the document itself. Promises:
 * what makes sense as it is stays; a run of text between tags is changed where its characters, taken for bytes again,
 * are UTF-8. Time is linear in the length of the text.
 */
import { countSequences } from './encodings.ts'
import { withoutCutEnd } from './mojibake.ts'
import { FOREIGN, findSuspects, toWindowsByte, WINDOWS } from './suspects.ts'

/** A lead byte of UTF-8 and a trail byte, as characters. */
export const SUSPECT = new RegExp(`[\x80-\x9f]|[\xc2-\xf4][\x80-\xbf${WINDOWS}]`)

/**
 * What nobody ever meant, also beside letters that are right: a euro sign behind â (quotation marks, dashes, dots), a
 * sign behind Ã (é, ê, ç, ü), a degree, ±, Ÿ or Ž behind Ä and Å (ı, İ, ğ, ş). Closing quotes may follow capitals.
 */
const SURE = new RegExp(
  `\xe2[\x80\u20ac][\x80-\xbf${WINDOWS}]|\xc3[\xa1-\xaa\xac-\xb9\xbc-\xbf]|[\xc4\xc5][\x9e\x9f\xb0\xb1\u0178\u017e]`,
  'g',
)
/** A text may have been decoded wrongly, encoded, and decoded wrongly again. */
const MOST_TIMES = 3

/**
 * UTF-8 read in another encoding and encoded again (`KobanÃª`, `ط§ظ„`), and controls that are windows-1252 (0x93 for a
 * quotation mark), put right as Universal Feed Parser does.
 */
export function repairText(text: string): string {
  let before = text
  for (let times = 0; times < MOST_TIMES; times++) {
    const after = repairOnce(before)
    if (after === before) break
    before = after
  }
  // What is left of a text of which more is right: last, since it would tear what is wrong as a whole.
  return SUSPECT.test(before) ? eachRun(before, repairSure) : before
}

/** Controls last: other encodings have letters there. */
function repairOnce(text: string): string {
  const isSuspect = SUSPECT.test(text)
  const meant = isSuspect ? eachRun(text, (run) => toMeant(run, toWindowsByte)) : text
  const suspects = findSuspects(meant)
  const foreign = FOREIGN.filter(({ bit }) => (suspects & bit) !== 0)
  const again = foreign.reduce((before, one) => repairForeign(before, one), meant)
  return isSuspect ? eachRun(again, toControlled) : again
}

function eachRun(text: string, repair: (run: string) => string | undefined): string {
  return text.replace(/[^<>]+/g, (run) => (SUSPECT.test(run) ? (repair(run) ?? run) : run))
}

function toControlled(run: string): string {
  const again = toMostlyMeant(run, toWindowsByte) ?? run
  return again.replace(/[\x80-\x9f]/g, (control) => WINDOWS[control.charCodeAt(0) - 0x80] ?? control)
}

/** What nobody ever meant, put right one by one. */
export function repairSure(letters: string): string {
  return letters.replace(SURE, (sequence) => toMeant(sequence, toWindowsByte) ?? sequence)
}

function repairForeign(text: string, { bit, toByte }: (typeof FOREIGN)[number]): string {
  return text.replace(/[^<>]+/g, (run) => {
    if ((findSuspects(run) & bit) === 0) return run
    const meant = toMeant(run, toByte) ?? toMostlyMeant(run, toByte)
    return meant !== undefined && isText(meant) ? meant : run
  })
}

/** What was only by chance UTF-8 has signs of nowhere in it. */
function isText(meant: string): boolean {
  return !/[\x80-\x9f\ufffd\p{Cn}\p{Co}]/u.test(meant)
}

/** The byte that a character was read from; -1 where the encoding has none for it. */
type ToByte = (code: number) => number

/** The characters taken for bytes and decoded as UTF-8; undefined where they are no UTF-8. */
export function toMeant(run: string, toByte: ToByte, isCut = false): string | undefined {
  const bytes = new Uint8Array(run.length)
  for (let at = 0; at < run.length; at++) {
    const byte = toByte(run.charCodeAt(at))
    if (byte < 0) return undefined
    bytes[at] = byte
  }
  const whole = isCut ? withoutCutEnd(bytes) : bytes
  const { invalid, cut, valid } = countSequences(whole)
  if (invalid + cut > 0 || valid === 0) return undefined
  const meant = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(whole)
  return CUT.test(meant) ? undefined : meant
}

/** Signs of old Arabic manuscripts: half a letter with an ellipsis behind it. */
const CUT = /[\u0600-\u0605]/

/** Fewer pieces may be UTF-8 by chance, where others are not. */
const FEW = 3
const PIECE = /[^\0-\x7f]+/g
/** What software adds that knows better than the one before it; or behind what it cut off. */
const ADDED = /^[…“”„‘’–—•«»\u200e\u200f]+$/

/**
 * A run with something right in it, an ellipsis where software cut it off, or a cut letter: piece by piece between
 * ASCII, where most pieces are UTF-8. In a text that is right hardly any is.
 */
function toMostlyMeant(run: string, toByte: ToByte): string | undefined {
  let pieces = 0
  let meant = 0
  const again = run.replace(PIECE, (piece) => {
    if (ADDED.test(piece)) return piece
    const found = toMeant(piece, toByte) ?? toEndMeant(piece, toByte)
    pieces++
    if (found !== undefined) meant++
    return found ?? piece
  })
  const isMeant = meant === pieces ? meant > 0 : meant >= FEW && meant * 10 >= pieces * 8
  return isMeant ? again : undefined
}

/** What is left of a cut sequence goes, an ellipsis behind it stays. */
function toEndMeant(piece: string, toByte: ToByte): string | undefined {
  let end = piece.length
  while (piece[end - 1] === '…') end--
  const found = toMeant(piece.slice(0, end), toByte, true)
  return found === undefined ? undefined : found + piece.slice(end)
}

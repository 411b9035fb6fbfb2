/** What the line below a picture says: what is shown, and whose it is. Promises: prose is never taken for a credit. */

import { findEnd, findPhrases } from '../language/phrases.ts'
import type { PhraseTable } from '../language/table.ts'
import { ARCHIVES, CREDITED, FILE_PHOTO_HEADS, FILE_PHOTO_SHOWS, FILE_PHOTOS, PICTURES } from './phrases.ts'

/** A picture's line: what it shows, and whose it is. */
export type Caption = { readonly caption?: string; readonly credit?: string }

/** Whose a picture is, behind its label: `. Photo: ARA News`, `(Photo by: AFP)`, `Photo courtesy of X`. */
const OWNER = /^([^\s:.][^:.]{1,59}(?:\.\p{L}{2,})*)[)\].\s]*$/u
const MARK = /^(?: source)? ?[:：/]/i
/** Behind `File photo`: another owner, and the end. */
const FILE_REST = /^((?:\s*[/|–-]\s*[\p{L} .]{2,40})?)\s*[)\]]?[.\s]*$/u
const ARCHIVE_REST = /^()[)\].\s]*$/u
/** `. UNRWA file photo`: whose file it is from. */
const OWNED_FILE_END =
  /^(.*?[.!?”"])\s*[([]?((?:\p{Lu}[\p{L}.]+\s){1,3}(?:[Ff]ile|[Aa]rchive|[Hh]andout) (?:photo|picture|image))[)\]]?\.?$/u
/** `© ARA News`, with what it shows before it or nothing. */
const RIGHTS_END =
  /^(.*?)(?<![\s.,;|/–—([-])[\s.,;|/–—([-]*(?:(?:photo|picture|image)\s*)?(?:©|\(c\))\s*([^\s©.][^©.]{1,59})$/iu
/** `. REUTERS/Ana Ionescu`. */
const SLASH_END =
  /^(.{10,}[.!?”"])\s+([\p{Lu}][\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+){0,3}\s?\/\s?\p{Lu}[\p{L} .’'-]{1,40})$/u
/** `新华社记者 李明 摄`. */
const TAKEN_END = /^(.*?[。！？\s])?((?:[\p{sc=Han}]{2,12}\s?){1,3})\s*[摄攝]$/u
const CREDIT_IN_BRACKETS =
  /^(.{10,}?)\s*[([]((?:©\s*)?(?:AFP|AP|Reuters|EPA|ARA News|Getty(?: Images)?|Anadolu(?: Agency)?|IRNA|SANA|(?:وكالة )?(?:الفرنسية|رويترز|الأناضول|أسوشيتد ?برس|الأوروبية|غيتي)(?: ?إيميجز)?|[\p{L} .]{2,30}\/[\p{L} .]{2,30}))[)\]]\.?$/u

/** In no owner's name. */
const SCENE = /\s(?:in|at|on|near|during|after|before|with|outside) (?:a|an|the|her|his|their|\p{Lu})/u

/** One of these is in all of the expressions above. */
const HINT = /photo|picture|image|file|archive|[)\]©/摄攝]/iu

/** What a picture's line says; undefined where nothing in it says that it is one. */
export function toCaption(line: string): Caption | undefined {
  if (line.length > 500) return undefined
  const isHinted = HINT.test(line)
  const head = readHead(line)
  if (head) return head
  const by = findOwner(line) ?? (isHinted ? toEnd(RIGHTS_END.exec(line)) : undefined)
  // `Photo: Mayor Sanaa Ali in her office` says what it shows.
  if (by && by.text === '' && SCENE.test(by.credit)) return { caption: withStop(by.credit) }
  if (by) return withCredit(by.credit, by.text)
  if (showsItself(line)) return { caption: withStop(line), credit: 'File photo' }
  const owned = isHinted ? (OWNED_FILE_END.exec(line) ?? SLASH_END.exec(line) ?? TAKEN_END.exec(line)) : null
  if (owned) return withCredit(owned[2], owned[1])
  const file = findLast(FILE_PHOTOS, FILE_REST, line) ?? findLast(ARCHIVES, ARCHIVE_REST, line)
  if (file && isMarked(line, file)) return withCredit(toCredit(file.credit), file.text)
  const bracketed = isHinted ? CREDIT_IN_BRACKETS.exec(line) : null
  return bracketed ? withCredit(bracketed[2], bracketed[1]) : undefined
}

/** What stands before a credit, and the credit. */
type End = { readonly text: string; readonly credit: string }

function toEnd(match: RegExpExecArray | null): End | undefined {
  return match ? { text: match[1] ?? '', credit: match[2] ?? '' } : undefined
}

/** `File photo: …`. */
function readHead(line: string): Caption | undefined {
  const end = findEnd(FILE_PHOTO_HEADS, line)
  const rest = end < 0 ? '' : line.slice(end).trim()
  return /^[:：–—-]./u.test(rest) ? withCredit(toCredit(line.slice(0, end)), rest.slice(1)) : undefined
}

/** `A file photo shows Kurdish fighters …`: the whole is the caption. */
function showsItself(line: string): boolean {
  const end = findEnd(FILE_PHOTO_SHOWS, line)
  return end >= 0 && !/^\s*(?:[:.)]|$)/.test(line.slice(end))
}

/** The first label of a picture that only its owner follows. */
function findOwner(line: string): End | undefined {
  for (const { at, end: label } of findPhrases(PICTURES, line)) {
    const mark = MARK.exec(line.slice(label))?.[0].length
    const end = mark === undefined ? findEnd(CREDITED, line, label) : label + mark
    const owner = end < 0 ? undefined : OWNER.exec(line.slice(end).trimStart())?.[1]
    if (owner !== undefined)
      return { text: line.slice(0, at).replace(/(?<![\s.,;|/–—([-])[\s.,;|/–—([-]+$/, ''), credit: owner }
  }
  return undefined
}

/** The first phrase of a table with which a line ends. */
function findLast(phrases: PhraseTable, rest: RegExp, line: string): End | undefined {
  for (const { at, end } of findPhrases(phrases, line)) {
    const more = rest.exec(line.slice(end))?.[1]
    if (more === undefined) continue
    const text = line.slice(0, at).replace(/(?<![\s.,،;:|/–—([-])[\s.,،;:|/–—([-]+$/, '')
    return { text, credit: line.slice(at, end) + more }
  }
  return undefined
}

/** Of a caption that is known to be one, for want of a credit the whole. */
export function toFigureCaption(line: string): Caption | undefined {
  return line === '' ? undefined : (toCaption(line) ?? { caption: line })
}

/** "He has a file" ends in the word too: the bare word needs a mark before it. */
function isMarked(line: string, { text, credit }: End): boolean {
  if (/\s/.test(credit) || credit.length === line.replace(/(?<![.\s])[.\s]+$/, '').length) return true
  const before = line.slice(text.length, line.toLowerCase().lastIndexOf(credit.toLowerCase()))
  return /[.,،;:|/–—([-]/.test(before)
}

function toCredit(words: string | undefined): string | undefined {
  return words === undefined ? undefined : words.charAt(0).toUpperCase() + words.slice(1)
}

function withCredit(credit: string | undefined, text: string | undefined): Caption {
  const caption = withStop(text?.trim() ?? '')
  const owner = credit?.trim().replace(/(?<![\s.,;)\]])[\s.,;)\]]+$/, '')
  return { ...(caption ? { caption } : {}), ...(owner ? { credit: owner } : {}) }
}

/** One phrase stands without its full stop, several sentences have it. */
function withStop(text: string): string {
  const bare = text.replace(/(?<!\.)\.+$/, '')
  return /[.!?] \S/.test(bare) && /[\p{L}\p{N}]$/u.test(bare) ? `${bare}.` : bare
}

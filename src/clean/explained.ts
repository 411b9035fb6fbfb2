/**
 * Whether other rules explain that an item says something else than before. There are no bytes of before to read again
 * under today's rules: what both readings have in common is compared, and where nobody can tell, nothing was edited.
 */
import { decodeHTML } from 'entities'
import type { Said } from './clean.ts'
import { toPrint } from './identity.ts'

/**
 * Whether nobody edited the item: it has the same words, however they are divided into headline and text, and what is
 * otherwise told apart was not read before, or is not read any more.
 */
export function isExplained(before: Said, after: Said): boolean {
  return hasSameWords(before, after) && hasSameNames(before, after) && hasSameAddresses(before, after)
}

/** What was not read before is no edit: a headline, or a text, that had none. */
function hasSameWords(before: Said, after: Said): boolean {
  const [old, fresh] = [toPrints(before), toPrints(after)]
  if (old.title + old.text === fresh.title + fresh.text) return true
  if (isSameOrNew(old.title, fresh.title) && isSameOrNew(old.text, fresh.text)) return true
  return isReadInOtherCoding(before, after)
}

function toPrints({ title, facts }: Said): { readonly title: string; readonly text: string } {
  return { title: toPrint(withoutMarkup(title)), text: toPrint(withoutMarkup(facts.text)) }
}

/** References and tags that were left standing are read right by others. */
function withoutMarkup(text: string): string {
  return decodeHTML(text.replace(/<\/?[a-z][^<>]*>/gi, ''))
}

function isSameOrNew(before: string, after: string): boolean {
  return before === '' || before === after
}

/** Fewer words an editor may have put in the place of all there were. */
const FEW = 5

/** All words with letters beyond ASCII are others now, and the rest is as it was: the bytes were decoded otherwise. */
function isReadInOtherCoding(before: Said, after: Said): boolean {
  const [old, fresh] = [toWords(before), toWords(after)]
  const foreign = new Set(fresh.foreign)
  return (
    old.foreign.length >= FEW &&
    foreign.size > 0 &&
    old.ascii.join(' ') === fresh.ascii.join(' ') &&
    old.foreign.every((word) => !foreign.has(word))
  )
}

function toWords({ title, text }: Said): { readonly ascii: readonly string[]; readonly foreign: readonly string[] } {
  const words = `${title} ${text}`
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => /[^\p{P}\p{S}]/u.test(word))
  const isAscii = (word: string) => /^[\x21-\x7e]+$/.test(word)
  return { ascii: words.filter(isAscii), foreign: words.filter((word) => !isAscii(word)) }
}

/** A name that lost what is no name, its address or “mailto:”, or that is taken for none any more. */
function hasSameNames(before: Said, after: Said): boolean {
  const names = before.authors.map(toPrint).filter((name) => name !== '')
  return names.length === 0 || after.authors.map(toPrint).every((name) => names.some((one) => one.includes(name)))
}

/** Links and pictures by what their addresses end with: those before it may have been resolved otherwise. */
function hasSameAddresses(before: Said, after: Said): boolean {
  return (
    isGainOrLoss(before.facts.links.map(toPath), after.facts.links.map(toPath)) &&
    isGainOrLoss(before.facts.pictures.map(toFileName), after.facts.pictures.map(toFileName)) &&
    (before.address === undefined || after.address === undefined || toPath(before.address) === toPath(after.address))
  )
}

/** All of them are new, or nothing but missing. */
function isGainOrLoss(before: readonly string[], after: readonly string[]): boolean {
  const old = new Set(before)
  return old.size === 0 || after.every((one) => old.has(one))
}

function toPath(url: string): string {
  return url.replace(/^[a-z][a-z+.-]*:\/\/[^/?#]*/i, '')
}

function toFileName(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1)
}

/**
 * One text for several stories: a page that is the same whatever was asked for. Pure. Promises: the same story at two
 * addresses, or two stories on one page, are none.
 */
import { toLetters } from '../clean/language/fold.ts'
import { toTextHash } from '../model/hash.ts'

/** A story with its text. */
export type ToldStory = { readonly title: string; readonly url: string; readonly text: string }

/** A shorter text is nobody's. */
const LEAST = 12
/** Letters of a headline that tell it from others: a second version of a story is called nearly so. */
const ALIKE = 12

/** Those of the stories that have one text with a story of another name, at another address. */
export function findRepeated<T extends ToldStory>(stories: readonly T[]): ReadonlySet<T> {
  const groups = [...Map.groupBy(stories, ({ text }) => toPrintOf(text))].filter(([print]) => print.length >= LEAST)
  return new Set(groups.flatMap(([, all]) => all.filter((one) => all.some((other) => isAnother(one, other)))))
}

/** The text as it is known again: its letters, without what a server makes anew for each request. */
export function toTextPrint(text: string): string {
  return toTextHash(toPrintOf(text)).slice(0, 24)
}

function toPrintOf(text: string): string {
  const words = text.split(/\s+/).filter((word) => !word.includes('/') && !MADE.test(word))
  return toLetters(words.join(' '))
}

/** A time of day, an address of a network, the name of a request. */
const MADE = /^\D?(?:\d{1,2}:\d\d(?::\d\d)?|\d{1,3}(?:\.\d{1,3}){3}|(?=[a-f-]*\d)[\da-f-]{8,64})\D?$/i

function isAnother(one: ToldStory, other: ToldStory): boolean {
  if (one === other || toPageAddress(one.url) === toPageAddress(other.url)) return false
  const [short = '', long = ''] = [toLetters(one.title), toLetters(other.title)].sort((a, b) => a.length - b.length)
  return short !== long && !(short.length >= ALIKE && long.includes(short))
}

function toPageAddress(url: string): string {
  return url.replace(/#.*$/s, '').replace(/\/$/, '')
}

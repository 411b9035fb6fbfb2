/**
 * Titles that may be HTML although their format does not say so (every RSS). Promises: what was written as markup is
 * read as markup, and what a headline says of it (“How the <dl> element works”, “List<String>”) stays as it was typed.
 */
import type { Text } from '../../model/content.ts'
import { hasKnownNames } from '../builder.ts'
import type { XmlElement } from '../xml/namespace.ts'
import { readTextConstruct } from './constructs.ts'

/** What editors and their software write in headlines, in pairs. */
const MARKUP: ReadonlySet<string> = new Set(
  `abbr acronym b bdi bdo big blockquote center cite code del dfn div em font h1 h2 h3 h4 h5 h6 i ins kbd mark nobr p q
  rp rt ruby s samp section small span strike strong sub sup time tt u var`.split(/\s+/),
)
/** Beside those; alone they are what a headline is about. */
const VOID: ReadonlySet<string> = new Set('br wbr img hr'.split(' '))
/** Line breaks in a row. */
const BREAKS = /(?:<br ?\/?>)+/gi
const newTag = () => /<(\/?)([a-z][a-z0-9]{0,20})((?:\s[^<>]{0,2000})?)>/gi

/** Reads a title. `guess`: whether the format leaves open what is HTML. */
export function readTitle(element: XmlElement, guess: boolean): Text | undefined {
  const text = readTextConstruct(element, 'text', false)
  return guess && text?.type === 'text' ? { ...text, ...toGuessedTitle(text.value) } : text
}

/** HTML where it has elements in pairs, or a reference and none that HTML does not know; else text. */
function toGuessedTitle(value: string): Pick<Text, 'value' | 'type'> {
  const hasReference = /&#?\w{1,32};/.test(value)
  if (hasReference && !hasKnownNames(value)) return { value, type: 'text' }
  const pairs = value.includes('</') ? findPairs(value) : new Map<number, number>()
  const isMarkup = pairs.size > 0 || hasReference || findBreaks(value).length > 0
  return isMarkup ? { value: toMarkup(value, pairs), type: 'html' } : { value, type: 'text' }
}

/** Where tags begin that are markup, each with where it ends. */
function findPairs(value: string): Map<number, number> {
  const found = new Map<number, number>()
  const open = new Map<string, (readonly [number, number])[]>([...MARKUP, 'a'].map((name) => [name, []]))
  for (const { index, 0: tag, 1: slash, 2: name = '', 3: rest = '' } of value.matchAll(newTag())) {
    const local = name.toLowerCase()
    const place = [index, index + tag.length] as const
    if (slash === '') {
      // An `a` that leads nowhere is one that is spoken of.
      const isMarkup = MARKUP.has(local) || (local === 'a' && /\shref\s*=/i.test(rest))
      if (isMarkup) open.get(local)?.push(place)
      continue
    }
    const start = open.get(local)?.pop()
    if (start !== undefined) found.set(...start).set(...place)
  }
  return found
}

/** The HTML, with every `<` that begins no markup as a reference. */
function toMarkup(value: string, pairs: ReadonlyMap<number, number>): string {
  const voids =
    pairs.size === 0 ? [] : [...value.matchAll(newTag())].filter(([, , name = '']) => VOID.has(name.toLowerCase()))
  const breaks = findBreaks(value)
  const tags = new Set([...pairs.keys(), ...voids.map(({ index }) => index), ...breaks])
  return value.replace(/</g, (sign, at: number) => (tags.has(at) ? sign : '&lt;'))
}

/** Where line breaks begin that stand in the middle of words; one that is spoken of has blanks around it. */
function findBreaks(value: string): number[] {
  return [...value.matchAll(BREAKS)].flatMap(({ index, 0: run }) => {
    const after = value.charAt(index + run.length)
    const isWithin =
      /[\p{L}\p{N}]/u.test(after) || (/^\s?$/.test(after) && endsWords(value.slice(Math.max(0, index - 2), index)))
    return isWithin ? [...run.matchAll(/</g)].map((sign) => index + sign.index) : []
  })
}

function endsWords(before: string): boolean {
  return /[\p{L}\p{M}\p{N}.,:;!?)…]$/u.test(before)
}

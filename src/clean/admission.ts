/**
 * Whether keep and block rules let an item in. Promises: words are compared as search compares them, whole, and in time
 * linear in the text, whatever the rules; the same rules, item and moment give the same answer.
 */
import type { Admission, Conditions, Rule } from '../model/admission.ts'
import type { Item } from '../model/model.ts'
import { fold } from './language/fold.ts'
import { withoutArticle } from './language/stems.ts'

/** Why an item is left out, a short sentence; undefined where it comes in. A story that is stored is not left out for its age. */
type Judge = (item: Item, isStored: boolean) => string | undefined

/** What a rule says of an item it meets; undefined where it does not. */
type Test = (facts: Facts) => string | undefined

/** @param now milliseconds since 1970 */
export function createJudge({ keep = [], block = [] }: Admission, now: number): Judge {
  if (keep.length === 0 && block.length === 0) return () => undefined
  const [kept, blocked] = [keep.map(toTest), block.map(toTest)]
  return (item, isStored) => {
    const facts = toFacts(item, isStored, now)
    const blocks = findMet(blocked, facts)
    if (blocks !== undefined) return `block: ${blocks}`
    return kept.length === 0 || findMet(kept, facts) !== undefined ? undefined : 'keep: it meets none of these rules'
  }
}

function findMet(tests: readonly Test[], facts: Facts): string | undefined {
  for (const test of tests) {
    const met = test(facts)
    if (met !== undefined) return met
  }
  return undefined
}

function toTest({ not, ...conditions }: Rule): Test {
  const all = toConditionTest(conditions)
  const none = not === undefined ? undefined : toConditionTest(not)
  return (facts) => {
    const met = all(facts)
    if (met === undefined || none === undefined) return met
    if (none(facts) !== undefined) return undefined
    return [met, `not ${toSentence(not ?? {})}`].filter((part) => part !== '').join(', ')
  }
}

/** Every condition has to be met. */
function toConditionTest({ olderThan, ...fields }: Conditions): Test {
  const tests = Object.entries(fields).map(([field, words]) => toWordsTest(field as Field, toList(words)))
  if (olderThan !== undefined) tests.push(toAgeTest(olderThan))
  return (facts) => {
    const met = tests.map((test) => test(facts))
    return met.includes(undefined) ? undefined : met.join(' and ')
  }
}

const DAY = 86_400_000

function toAgeTest(days: number): Test {
  return ({ age }) => (age !== undefined && age > days * DAY ? `it is older than ${days} days` : undefined)
}

/** Any of the lines, each of which may have several words and phrases, all of which have to be there. */
function toWordsTest(field: Field, lines: readonly string[]): Test {
  const sought = lines.map((line) => ({ line, phrases: toPhrases(line) }))
  return (facts) => {
    const text = facts.text(field)
    const found = sought.find(({ phrases }) => phrases.length > 0 && phrases.every((phrase) => text.includes(phrase)))
    return found && `${field} has ${toQuoted(found.line)}`
  }
}

function toSentence({ olderThan, ...fields }: Conditions): string {
  const words = Object.entries(fields).map(([field, lines]) => `${field} ${toList(lines).map(toQuoted).join(' or ')}`)
  return [...words, ...(olderThan === undefined ? [] : [`older than ${olderThan} days`])].join(' and ')
}

function toQuoted(line: string): string {
  return `“${line}”`
}

function toList(words: string | readonly string[]): readonly string[] {
  return typeof words === 'string' ? [words] : words
}

// Texts as rows of words, ` one two `: a phrase is a piece of one, and so is the beginning of a word.

const WORD = /[\p{L}\p{N}]+/gu
/** Scripts that write no blanks between words: each sign counts as one. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/gu

/** Between two texts; no phrase goes over it. */
const BREAK = ' | '

function toWords(text: string): readonly string[] {
  return fold(text).replace(UNSPACED, ' $& ').match(WORD) ?? []
}

function toRow(words: readonly string[]): string {
  return ` ${words.join(' ')} `
}

/** A text as it stands and without Arabic articles, of which rules know nothing. */
function toRows(text: string): string {
  const words = toWords(text)
  const bare = words.map(withoutArticle)
  return bare.some((word, at) => word !== words[at]) ? toRow(words) + BREAK + toRow(bare) : toRow(words)
}

const PART = /"([^"]*)"(\*?)|[^\s"]+/g

/** The pieces that have to be in a row. */
function toPhrases(line: string): string[] {
  const parts = line.replace(/[“”„«»]/g, '"').matchAll(PART)
  return [...parts].flatMap(([whole, quoted = whole, star]) => {
    const row = toRow(toWords(quoted).map(withoutArticle))
    if (row.trim() === '') return []
    return star === '*' || (star === undefined && whole.endsWith('*')) ? row.trimEnd() : row
  })
}

// What rules look at of an item.

type Field = Exclude<keyof Conditions, 'olderThan'>
type Facts = {
  /** Milliseconds; undefined where nobody knows, or where it does not matter any more. */
  readonly age: number | undefined
  readonly text: (field: Field) => string
}

function toFacts(item: Item, isStored: boolean, now: number): Facts {
  const { published, modified } = item.content
  const date = published ?? modified
  const rows = new Map<Field, string>()
  return {
    age: isStored || date === undefined ? undefined : now - date,
    text: (field) => {
      const row = rows.get(field) ?? toTexts(item, field).map(toRows).join(BREAK)
      rows.set(field, row)
      return row
    },
  }
}

function toTexts(item: Item, field: Field): readonly string[] {
  const { title, contentText, summary, authors, categories, url, externalUrl } = item.content
  switch (field) {
    case 'title':
      return [title]
    case 'text':
      return [contentText, summary]
    case 'author':
      return authors.map(({ name }) => name)
    case 'tag':
      return categories.flatMap(({ name, label }) => [name, label ?? ''])
    case 'url':
      return [url, externalUrl].flatMap((address) => (address === undefined ? [] : toReadable(address)))
    case 'anywhere':
      return (['title', 'text', 'author', 'tag'] as const).flatMap((one) => toTexts(item, one))
  }
}

/** An address with its letters as people read them. */
function toReadable(url: string): string {
  try {
    return decodeURI(url)
  } catch (error) {
    if (error instanceof URIError) return url
    throw error
  }
}

/**
 * Keep and block rules: what of a source is taken in, as data. Words stand for whole words as search compares them; a
 * rule holds no pattern, so that nobody can write one that takes for ever (docs/architecture.md, decision 22).
 */
import * as v from 'valibot'
import { toOptional, type Value } from './schema.ts'

/** `word other`: both; `"a phrase"`: one after the other; `begin*`: what begins so. */
const words = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(200, 'has more than 200 characters'),
  v.regex(/[\p{L}\p{N}]/u, 'has no word in it'),
)

/** Any of several. */
const anyWords = v.union([
  words,
  v.pipe(v.array(words), v.minLength(1, 'is empty'), v.maxLength(200, 'has more than 200 entries')),
])

const conditions = toOptional({
  title: anyWords,
  /** The story's text and summary as the source's own document gives them. */
  text: anyWords,
  author: anyWords,
  tag: anyWords,
  url: anyWords,
  /** In title, text, author or tag. */
  anywhere: anyWords,
  /** Days since it was published, where the source says when. */
  olderThan: v.pipe(
    v.number(),
    v.minValue(0, 'is below 0'),
    v.maxValue(36_500, 'is above 36500'),
    v.metadata({ format: 'days' }),
  ),
})

const SAYS_NOTHING = 'says nothing: name title, text, author, tag, url, anywhere or olderThan'

/** All that it says has to be so, and not all that is in `not`. */
const rule = v.pipe(
  v.strictObject({
    ...conditions,
    not: v.exactOptional(
      v.pipe(
        v.strictObject(conditions),
        v.check((value) => Object.keys(value).length > 0, SAYS_NOTHING),
      ),
    ),
  }),
  v.check((value) => Object.keys(value).length > 0, SAYS_NOTHING),
)

const rules = v.pipe(v.array(rule), v.maxLength(100, 'has more than 100 rules'))

/** An item is taken in where it meets no `block` rule, and one of `keep` where there are any. */
export const admission = { keep: rules, block: rules }

export type Rule = Value<typeof rule>
export type Conditions = Omit<Rule, 'not'>
/** Rules of a source, of which some may be absent. */
export type Admission = { readonly keep?: readonly Rule[]; readonly block?: readonly Rule[] }

/** The rules as one text: another one is another set of rules; '' where there are none. */
export function toAdmissionKey({ keep = [], block = [] }: Admission): string {
  return keep.length === 0 && block.length === 0 ? '' : JSON.stringify({ keep, block })
}

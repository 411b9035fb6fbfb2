/**
 * Names of the region as Latin letters have them. Promises: one form for what differs by the writer's language alone
 * (q/k, w/v, x/kh, ç/ch, ş/sh, c/j, ê/e/a, ou/u, -iye/-iyeh/-iya, al-/el-); what it can't tell apart is for the caller.
 */

import { fold } from '../language/fold.ts'

/** In this order. */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/\b(?:al|el|ul|ad|az|ez|as|es|ash|esh|at|et|ar|er|an|en)[- ](?=\p{L}{2})/gu, ''],
  [/(?<=[aei])h\b/g, ''],
  [/kh|x/g, 'h'],
  [/sch|sh/g, 's'],
  [/tch|ch|c|dj|zh/g, 'j'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/gh/g, 'g'],
  [/q|ck/g, 'k'],
  [/oo|ou|o/g, 'u'],
  [/w/g, 'v'],
  [/ie\b/g, 'i'],
  [/ee|y/g, 'i'],
  [/e/g, 'a'],
  [/[^a-z]+/g, ''],
  [/(.)\1+/g, '$1'],
]

/** Shorter ones are others' names too. */
const SHORTEST = 5

/** Undefined of a name in other letters, or of one that is too short to be told. */
export function toTransliteration(name: string): string | undefined {
  const folded = fold(name)
  if (!/^[a-z' -]+$/.test(folded)) return undefined
  const form = ALIKE.reduce((text, [typed, letter]) => text.replace(typed, letter), folded)
  return form.length < SHORTEST ? undefined : form
}

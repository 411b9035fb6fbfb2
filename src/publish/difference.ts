/** What was changed of a story from one version to the next, paragraph by paragraph: one answer for pages and programs. */

import { diffArrays } from 'diff'
import type { Content } from '../model/content.ts'

/** What became of a paragraph. */
export type DifferenceStep = { readonly kind: 'same' | 'gone' | 'new'; readonly text: string }

/** What is compared: headline and plain text, with a blank line between paragraphs. */
type Text = Pick<Content, 'title' | 'contentText'>

/** Comparing takes as many steps as there are paragraphs times what differs: long texts that differ in much are shown whole. */
const MOST_STEPS = 1_000_000

/** What went and what came, headline first; nothing of what stayed. */
export function toTextChanges(before: Text, after: Text): DifferenceStep[] {
  return toDifference(toLines(before), toLines(after)).filter(({ kind }) => kind !== 'same')
}

function toLines({ title, contentText }: Text): string[] {
  return [title, ...contentText.split(/\n{2,}/)].map((line) => line.trim()).filter((line) => line !== '')
}

/** The paragraphs of two texts side by side: what stayed, what went, what came. */
export function toDifference(before: readonly string[], after: readonly string[]): DifferenceStep[] {
  const maxEditLength = Math.floor(MOST_STEPS / (before.length + after.length + 1))
  const changes = diffArrays([...before], [...after], { maxEditLength })
  if (changes === undefined) return [...toSteps('gone', before), ...toSteps('new', after)]
  return changes.flatMap(({ added, removed, value }) => toSteps(added ? 'new' : removed ? 'gone' : 'same', value))
}

function toSteps(kind: DifferenceStep['kind'], list: readonly string[]): DifferenceStep[] {
  return list.map((text) => ({ kind, text }))
}

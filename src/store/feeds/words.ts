/** Words that are searched for, as FTS5 is asked for them. */
import type { Sought } from '../../model/content.ts'

const MOST_WORDS = 32

/**
 * Each word quoted, so that none is taken for an operator of FTS5; side by side means all of them. Empty where nothing
 * is to be found.
 */
export function toFtsExpression(words: string | readonly Sought[]): string {
  const sought = (typeof words === 'string' ? words.split(/\s+/).map((word) => [word]) : words)
    .map((forms) => forms.filter((form) => /[\p{L}\p{N}]/u.test(form)))
    .filter((forms) => forms.length > 0)
    .slice(0, MOST_WORDS)
  const out = sought.filter(isOut)
  const found = sought.filter((forms) => !isOut(forms)).map((forms) => toAny(forms))
  if (found.length === 0 || out.length === 0) return found.join(' AND ')
  return `(${found.join(' AND ')}) NOT ${toAny(out.flat().map((form) => form.slice(1)))}`
}

/** Of `-word` no story may have any. */
function isOut([form = '']: Sought): boolean {
  return form.startsWith('-')
}

function toAny(forms: Sought): string {
  return `(${forms.map(toForm).join(' OR ')})`
}

function toForm(form: string): string {
  return form.endsWith('*') ? `${toQuoted(form.slice(0, -1))} *` : toQuoted(form)
}

function toQuoted(form: string): string {
  return `"${form.replaceAll('"', '""')}"`
}

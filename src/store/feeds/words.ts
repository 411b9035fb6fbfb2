/** Words that are searched for, as FTS5 is asked for them. */
import type { Sought } from '../../model/content.ts'

const MOST_WORDS = 32

/** Each word quoted, so that none is taken for an operator of FTS5; side by side means all of them. */
export function toFtsExpression(words: string | readonly Sought[]): string {
  const sought = typeof words === 'string' ? words.split(/\s+/).map((word) => [toQuoted(word)]) : words.map(toForms)
  return sought
    .map((forms) => forms.filter((form) => /[\p{L}\p{N}]/u.test(form)).join(' OR '))
    .filter((forms) => forms !== '')
    .slice(0, MOST_WORDS)
    .map((forms) => `(${forms})`)
    .join(' AND ')
}

function toForms(sought: Sought): string[] {
  return sought.map((form) => (form.endsWith('*') ? `${toQuoted(form.slice(0, -1))} *` : toQuoted(form)))
}

function toQuoted(form: string): string {
  return `"${form.replaceAll('"', '""')}"`
}

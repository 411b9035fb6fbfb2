/** Whether a CSS selector can be used, before there is a page. */
import { ParseError } from '../errors.ts'
import { parseTree } from './dom.ts'
import { select } from './page-select.ts'

/** Whether pages can be read with this selector. */
export function isSelector(text: string): boolean {
  try {
    select(text, parseTree('<p>'))
    return true
  } catch (error) {
    if (error instanceof ParseError) return false
    throw error
  }
}

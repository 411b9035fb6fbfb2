import { html } from 'hono/html'
import { toOwnDirection } from '../clean/language/direction.ts'
import type { Html } from './layout.ts'

/** A headline or summary in a story that may run the other way: it keeps its order, and stands where the story does. */
export function renderIsolated(text: string, around: 'ltr' | 'rtl'): string | Html {
  const own = toOwnDirection(text, around)
  return own === around ? text : html`<bdi dir="${own}">${text}</bdi>`
}

import type { Desk } from './desk.ts'
import { type Answer, toAnswer } from './finished.ts'
import type { Ask } from './validators.ts'

/**
 * The answer to GET of an address whose document is finished and current, without anything being awaited; undefined
 * where it has to be made or looked at again. The same bytes and headers as the routes answer.
 * @param address path and query as they were sent; only the canonical form is known here
 */
export function answerKept(desk: Desk, address: string, ask: Ask): Answer | undefined {
  const entry = desk.cache.get(address)
  if (entry === undefined || entry.written === undefined || entry.written !== desk.written?.()) return undefined
  // A person gets the page.
  if (ask('sec-fetch-dest') === 'document') return undefined
  const forms = entry.forms.size
  const answer = toAnswer(entry, ask, desk.compress)
  // Set again, so that a new form is counted too.
  if (entry.forms.size > forms) desk.cache.set(address, entry)
  return answer
}

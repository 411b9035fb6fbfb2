import type { Backend } from '../backend.ts'
import { createOldHostTest } from '../route.ts'
import { isAtHand } from './documents.ts'
import { type Answer, toAnswer } from './finished.ts'
import type { ReadHeader } from './headers.ts'

/**
 * What answers GET of an address whose document is finished and current, without anything being awaited; undefined
 * where it has to be made or looked at again. The same bytes and headers as the routes answer.
 * The address is path and query as they were sent: only the canonical form is known here.
 */
export function createCachedAnswers(backend: Backend): (address: string, ask: ReadHeader) => Answer | undefined {
  const test = createOldHostTest(backend)
  const last = { host: '', isOld: false }
  // Nearly every request says the same.
  const isOldHost = (host: string) => {
    if (host !== last.host) Object.assign(last, { host, isOld: test(host) })
    return last.isOld
  }
  return (address, ask) => {
    const entry = backend.cache.get(address)
    if (entry === undefined || entry.written === undefined || entry.written !== backend.written?.()) return undefined
    // A person gets the page, and whoever comes by an old host is led on.
    if (ask('sec-fetch-dest') === 'document' || isOldHost(ask('host') ?? '')) return undefined
    if (!isAtHand(backend, entry, ask)) return undefined
    const forms = entry.forms.size
    const answer = toAnswer(entry, ask, backend.compress)
    // Set again, so that a new form is counted too.
    if (entry.forms.size > forms) backend.cache.set(address, entry)
    return answer
  }
}

/** What short links need besides being followed: their clicks written, their originals looked after. */
import { schedule } from 'node-cron'
import type { Log } from '../log.ts'
import type { Service } from '../service.ts'

/** Milliseconds: a kill loses half as much as is promised, at most. */
const CLICKS = 5_000

/** Begins; what is answered ends it, with the last clicks written. */
export function startLinkWork(service: Pick<Service, 'saveClicks' | 'checkOriginals'>, log: Log): () => Promise<void> {
  const report = (what: string) => (error: unknown) =>
    log.error(what, { reason: error instanceof Error ? error.stack : String(error) })
  const count = () => service.saveClicks().catch(report('Clicks could not be written; they are counted on.'))
  const look = () => service.checkOriginals().catch(report('Looking after the originals of short links broke off.'))
  const clicks = setInterval(count, CLICKS)
  const originals = schedule('45 * * * * *', look, { noOverlap: true })
  return async () => {
    clearInterval(clicks)
    await originals.stop()
    await count()
  }
}

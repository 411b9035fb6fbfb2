/** What short links need besides being followed: their clicks written, their originals looked after. */
import { schedule } from 'node-cron'
import type { Round } from '../rounds.ts'
import type { Service } from '../service.ts'

/** Milliseconds: a kill loses half as much as is promised, at most. */
const CLICKS = 5_000

/** Begins; what is answered ends it, with the last clicks written. */
export function startLinkWork(
  service: Pick<Service, 'saveClicks' | 'checkOriginals'>,
  round: Round,
): () => Promise<void> {
  const count = () => round('Writing clicks, which are counted on,', () => service.saveClicks())
  const look = () => round('Looking after the originals of short links', () => service.checkOriginals())
  const clicks = setInterval(count, CLICKS)
  const originals = schedule('45 * * * * *', look, { noOverlap: true })
  return async () => {
    clearInterval(clicks)
    await originals.stop()
    await count()
  }
}

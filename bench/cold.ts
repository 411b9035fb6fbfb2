/** Feeds whose stories have all just changed, so that nothing of them is finished. */
import { DatabaseSync } from 'node:sqlite'

export type Side = { readonly base: string; readonly database: string }

const TIMES = 40
/** A connection each, for one that is kept may just be given up by the other side. */
const PLAIN = { 'Accept-Encoding': 'identity', Connection: 'close' }

/** Milliseconds until a feed is answered of which nothing is kept, on each side in turns. */
export async function measureCold(sides: readonly Side[], path: string): Promise<number[]> {
  const open = sides.map(({ base, database }) => ({
    base,
    // What a start still has to do in the background writes, too.
    database: new DatabaseSync(database, { timeout: 5_000 }),
    times: [] as number[],
  }))
  for (let time = -5; time < TIMES; time++) {
    for (const { base, database, times } of open) {
      touch(database)
      const start = performance.now()
      const response = await fetch(base + path, { headers: PLAIN })
      await response.arrayBuffer()
      if (!response.ok) throw new Error(`${path} was answered with ${response.status}.`)
      if (time >= 0) times.push(performance.now() - start)
    }
  }
  for (const { database } of open) database.close()
  // The lower quartile: what else the machine does only ever adds.
  return open.map(({ times }) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 4)] ?? 0)
}

/** Writes to the log that the newest stories were cleaned again: the document and every item of it are out of date. */
function touch(database: DatabaseSync): void {
  database.exec(`
    INSERT INTO changes (kind, item, channel, revision, at, quiet)
    SELECT 'reclean', id, channel, 1, unixepoch() * 1000, 1
    FROM (SELECT id, channel FROM items ORDER BY position DESC, id DESC LIMIT 30)`)
}

/** How much was written to a database, as whoever keeps what was made of it has to know. */

/** Milliseconds that parts may go uncounted: what is kept for a minute elsewhere is no older for it. */
const LAG = 5_000

export type Writes = {
  readonly add: () => void
  /** A part of something larger that is under way (`toPart`) counts with whatever is written next, or after a while. */
  readonly addPart: () => void
  readonly read: () => number
}

/** @param now milliseconds of a clock that is never set */
export function createWrites(now: () => number): Writes {
  let count = 0
  let since: number | undefined
  const add = () => {
    count++
    since = undefined
  }
  return {
    add,
    addPart: () => {
      since ??= now()
    },
    read: () => {
      if (since !== undefined && now() - since >= LAG) add()
      return count
    },
  }
}

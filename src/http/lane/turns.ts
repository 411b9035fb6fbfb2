/**
 * Turns of those who want the same thing. Promises: no more than so many have it at once or wait for it, one sender's
 * many keep nobody else waiting longer than one of them would, and what never ends gives its place up.
 */

import { RequestError } from '../../errors.ts'

/** `sender`: as limits count them; undefined for whoever is never refused. */
export type LaneTurns = <T>(sender: string | undefined, work: () => Promise<T>) => Promise<T>

type Bounds = {
  /** So many have their turn at once. */
  readonly atOnce: number
  /** So many have or await one in all … */
  readonly most: number
  /** … and of one sender. */
  readonly mostOfOne: number
  readonly now: () => number
}

type Turn = { readonly sender: string; readonly since: number; readonly begin: () => void }

/** Milliseconds after which a turn counts as over, or is not worth waiting for any more. */
const LONGEST = 30_000
/** Seconds after which it is worth another try. */
const SOON = 2
/** Whoever is never refused stands in one line. */
const TRUSTED = ''

export function createTurns({ atOnce, most, mostOfOne, now }: Bounds): LaneTurns {
  const having = new Set<Turn>()
  // In the order of whose turn is next.
  const waiting = new Map<string, Turn[]>()

  const begin = (turn: Turn) => {
    having.add(turn)
    turn.begin()
  }
  /** The first of the sender whose turn it is, who goes to the end of the line with the others. */
  const next = () => {
    const [found] = waiting
    if (found === undefined || having.size >= atOnce) return
    const [sender, [first, ...others]] = found
    waiting.delete(sender)
    if (others.length > 0) waiting.set(sender, others)
    if (first !== undefined) begin(first)
  }
  /** A client that hangs up on a Worker ends what is done for it, without a word. */
  const forgetLost = () => {
    for (const turn of having) if (now() - turn.since > 2 * LONGEST) having.delete(turn)
  }
  const refuseMore = (sender: string) => {
    const all = [...having, ...[...waiting.values()].flat()]
    const own = all.filter((turn) => turn.sender === sender).length
    if (sender !== TRUSTED && (all.length >= most || own >= mostOfOne)) throw toBusy()
  }
  const wait = (sender: string): Promise<Turn> =>
    new Promise((resolve) => {
      const turn: Turn = { sender, since: now(), begin: () => resolve(turn) }
      if (having.size < atOnce) begin(turn)
      else waiting.set(sender, [...(waiting.get(sender) ?? []), turn])
    })
  return async (from, work) => {
    const sender = from ?? TRUSTED
    forgetLost()
    refuseMore(sender)
    const turn = await wait(sender)
    try {
      if (sender !== TRUSTED && now() - turn.since > LONGEST) throw toBusy()
      return await work()
    } finally {
      having.delete(turn)
      next()
    }
  }
}

/** What whoever asks for too much at once is told. */
export function toBusy(): RequestError {
  return new RequestError(503, 'Too much is being searched and made just now; try again in a moment.', {
    retryAfter: SOON,
  })
}

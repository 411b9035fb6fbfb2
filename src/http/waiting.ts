/**
 * Those who wait until something is found. Promises: they are woken by what is written, by whichever process, and until
 * then cost no turn, no thread and, where it is known what was written, no query; who hangs up is let go of at once; and
 * nobody keeps others waiting with too many.
 */

import { RequestError } from '../errors.ts'

/** Whoever waits; `sender` as limits count them. */
type Waiter = { readonly sender: string | undefined; readonly milliseconds: number; readonly signal: AbortSignal }

export type Waiting = {
  /**
   * Looks, and again whenever something may have changed, until something is found; undefined: in that time nothing was.
   * @param key those who look for the same at the same time look once @throws RequestError 429
   */
  readonly waitFor: <T>(waiter: Waiter, key: string, look: () => Promise<T | undefined>) => Promise<T | undefined>
  /** Something was written that may be what they wait for. */
  readonly wake: () => void
  /** Lets go of all, and of whoever comes later. */
  readonly close: () => void
}

type World = {
  /** As the service's (Backend); without it everybody looks every few seconds, and for themselves. */
  readonly written?: () => number
  /** What was last written of what they wait for: another text when there is more. */
  readonly loadMark: () => Promise<string>
  /** Milliseconds between looks at what other processes wrote; tests choose others. */
  readonly tick?: number
}

/** Of one sender. */
const MOST = 20
/** Milliseconds between looks at what other processes wrote, for all who wait … */
const TICK = 1_000
/** … and where that is not known, between looks of each. */
const LOOK = 3_000
/** Seconds after which a place may be free. */
const SOON = 5

export function createWaiting({ written, loadMark, tick: between = TICK }: World): Waiting {
  const waiting = new Map<string, number>()
  const asleep = new Set<() => void>()
  const looking = new Map<string, Promise<unknown>>()
  const state: State = { wakes: 0, isClosed: false, seen: undefined, mark: undefined, timer: undefined }

  const wake = () => {
    state.wakes++
    // What is being looked for began before this was written.
    looking.clear()
    for (const rise of asleep) rise()
  }
  const look = async () => {
    const now = written?.()
    if (now === state.seen) return
    state.seen = now
    const mark = await loadMark()
    if (mark !== state.mark) wake()
    state.mark = mark
  }
  const tick = () => {
    // What went wrong all of them meet themselves.
    look()
      .catch(wake)
      .finally(() => {
        state.timer = asleep.size === 0 ? undefined : setTimeout(tick, between)
      })
  }
  /** Until woken; where nobody would be, for a while. */
  const sleep = (wakes: number, over: Promise<unknown>) =>
    new Promise<void>((resolve) => {
      if (state.wakes !== wakes) return resolve()
      const timer = written === undefined ? setTimeout(() => rise(), LOOK) : undefined
      const rise = () => {
        clearTimeout(timer)
        asleep.delete(rise)
        resolve()
      }
      asleep.add(rise)
      void over.then(rise)
      if (written !== undefined) state.timer ??= setTimeout(tick, between)
    })
  /** In a runtime whose requests share no work everybody looks for themselves. */
  const lookOnce = <T>(key: string, find: () => Promise<T>): Promise<T> => {
    if (written === undefined) return find()
    const begun = looking.get(key) as Promise<T> | undefined
    if (begun !== undefined) return begun
    const found = find().finally(() => {
      if (looking.get(key) === found) looking.delete(key)
    })
    looking.set(key, found)
    return found
  }
  const enter = (sender: string | undefined) => {
    if (sender === undefined) return
    const own = waiting.get(sender) ?? 0
    if (own >= MOST) throw toRefused()
    waiting.set(sender, own + 1)
  }
  const leave = (sender: string | undefined) => {
    if (sender === undefined) return
    const left = (waiting.get(sender) ?? 1) - 1
    if (left === 0) waiting.delete(sender)
    else waiting.set(sender, left)
  }
  const waitFor: Waiting['waitFor'] = async ({ sender, milliseconds, signal }, key, find) => {
    enter(sender)
    const end = createEnd(milliseconds, signal)
    try {
      for (;;) {
        const { wakes } = state
        const found = await lookOnce(key, find)
        if (found !== undefined || end.isOver() || state.isClosed) return found
        await sleep(wakes, end.over)
      }
    } finally {
      end.clear()
      leave(sender)
    }
  }
  return {
    waitFor,
    // Of another request's promises a Worker settles none.
    wake: () => {
      if (written !== undefined) wake()
    },
    close: () => {
      state.isClosed = true
      wake()
    },
  }
}

type Timer = ReturnType<typeof setTimeout>

type State = {
  /** How often something was written. */
  wakes: number
  isClosed: boolean
  /** What `written` and `loadMark` said last. */
  seen: number | undefined
  mark: string | undefined
  timer: Timer | undefined
}

/** The end of the time, or of the client. */
function createEnd(milliseconds: number, signal: AbortSignal) {
  const { promise, resolve } = Promise.withResolvers<void>()
  let isOver = signal.aborted
  const end = () => {
    isOver = true
    resolve()
  }
  const timer = setTimeout(end, milliseconds)
  signal.addEventListener('abort', end)
  const clear = () => {
    clearTimeout(timer)
    signal.removeEventListener('abort', end)
  }
  return { over: promise, isOver: () => isOver, clear }
}

function toRefused(): RequestError {
  return new RequestError(429, `At most ${MOST} requests of one sender wait at once.`, { retryAfter: SOON })
}

/** The log of every room. Promises: one line a message, none of them twice in ten minutes, and never a secret. */

import { configureSync, getConsoleSink, getLogfmtFormatter, getLogger, type Sink } from '@logtape/logtape'

/** What the rooms say of their work; the entries hand in where it goes. */
export type Log = {
  readonly info: (message: string, facts?: Facts) => void
  readonly warn: (message: string, facts?: Facts) => void
  readonly error: (message: string, facts?: Facts) => void
}

/** Flat, and never a secret. */
export type Facts = Readonly<Record<string, string | number | boolean | undefined>>

/** Milliseconds in which the same trouble is said once. */
const WHILE = 10 * 60_000
/** Lines that are remembered. */
const MOST = 1_000

/** The same log without a flood: a warning or error that is said again, word for word, within ten minutes is left out. */
export function withoutFlood(log: Log, now: () => number = Date.now): Log {
  const said = new Map<string, number>()
  const once =
    (say: Log['warn']) =>
    (message: string, facts: Facts = {}) => {
      const line = `${message} ${JSON.stringify(facts)}`
      // A clock may be set back.
      if (Math.abs(now() - (said.get(line) ?? Number.NEGATIVE_INFINITY)) < WHILE) return
      const [oldest] = said.keys()
      if (oldest !== undefined && said.size >= MOST) said.delete(oldest)
      said.delete(line)
      said.set(line, now())
      say(message, facts)
    }
  return { info: log.info, warn: once(log.warn), error: once(log.error) }
}

export type Least = 'info' | 'warning' | 'error'

/** Sends the log to the console, one logfmt line a message: a person can read it and so can a program. */
export function startLog(): Log {
  return start('info', getConsoleSink({ formatter: getLogfmtFormatter() }))
}

/** The same for a command, whose standard output is its answer: whatever is said goes beside it. */
export function startCommandLog(least: Least): Log {
  const beside = {
    trace: 'error',
    debug: 'error',
    info: 'error',
    warning: 'error',
    error: 'error',
    fatal: 'error',
  } as const
  return start(least, getConsoleSink({ formatter: getLogfmtFormatter(), levelMap: beside }))
}

function start(least: Least, console: Sink): Log {
  configureSync({
    reset: true,
    sinks: { console },
    loggers: [
      { category: ['ara'], sinks: ['console'], lowestLevel: least },
      { category: ['logtape', 'meta'], sinks: ['console'], lowestLevel: 'warning' },
    ],
  })
  const logger = getLogger(['ara'])
  return withoutFlood({
    info: (message, facts = {}) => logger.info(message, facts),
    warn: (message, facts = {}) => logger.warn(message, facts),
    error: (message, facts = {}) => logger.error(message, facts),
  })
}

import { configureSync, getConsoleSink, getLogfmtFormatter, getLogger } from '@logtape/logtape'

/** What the rooms say of their work; the entries hand in where it goes. */
export type Log = {
  readonly info: (message: string, facts?: Facts) => void
  readonly warn: (message: string, facts?: Facts) => void
  readonly error: (message: string, facts?: Facts) => void
}

/** Flat, and never a secret. */
export type Facts = Readonly<Record<string, string | number | boolean | undefined>>

/** Sends the log to the console, one logfmt line a message: a person can read it and so can a program. */
export function startLog(): Log {
  configureSync({
    reset: true,
    sinks: { console: getConsoleSink({ formatter: getLogfmtFormatter() }) },
    loggers: [
      { category: ['ara'], sinks: ['console'], lowestLevel: 'info' },
      { category: ['logtape', 'meta'], sinks: ['console'], lowestLevel: 'warning' },
    ],
  })
  const logger = getLogger(['ara'])
  return {
    info: (message, facts = {}) => logger.info(message, facts),
    warn: (message, facts = {}) => logger.warn(message, facts),
    error: (message, facts = {}) => logger.error(message, facts),
  }
}

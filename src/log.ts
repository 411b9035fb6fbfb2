/** What the rooms say of their work; the entries hand in where it goes. */
export type Log = {
  readonly info: (message: string, facts?: Facts) => void
  readonly warn: (message: string, facts?: Facts) => void
  readonly error: (message: string, facts?: Facts) => void
}

/** Flat, and never a secret. */
export type Facts = Readonly<Record<string, string | number | boolean | undefined>>

/**
 * Whether the service can do its work, and what keeps it from that. Promises: an answer within seconds whatever hangs;
 * sentences without paths or secrets, for anybody may ask; who asks often costs no more than who asks once a second.
 */

/** What is wrong with one thing, in a sentence; undefined where nothing is. What it throws is a sentence too. */
export type Check = () => string | undefined | Promise<string | undefined>

export type Readiness = {
  /** What is wrong, in sentences; none where the service is ready. */
  readonly findTroubles: () => Promise<readonly string[]>
  /** Also holds the service against this from now on. */
  readonly add: (check: Check) => void
}

/** Milliseconds that a check may take, fewer than balancers wait; and that an answer is good for. */
const PATIENCE = 2_000
const WHILE = 1_000

export function createReadiness(given: readonly Check[], now: () => number): Readiness {
  const checks = [...given]
  let asked: { readonly at: number; readonly answer: Promise<readonly string[]> } | undefined
  return {
    findTroubles: () => {
      // A clock may be set back.
      if (asked === undefined || Math.abs(now() - asked.at) >= WHILE) asked = { at: now(), answer: askAll(checks) }
      return asked.answer
    },
    add: (check) => {
      checks.push(check)
    },
  }
}

async function askAll(checks: readonly Check[]): Promise<readonly string[]> {
  const found = await Promise.all(checks.map(ask))
  return [...new Set(found.filter((one) => one !== undefined))]
}

async function ask(check: Check): Promise<string | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<string>()
  const timer = setTimeout(() => resolve(`Something does not answer within ${PATIENCE / 1000} seconds.`), PATIENCE)
  try {
    return await Promise.race([check(), late])
  } finally {
    clearTimeout(timer)
  }
}

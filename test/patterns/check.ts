/**
 * No text that reaches an expression of `src` can make it take more than the time of its length: every one is proved
 * or fuzzed by recheck. What recheck finds polynomial, or cannot decide, must stand in `bounded.ts` with the most
 * characters that reach it and why; what is exponential ends this with 1 in any case, and so does an entry of
 * `bounded.ts` without an expression. What runs out of time counts as undecided. What was found before is in
 * `verdicts.txt`, and is judged again with `npm run patterns -- --all` alone: a machine that is busy makes recheck guess
 * where it else proves. What is new in the file is to be committed.
 */
import { check, type Diagnostics } from 'recheck'
import { BOUNDED, type Bounded } from './bounded.ts'
import { collectPatterns, type Pattern } from './collect.ts'
import { loadVerdicts, saveVerdicts, toKey, type Verdict, type Verdicts } from './verdicts.ts'

const LONG = 30_000
/** For exceptions, which may stay undecided: the exponential one that was here showed in 0.1 s, but nothing promises it. */
const SHORT = 2_000

const used = new Set<Bounded>()
const patterns = await collectPatterns()
const known: Verdicts = process.argv.includes('--all') ? new Map() : loadVerdicts()
const found: Verdicts = new Map()
let judged = 0
const faults: string[] = []
// One after the other: a limit of time counts from when recheck is asked.
for (const pattern of patterns) {
  const fault = await judge(pattern)
  if (fault !== undefined) faults.push(fault)
}
for (const entry of BOUNDED.filter((each) => !used.has(each))) {
  faults.push(`${entry.path}: nothing that begins with ${entry.begins} is there, yet it stands in bounded.ts.`)
}
saveVerdicts(found)
for (const fault of faults) console.error(fault)
console.log(`${patterns.length} expressions checked, ${judged} of them anew, ${used.size} exceptions.`)
process.exit(faults.length > 0 ? 1 : 0)

async function judge(pattern: Pattern): Promise<string | undefined> {
  const entry = BOUNDED.find(({ path, begins }) => path === pattern.path && pattern.source.startsWith(begins))
  if (entry) used.add(entry)
  const key = toKey(pattern)
  const isHarmless = (verdict: Verdict | undefined) => verdict === 'safe' || (entry && verdict !== undefined)
  const before = found.get(key) ?? known.get(key)
  if (before !== undefined && isHarmless(before)) {
    found.set(key, before)
    return undefined
  }
  judged++
  const diagnostics = await check(pattern.source, pattern.flags, { timeout: entry ? SHORT : LONG })
  const verdict = toVerdict(diagnostics)
  if (verdict === undefined || !isHarmless(verdict))
    return `${pattern.path}:${pattern.line}: ${describe(diagnostics)}: /${pattern.source}/`
  found.set(key, verdict)
  return undefined
}

/** Undefined for what is exponential, which nothing excuses. */
function toVerdict(diagnostics: Diagnostics): Verdict | undefined {
  if (diagnostics.status === 'safe') return 'safe'
  if (diagnostics.status === 'unknown') return 'undecided'
  return diagnostics.complexity.type === 'exponential' ? undefined : 'polynomial'
}

function describe(found: Diagnostics): string {
  if (found.status === 'vulnerable') return `${found.complexity.summary}, shown by ${found.attack.pattern}`
  return found.status === 'unknown' ? `undecided (${found.error.kind})` : found.status
}

/**
 * Counts clicks in memory until they are written together. Promises: counting takes no time worth naming, waits for
 * nothing, and takes a bounded amount of memory however many links are followed from however many hosts.
 */
import { type ClickSums, type DaySum, type HostSum, OTHERS, type Wanted } from '../store/clicks.ts'
import { toClickKind, toReferringHost, type Visit } from './visitors.ts'

export type Clicks = {
  /** One link was followed. `original`: the original that it led to. */
  readonly count: (code: string, visit: Visit, now: number, original?: Wanted) => void
  /** At most `limit` links' sums, taken out; undefined when there are none. */
  readonly take: (limit: number) => ClickSums | undefined
  /** Links that wait to be written. */
  readonly size: () => number
  /** Puts back what could not be written. */
  readonly putBack: (sums: ClickSums) => void
}

type Sum = { people: number; bots: number; previews: number; heads: number; hosts?: Map<string, number> }

const DAY = 86_400_000
/** Links whose sums are kept at once; beyond it those that are there are still counted. */
const MOST_LINKS = 500_000
const MOST_HOSTS = 50
const MOST_WANTED = 10_000

/** Sums of one day: codes that stand together in the database are together here, so that few of its pages are written. */
type Shelves = Map<number, Map<string, Sum>>

/** A counter with nothing counted yet. */
export function createClicks(): Clicks {
  const days = new Map<number, Shelves>()
  const wanted = new Map<number, string>()
  let size = 0
  const toSum = (code: string, day: number): Sum | undefined => {
    const shelf = toShelf(days, code, day)
    const known = shelf.get(code)
    if (known !== undefined || size >= MOST_LINKS) return known
    size++
    const sum = { people: 0, bots: 0, previews: 0, heads: 0 }
    shelf.set(code, sum)
    return sum
  }
  return {
    count: (code, visit, now, original) => {
      const sum = toSum(code, Math.floor(now / DAY))
      if (sum === undefined) return
      const kind = toClickKind(visit)
      sum[kind]++
      if (kind !== 'people') return
      addHost(sum, toReferringHost(visit), 1)
      if (original !== undefined && wanted.size < MOST_WANTED) wanted.set(original.item, original.url)
    },
    take: (limit) => {
      const taken = takeSums(days, limit)
      size -= taken.days.length
      const originals = [...wanted].slice(0, limit)
      for (const [item] of originals) wanted.delete(item)
      if (taken.days.length === 0 && originals.length === 0) return undefined
      return { ...taken, wanted: originals.map(([item, url]) => ({ item, url })) }
    },
    size: () => size,
    putBack: (sums) => {
      for (const { code, day, ...counts } of sums.days) {
        const sum = toSum(code, day)
        if (sum !== undefined) add(sum, counts)
      }
      for (const { code, host, clicks } of sums.hosts) {
        const sum = toSum(code, sums.days[0]?.day ?? 0)
        if (sum !== undefined) addHost(sum, host, clicks)
      }
      for (const { item, url } of sums.wanted) wanted.set(item, url)
    },
  }
}

/** By the first two signs: five bits of each. */
function toShelf(days: Map<number, Shelves>, code: string, day: number): Map<string, Sum> {
  const number = ((code.charCodeAt(0) & 31) << 5) | (code.charCodeAt(1) & 31)
  const shelves = days.get(day) ?? new Map<number, Map<string, Sum>>()
  const shelf = shelves.get(number) ?? new Map<string, Sum>()
  if (shelf.size === 0) {
    shelves.set(number, shelf)
    days.set(day, shelves)
  }
  return shelf
}

function addHost(sum: Sum, host: string | undefined, clicks: number): void {
  if (host === undefined) return
  sum.hosts ??= new Map()
  const name = sum.hosts.has(host) || sum.hosts.size < MOST_HOSTS ? host : OTHERS
  sum.hosts.set(name, (sum.hosts.get(name) ?? 0) + clicks)
}

function add(sum: Sum, counts: Omit<DaySum, 'code' | 'day'>): void {
  sum.people += counts.people
  sum.bots += counts.bots
  sum.previews += counts.previews
  sum.heads += counts.heads
}

function takeSums(days: Map<number, Shelves>, limit: number): Pick<ClickSums, 'days' | 'hosts'> {
  const taken: DaySum[] = []
  const hosts: HostSum[] = []
  for (const [day, shelves] of days) {
    for (const [number, shelf] of shelves) {
      if (taken.length >= limit) return { days: taken, hosts }
      for (const code of [...shelf.keys()].sort().slice(0, limit - taken.length)) {
        const { hosts: from, ...counts } = shelf.get(code) ?? NOTHING
        taken.push({ code, day, ...counts })
        for (const [host, clicks] of from ?? []) hosts.push({ code, host, clicks })
        shelf.delete(code)
      }
      if (shelf.size === 0) shelves.delete(number)
    }
    if (shelves.size === 0) days.delete(day)
  }
  return { days: taken, hosts }
}

const NOTHING: Sum = { people: 0, bots: 0, previews: 0, heads: 0 }

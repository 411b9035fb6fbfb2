/**
 * Looks whether the originals that short links lead to are still there. Promises: each that is clicked at most weekly,
 * and a few of each host in between; one request at a time for a host, and none while a source of it is polled; what
 * one host does disturbs no other, and no redirect waits for any of it.
 */
import pLimit from 'p-limit'
import type { Channel } from '../model/model.ts'
import {
  addSample,
  hasHosts,
  loadDueHosts,
  loadLastRow,
  loadLookedFor,
  loadSample,
  type Original,
  type OriginalHost,
  saveHost,
  saveOriginal,
} from '../store/links/originals.ts'
import { claimHost, releaseHost } from '../store/polls.ts'
import type { Poller } from './claim.ts'
import { checkOriginal, type Finding, toNextHost } from './original.ts'

const HOSTS = 4
/** Hosts of one call, originals of a host that were clicked, and others of it. */
const MOST_HOSTS = 50
const CLICKED = 10
const SAMPLE = 3
/** The time that all requests of one host may take, with room. */
const LEASE = 15 * 60_000
/** This many in a row: the host is down, and the others need not be asked for. */
const DOWN = 2

/** Looks at hosts that are due, at `limit` clicked originals of each at most. What goes wrong is in the log. */
export async function checkOriginals(poller: Poller, limit = CLICKED, hosts = MOST_HOSTS): Promise<void> {
  const channels = poller.channels.filter(({ links }) => links?.leadTo === 'original')
  if (channels.length === 0) return
  const { db, now } = poller
  if (!(await hasHosts(db))) await addSamples(poller, channels)
  const due = (await loadDueHosts(db, now(), hosts)).filter(({ host }) => isNamed(host, channels))
  if (due.length > 0) await addSamples(poller, channels)
  // Made here: a limit that requests share would never end in a Worker.
  const some = pLimit(HOSTS)
  await Promise.all(due.map((host) => some(() => checkSafely(poller, channels, host, limit))))
}

/** Some stories from anywhere in the archive, so that a host is known to be lost before anybody follows a link there. */
async function addSamples({ db, now, random }: Poller, channels: readonly Channel[]): Promise<void> {
  const last = await loadLastRow(db)
  for (const channel of channels) {
    const from = Math.floor(random() * last) + 1
    const found = await loadSample(db, channel.id, from, SAMPLE)
    const originals = found.filter(({ url }) => URL.canParse(url) && isNamed(new URL(url).host, [channel]))
    if (originals.length > 0) await addSample(db, originals, now())
  }
}

function isNamed(host: string, channels: readonly Channel[]): boolean {
  const name = host.replace(/:\d+$/, '')
  return channels.some(({ hosts, links }) =>
    [...hosts, ...(links?.hosts ?? [])].some((one) => [host, name].includes(one)),
  )
}

async function checkSafely(
  poller: Poller,
  channels: readonly Channel[],
  host: OriginalHost,
  limit: number,
): Promise<void> {
  const { db, now } = poller
  const token = crypto.randomUUID()
  try {
    if (!(await claimHost(db, host.host, token, now(), LEASE))) return
    await checkHost(poller, channels, host, limit).finally(() => releaseHost(db, host.host, token))
  } catch (error) {
    const [reason, stack] = error instanceof Error ? [error.message, error.stack] : [String(error), undefined]
    poller.log.error('Originals could not be looked at.', { host: host.host, reason, stack })
  }
}

async function checkHost(
  poller: Poller,
  channels: readonly Channel[],
  host: OriginalHost,
  limit: number,
): Promise<void> {
  const { db, now, random, net } = poller
  const originals = await loadLookedFor(db, host.host, host.lost === undefined ? limit : 0, SAMPLE)
  const findings: Finding[] = []
  const unanswered: Original[] = []
  for (const original of originals) {
    if (isDown(findings)) break
    const finding = await checkOriginal(net, original.url, channels)
    findings.push(finding)
    if (finding.outcome === 'down') unanswered.push(original)
    else await saveOriginal(db, original, toFault(original, finding), now())
  }
  if (findings.length === 0) return
  const next = toNextHost(host, findings, { now: now(), random: random() })
  // Of a host that fails nothing was learned: what was clicked there is looked at when it is back.
  if (next.failures === 0) for (const one of unanswered) await saveOriginal(db, one, one.fault, now())
  if ((next.lost === undefined) !== (host.lost === undefined)) {
    poller.log.warn(next.lost === undefined ? 'A host of originals is back.' : 'A host of originals is lost.', next)
  }
  await saveHost(db, host, next, originals[0]?.item, now())
}

function isDown(findings: readonly Finding[]): boolean {
  return findings.length >= DOWN && findings.slice(-DOWN).every(({ outcome }) => outcome === 'down')
}

/** Only its host can say that an original is not there; what is uncertain stays as it was. */
function toFault({ fault }: Original, finding: Finding): string | undefined {
  if (finding.outcome === 'there') return undefined
  return finding.outcome === 'absent' ? finding.reason : fault
}

/**
 * What a source remembers of pages that had something else than the story: when each is asked for again, and the
 * sentence about them. Pure.
 */
import type { Wall } from '../extract/wall/wall.ts'
import type { PageWall } from '../model/model.ts'
import { WALL_NAMES } from './guard.ts'

const DAY = 24 * 3_600_000
/** Days after each time that the page was asked for in vain; then no more. */
const WAITS = [1, 3, 7]
/** Pages that are remembered of a source. */
const MOST = 100

/** After a page was asked for and a wall was there. @param item the hash by which the story is known */
export function toWalled(item: string, url: string, wall: Wall, before: PageWall | undefined, now: number): PageWall {
  const { kind, says, print } = wall
  const times = (before?.times ?? 0) + 1
  const wait = WAITS[times - 1]
  return {
    item,
    host: new URL(url).host,
    kind,
    says,
    ...(print === undefined ? {} : { print }),
    times,
    since: before?.since ?? now,
    ...(wait === undefined ? {} : { due: now + wait * DAY }),
  }
}

/** A story whose stored text is a wall's: its page is to be asked for. */
export function toSuspected(item: string, print: string, now: number): PageWall {
  return { item, host: '', kind: 'repeat', says: '', print, times: 0, since: now, due: now }
}

/** Further off than the longest wait it was put under a clock that was wrong. */
export function isDue({ due }: PageWall, now: number): boolean {
  return due !== undefined && (due <= now || due > now + Math.max(...WAITS) * DAY)
}

/** Whether any page is to be asked for again, so that the document is needed whole. */
export function hasDueWall(walls: readonly PageWall[] | undefined, now: number): boolean {
  return walls?.some((wall) => isDue(wall, now)) ?? false
}

/** The newest of them, oldest first. */
export function toRemembered(walls: readonly PageWall[]): readonly PageWall[] | undefined {
  return walls.length === 0 ? undefined : walls.toSorted((a, b) => a.since - b.since).slice(-MOST)
}

/** What is wrong with a source whose pages are behind walls, and since when. */
export function toWallFault(walls: readonly PageWall[] = []): { fault?: string; faultSince?: number } {
  const met = walls.filter(({ times }) => times > 0)
  if (met.length === 0) return {}
  const parts = [...Map.groupBy(met, ({ host, kind }) => `${host} ${kind}`).values()].map(toPart)
  const theirs = met.length === 1 ? 'its story keeps its summary' : 'their stories keep their summaries'
  return { fault: `${parts.join(', ')}; ${theirs}.`, faultSince: Math.min(...met.map(({ since }) => since)) }
}

/** The story is there, behind them; where the others stand, there may be none. */
const BEFORE: readonly PageWall['kind'][] = ['challenge', 'consent', 'paywall', 'login', 'region']

function toPart(walls: readonly PageWall[]): string {
  const { host = '', kind = 'other', says = '' } = walls.at(-1) ?? {}
  const count = walls.length === 1 ? '1 page' : `${walls.length} pages`
  const verb = BEFORE.includes(kind) ? 'stood behind' : 'showed'
  const quote = says === '' ? '' : ` (“${says}”)`
  return `${count} of ${host} ${verb} ${WALL_NAMES[kind]}${quote}`
}

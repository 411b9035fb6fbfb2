import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openBackend, type TestBackend } from '../backend.ts'
import { toCalls, toWrongCalls } from './arbitrary.ts'
import { type Call, createChecker, type Place, toPlaces } from './description.ts'
import { loadDescription, openWorld, send } from './world.ts'

/** Of each kind, for each operation; PROPERTIES=500 for more. */
const CALLS = Number(process.env.PROPERTIES ?? 15)
const SEED = Number(process.env.SEED ?? 20151210)

const description = await loadDescription(openBackend())
const check = createChecker(description)
const world = await openWorld()

/** What reads comes first, and what fills the service last: lists of thousands would only cost time. */
const FILLING = ['publishItem', 'importItems', 'writeDraft']
const rank = ({ method, operation }: Place) => (method === 'GET' ? 0 : FILLING.includes(operation.operationId) ? 2 : 1)
const places = toPlaces(description).toSorted((a, b) => rank(a) - rank(b))

/** What an address elsewhere answers is none of ours. */
const FETCHING = ['previewDocument']

async function findFault(place: Place, call: Call, { logged }: TestBackend): Promise<string | undefined> {
  const before = logged.length
  const response = await send(world, place, call)
  const isFault = response.status >= 500 && !(response.status === 502 && FETCHING.includes(place.operation.operationId))
  const fault = await check(place, response)
  if (isFault) return `${response.status}: ${logged.slice(before).join(' ')}`
  return fault
}

describe('whatever is sent, the answer is one that is described, and no fault of the service', () => {
  test.each(
    places.flatMap((place) => [
      [place.operation.operationId, 'as described', toCalls(place, description), place] as const,
      [place.operation.operationId, 'otherwise', toWrongCalls(place, description), place] as const,
    ]),
  )('%s %s', { timeout: 60_000 }, async (_, _kind, arbitrary, place) => {
    const faults: string[] = []
    for (const call of fc.sample(arbitrary, { numRuns: CALLS, seed: SEED })) {
      const fault = await findFault(place, call, world)
      if (fault !== undefined) faults.push(`${JSON.stringify(call).slice(0, 500)} → ${fault}`)
    }
    expect(faults.slice(0, 3)).toEqual([])
  })
})

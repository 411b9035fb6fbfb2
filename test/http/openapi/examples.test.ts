import { describe, expect, test } from 'vitest'
import { openBackend } from '../backend.ts'
import { createChecker, toExampleCall, toPlaces } from './description.ts'
import { loadDescription, openWorld, send } from './world.ts'

const description = await loadDescription(openBackend())
const check = createChecker(description)

/** What this service has not: proposals, a closed archive, pictures, subscriptions, drafts, and whatever WordPress numbered. */
const NOT_THERE =
  /Proposal$|^sendPicture|^replayWebhook|Archive$|^readPicture|Hub$|Subscription$|Delivery$|Draft$|^(?:read|remove)Token|^readWordPress(?!Index|Routes)/

/** What reads changes nothing, so that one service is enough for all of it. */
const read = openWorld()

describe('an operation, called with its example, answers as it is described', () => {
  test.each(toPlaces(description).map((place) => [place.operation.operationId, place] as const))(
    '%s',
    async (id, place) => {
      const world = place.method === 'GET' ? await read : await openWorld()
      const response = await send(world, place, toExampleCall(place))
      const { status } = response
      expect(await check(place, response)).toBeUndefined()
      if (!NOT_THERE.test(id)) expect(status).toBeLessThan(400)
    },
  )
})

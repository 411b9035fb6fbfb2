/**
 * Every member of what comes in, carried the whole way: document → stored → each output → export → import → stored. A
 * member that is lost on the way fails here, unless it is listed with the reason why it ends there.
 */
import { beforeEach, describe, expect, test } from 'vitest'
import { cleanFeed, toReceived } from '../../src/clean/clean.ts'
import { content } from '../../src/model/content.ts'
import { addedWebhook, changedWebhook } from '../../src/model/history.ts'
import { editFields, postedItem } from '../../src/model/item.ts'
import { type Received, received } from '../../src/model/received.ts'
import { createVault } from '../../src/model/secrets/vault.ts'
import { addedSource, changedSource } from '../../src/model/settings.ts'
import { addedLink, changedLink, transferredLink, withdrawn } from '../../src/model/transfer.ts'
import { renderLinkLines, renderStoryLines, renderWithdrawnLines } from '../../src/node/export.ts'
import { readJsonItem } from '../../src/read/json/json.ts'
import { parseOpml } from '../../src/read/opml/opml.ts'
import { parse } from '../../src/read/parse.ts'
import { createService } from '../../src/service.ts'
import type { Db } from '../../src/store/db.ts'
import { withVault } from '../../src/store/statements.ts'
import { KEY } from '../service/parts.ts'
import { BASE, channel, type House, openHouse } from '../upgrade/house.ts'
import {
  EDITED,
  ENDS_EDITED,
  ENDS_EXPORTED,
  ENDS_IMPORTED,
  ENDS_IN,
  ENDS_LINK,
  ENDS_POSTED,
  ENDS_RECEIVED,
  ENDS_SOURCE,
  ENDS_WITHDRAWN,
  type Ends,
  HOLD,
  LINK,
  LINKS,
  NOT_POSTED,
  NOTICE,
  POSTED,
  READER,
  RECEIVED,
} from './ends.ts'
import { findLost, findMissing, type Json, toFullValue } from './values.ts'

const reasons = (ends: Ends) => Object.keys(ends).sort()

/** @param openDb a new database that is empty; the one before is not used any more */
export function walkMembers(name: string, openDb: () => Promise<Db>): void {
  describe(name, () => {
    let db: Db
    let house: House

    const moveIn = async () => {
      db = await openDb()
      house = openHouse(createService, withVault(db, createVault([KEY])), new Map())
    }
    beforeEach(moveIn)

    const send = async (method: string, path: string, json: unknown): Promise<Json> => {
      const response = await house.ask(path, method, JSON.stringify(json))
      const answer = (await response.json()) as Json
      expect([response.status < 300, answer.detail, house.faults]).toEqual([true, undefined, []])
      return answer
    }
    const get = async (path: string) => {
      const headers = { authorization: 'Bearer token' }
      return new Uint8Array(await (await house.service.app.request(`${BASE}${path}`, { headers })).arrayBuffer())
    }
    const getJson = async (path: string) => JSON.parse(new TextDecoder().decode(await get(path))) as Json
    const toItemPath = ({ id }: Json) => `/api/items/${encodeURIComponent(String(id))}`
    const loadShown = async () => {
      const row = await db.first<{ shown: string }>('SELECT shown FROM items ORDER BY id LIMIT 1')
      return JSON.parse(row?.shown ?? '') as Json
    }
    const loadNames = () => db.all('SELECT public_id, key, code, permalink, channel FROM items ORDER BY public_id')
    const loadTalk = () => db.all('SELECT id, parent, author, url, at, html FROM comments ORDER BY id')
    const toAll = async (lines: AsyncIterable<string>) => {
      const all: Json[] = []
      for await (const line of lines) all.push(JSON.parse(line) as Json)
      return all
    }
    /** What a service exports, read again as an import reads it. */
    const exportItems = async () => {
      const stories = await toAll(renderStoryLines(db, [channel], BASE, undefined))
      const feed = parse(new TextEncoder().encode('{"version":"https://jsonfeed.org/version/1.1","items":[]}'), {})
      return toReceived({ ...feed, items: stories.map((one) => readJsonItem(one)) }, {}, { channel })
    }
    /** Exports, and imports into empty services by either way; what is shown there. */
    const carryAway = async () => {
      const names = await loadNames()
      const talk = await loadTalk()
      const items = await exportItems()
      const ways = {
        'import --to': () => send('POST', '/api/import', { items }),
        import: () => house.service.takeReceived(items),
      }
      const arrived: Record<string, Json> = {}
      for (const [way, take] of Object.entries(ways)) {
        await moveIn()
        await take()
        expect(await loadNames(), way).toEqual(names)
        expect(await loadTalk(), way).toEqual(talk)
        arrived[way] = await loadShown()
      }
      return arrived
    }

    test('a posted item is given out as it was posted', async () => {
      const full = toFullValue(postedItem, POSTED) as Json
      const item = await send('POST', '/api/items', full)
      expect(findLost(full, await getJson(toItemPath(item)))).toEqual(reasons(ENDS_POSTED))
    })

    test('of a posted item every member that is shown is stored', async () => {
      await send('POST', '/api/items', toFullValue(postedItem, POSTED))
      expect(findMissing(content, await loadShown())).toEqual(reasons(NOT_POSTED))
    })

    test.each(Object.entries(ENDS_IN))('an item as received is said in %s', async (format, ends) => {
      // Comments that are kept here go before those of the source.
      await send('POST', '/api/import', { items: [toFullValue(received, { ...RECEIVED, 'item.replies': undefined })] })
      const origin = { url: `${BASE}/feed.${format}` }
      const [item] = cleanFeed(parse(await get(`/feed.${format}`), origin), origin, { channel: READER })
      expect(findLost(await loadShown(), item?.content)).toEqual(reasons(ends))
    })

    test('a posted item arrives elsewhere as it is here', async () => {
      await send('POST', '/api/items', toFullValue(postedItem, POSTED))
      const shown = await loadShown()
      for (const [way, there] of Object.entries(await carryAway())) {
        expect([way, findLost(shown, there)]).toEqual([way, reasons(ENDS_EXPORTED)])
      }
    })

    test('an item as received is stored as it was received, by either way', async () => {
      const full = toFullValue(received, RECEIVED) as Received
      for (const take of [
        () => send('POST', '/api/import', { items: [full] }),
        () => house.service.takeReceived([full]),
      ]) {
        await moveIn()
        await take()
        const row = await db.first<{ received: string }>('SELECT received FROM revisions')
        expect(findLost(full, JSON.parse(row?.received ?? ''))).toEqual(reasons(ENDS_RECEIVED))
        expect(findMissing(content, await loadShown())).toEqual([])
        expect(await loadTalk()).toHaveLength(2)
      }
    })

    test('an item as received arrives elsewhere as it is here', async () => {
      await send('POST', '/api/import', { items: [toFullValue(received, RECEIVED)] })
      const shown = await loadShown()
      for (const [way, there] of Object.entries(await carryAway())) {
        expect([way, findLost(shown, there)]).toEqual([way, reasons(ENDS_IMPORTED)])
      }
    })

    test('what holds an item, and what takes it back, is heeded by either way', async () => {
      const held = toFullValue(received, { ...RECEIVED, 'item.hold': HOLD }) as Received
      const notice = toFullValue(received, { ...RECEIVED, 'item.withdrawn': NOTICE }) as Received
      for (const take of [
        (items: Received[]) => send('POST', '/api/import', { items }),
        (items: Received[]) => house.service.takeReceived(items),
      ]) {
        await moveIn()
        expect(JSON.stringify(await take([held]))).toContain('draft is true')
        expect(await loadNames()).toEqual([])
        await take([toFullValue(received, RECEIVED) as Received])
        await take([notice])
        expect(await db.all('SELECT state, reason FROM items')).toEqual([{ state: 'retracted', reason: 'Not so.' }])
      }
    })

    test('an edit is shown, and arrives elsewhere', async () => {
      const item = await send('POST', '/api/items', { title: 'Before', content_text: 'Before.' })
      const full = toFullValue(editFields, EDITED) as Json
      await send('PATCH', toItemPath(item), full)
      expect(findLost(full, await getJson(toItemPath(item)))).toEqual(reasons(ENDS_EDITED))
      const shown = await loadShown()
      for (const [way, there] of Object.entries(await carryAway())) {
        expect([way, findLost(shown, there)]).toEqual([way, []])
      }
    })

    test('a source is stored as it was added and changed', async () => {
      const full = toFullValue(addedSource, { channel: channel.id }) as Json
      await send('POST', '/api/sources', full)
      expect(findLost(full, await getJson('/api/sources/id'))).toEqual(reasons(ENDS_SOURCE))
      const basic = { type: 'basic', secret: 'SOURCE_OTHER' }
      const changed = toFullValue(changedSource, {
        credentials: basic,
        accept: undefined,
        retryAfter: 'source',
      }) as Json
      await send('PATCH', '/api/sources/id', changed)
      expect(findLost(changed, await getJson('/api/sources/id'))).toEqual([])
    })

    test('a source is in the list of sources with all that it is', async () => {
      const full = toFullValue(addedSource, { channel: channel.id }) as Json
      await send('POST', '/api/sources', full)
      const { outlines } = parseOpml(await get('/opml.xml?sources'))
      const outline = outlines.find(({ id }) => id === full.id)
      const { options, xmlUrl: url, ...names } = outline ?? {}
      expect(findLost(full, { ...names, url, ...options } as Json)).toEqual(reasons(ENDS_SOURCE))
    })

    test('a link is stored as it was added and moved', async () => {
      const added = toFullValue(addedLink, { item: undefined, channel: channel.id }) as Json
      await send('POST', '/api/links', added)
      expect(findLost(added, await getJson('/api/links/alias'))).toEqual([])
      const url = 'https://aranews.net/elsewhere'
      const { note, ...changed } = toFullValue(changedLink, { item: undefined, url, channel: channel.id }) as Json
      await send('PATCH', '/api/links/alias', { note, ...changed })
      const link = await getJson('/api/links/alias')
      expect([findLost(changed, link), link.history]).toEqual([[], [expect.objectContaining({ note })]])
    })

    test.each(Object.entries(LINKS))(
      'a link to %s is stored as it came, and arrives elsewhere as it is here',
      async (_, to) => {
        await send('POST', '/api/import', { items: [toFullValue(received, RECEIVED)] })
        const [story] = await loadNames()
        const items = await exportItems()
        const full = toFullValue(transferredLink, { ...LINK, ...to(String(story?.key)) }) as Json
        expect(await send('POST', '/api/links/import', { links: [full] })).toMatchObject({ left: [] })
        const links = await toAll(renderLinkLines(db, undefined))
        expect(
          findLost(
            full,
            links.find(({ name }) => name === full.name),
          ),
        ).toEqual(reasons(ENDS_LINK))
        await moveIn()
        await send('POST', '/api/import', { items })
        expect(await send('POST', '/api/links/import', { links })).toMatchObject({ left: [] })
        expect(await toAll(renderLinkLines(db, undefined))).toEqual(links)
      },
    )

    test('what was taken back stays so elsewhere', async () => {
      const full = toFullValue(withdrawn, { id: 'urn:story:1', channel: channel.id }) as Json
      await send('POST', '/api/import', { withdrawn: [full] })
      const [there] = await toAll(renderWithdrawnLines(db, undefined))
      const { forms, ...names } = full
      expect(there?.forms).toEqual(expect.arrayContaining(forms as Json[]))
      expect(findLost(names, there)).toEqual(reasons(ENDS_WITHDRAWN))
    })

    test('a webhook is stored as it was added and changed', async () => {
      const full = toFullValue(addedWebhook, { channel: channel.id }) as Json
      const { id } = await send('POST', '/api/webhooks', full)
      expect(findLost(full, await getJson(`/api/webhooks/${id}`))).toEqual([])
      const changed = toFullValue(changedWebhook, { channel: channel.id, url: 'https://aranews.net/other' }) as Json
      await send('PATCH', `/api/webhooks/${id}`, changed)
      expect(findLost(changed, await getJson(`/api/webhooks/${id}`))).toEqual([])
    })
  })
}

import { describe, expect, test } from 'vitest'
import { channels } from '../../feeds/index.ts'
import { createVault } from '../../src/model/secrets/vault.ts'
import type { Fetch } from '../../src/net/fetch.ts'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { createService } from '../../src/service.ts'
import { loadItemAt } from '../../src/store/feeds/feeds.ts'
import { KEY } from './parts.ts'

/** What becomes of a story that is taken back, besides the store's part in it. */

const ZONE = { id: 'ab'.repeat(16), token: 'purge-token' }
const TEXT = 'A bridge opens\n\nIt opened on Monday over the river, and people were glad of it.\n'
const AUTHORIZATION = { Authorization: 'Bearer token' }

function open(answers: readonly number[] = [], letGo?: () => Promise<void>) {
  const sent: { url: string; token: string | undefined; body: string }[] = []
  const left = [...answers]
  const fetch: Fetch = async (url, { headers, body }) => {
    sent.push({ url, token: headers.authorization, body: new TextDecoder().decode(body) })
    const status = left.shift() ?? 200
    return new Response(status === 200 ? '{"success":true}' : '{"errors":[{"message":"Not allowed."}]}', { status })
  }
  const logged: string[] = []
  const say = (message: string, facts?: object) => logged.push(`${message} ${JSON.stringify(facts)}`)
  const db = openDatabase(':memory:')
  const service = createService({
    db,
    fetch,
    channels,
    config: { baseUrl: 'https://feeds.example:8443', apiToken: 'token', allowPrivate: [], zone: ZONE },
    version: '1',
    log: { info: say, warn: say, error: say },
    now: () => Date.UTC(2015, 5, 10),
    random: () => 0.5,
    pause: async () => {},
    secret: () => undefined,
    vault: createVault([KEY]),
    ...(letGo === undefined ? {} : { letGo }),
  })
  const post = async (text = TEXT) => {
    const headers = { ...AUTHORIZATION, 'Content-Type': 'text/plain' }
    const response = await service.app.request('/api/items', { method: 'POST', headers, body: text })
    return ((await response.json()) as { _ara: { code: string } })._ara.code
  }
  const takeBack = (code: string, erase: boolean) =>
    service.app.request(`/api/items/${code}`, {
      method: 'DELETE',
      headers: { ...AUTHORIZATION, 'Content-Type': 'application/json' },
      body: JSON.stringify({ reason: 'In danger', erase }),
    })
  const faults = async () => (await service.app.request('/api/faults.atom', { headers: AUTHORIZATION })).text()
  return { db, service, sent, logged, post, takeBack, faults }
}

describe('caches before the service', () => {
  test.each([true, false])(
    'let go of everything, all over the world, when a story is taken back (erased: %s)',
    async (erase) => {
      const { sent, post, takeBack, faults } = open()
      const code = await post()
      expect(sent).toEqual([])
      expect((await takeBack(code, erase)).status).toBe(200)
      expect(sent).toEqual([
        {
          url: `https://api.cloudflare.com/client/v4/zones/${ZONE.id}/purge_cache`,
          token: 'Bearer purge-token',
          body: '{"hosts":["feeds.example"]}',
        },
      ])
      expect(await faults()).not.toContain('<entry>')
    },
  )

  test('are asked again where they do not, and then the editor is told, until they do', async () => {
    const { sent, post, takeBack, faults, logged } = open([500, 403, 403])
    const codes = [await post(), await post(TEXT.replace('bridge', 'school').replace('river', 'road, in the evening'))]
    expect((await takeBack(codes[0] ?? '', true)).status).toBe(200)
    expect(sent).toHaveLength(3)
    expect(await faults()).toContain('api.cloudflare.com answered 403 (Not allowed).')
    expect(logged.join()).toContain('did not let go')
    expect(logged.join() + (await faults())).not.toContain(ZONE.token)
    await takeBack(codes[1] ?? '', true)
    expect(await faults()).not.toContain('<entry>')
  })

  test('of the runtime’s own that fail keep nobody from erasing', async () => {
    const { post, takeBack, faults, sent } = open([], () => Promise.reject(new TypeError('The cache is away.')))
    expect((await takeBack(await post(), true)).status).toBe(200)
    expect(await faults()).toContain('The cache is away.')
    expect(sent).toHaveLength(1)
  })
})

describe('an erased story', () => {
  test('that came as a file is not told of, whatever is wrong with the file later', async () => {
    const { db, service, takeBack, faults, logged } = open()
    const bytes = (text: string) => new TextEncoder().encode(text)
    await service.takeFile('a-bridge-opens.txt', bytes(TEXT))
    const [saved] = await db.all<{ code: string }>('SELECT code FROM items')
    await service.refuseFile('a-bridge-opens.txt', 'It has no headline.')
    expect(await faults()).toContain('bridge')
    await takeBack(saved?.code ?? '', true)
    expect(await service.takeFile('a-bridge-opens.txt', bytes('---\ndate: never\n---\n'))).toBeUndefined()
    expect(await faults()).not.toContain('bridge')
    expect(logged.join()).not.toContain('bridge')
    expect(await db.all('SELECT * FROM faults')).toEqual([])
  })

  test('of an earlier version loses its permalink when the service starts', async () => {
    const { db, service, post, takeBack } = open()
    const code = await post()
    await takeBack(code, true)
    await db.run(`DELETE FROM identities WHERE kind = 'path'`)
    await db.run(`UPDATE items SET permalink = '/2015/06/a-bridge-opens/'`)
    const link = async () => (await service.app.request(`/api/links/${code}`)).json()
    expect(await link()).toMatchObject({ url: 'https://feeds.example:8443/2015/06/a-bridge-opens/' })
    await service.start()
    expect(await link()).toMatchObject({ url: `https://feeds.example:8443/s/${code}`, state: 'retracted' })
    expect(await (await service.app.request('/api/links')).text()).not.toContain('bridge')
    expect((await service.app.request('/2015/06/a-bridge-opens/')).status).toBe(410)
    expect(await loadItemAt(db, '/2015/06/a-bridge-opens/')).toMatchObject({ code, erased: true })
  })
})

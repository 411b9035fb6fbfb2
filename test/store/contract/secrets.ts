import { describe, expect, test } from 'vitest'
import { KeyError } from '../../../src/errors.ts'
import { toTextHash } from '../../../src/model/hash.ts'
import { createVault } from '../../../src/model/secrets/vault.ts'
import type { Db } from '../../../src/store/db.ts'
import { loadSubscriptions, toSubscribedStatements } from '../../../src/store/push/hub.ts'
import { saveHubRequest } from '../../../src/store/push/hub-requests.ts'
import {
  addOwnSubscription,
  loadOwnSubscriptionByToken,
  loadOwnSubscriptions,
} from '../../../src/store/push/subscriber.ts'
import {
  addWebhook,
  changeWebhook,
  loadWebhookSecret,
  loadWebhooks,
  removeWebhook,
} from '../../../src/store/push/webhooks.ts'
import { countLocked } from '../../../src/store/secrets.ts'
import { addSource, changeSource, loadSources } from '../../../src/store/sources.ts'
import { withVault } from '../../../src/store/statements.ts'
import { toSealingStep } from '../../../src/store/upgrade/sealing.ts'
import { runSteps } from '../../../src/store/upgrade/upgrade.ts'
import { channel } from '../../clean/sample.ts'
import { dumpRows } from '../../upgrade/rows.ts'
import type { OpenDb } from '../contract.ts'
import { NOW } from '../stories.ts'

const [FIRST, SECOND] = ['the first key of this house, of 40 signs', 'the second key of this house, of 41 signs']
const LATER = NOW + 86_400_000
const MARK = 'zyxsecret'
const CALLBACK = 'https://reader.example/hook'
const TOPIC = 'https://feeds.example/feed.atom'

const under = (db: Db, ...keys: string[]) => withVault(db, createVault(keys))
/** Brings what is stored under the first of the keys, in parts as small as they get. */
async function seal(db: Db, ...keys: string[]): Promise<Db> {
  const sealed = under(db, ...keys)
  if (sealed.vault === undefined) throw new Error('There is no vault.')
  for (let part = 0; part < 30; part++)
    await runSteps(sealed, [toSealingStep(sealed.vault)], { now: () => LATER, limit: 1 })
  return sealed
}

/** As a version without keys kept them. */
async function fillInClear(db: Db): Promise<void> {
  const insert = (sql: string, ...values: (string | number)[]) => db.run(sql, ...values)
  for (let id = 1; id <= 25; id++) {
    const sql = 'INSERT INTO webhooks (url, host, secret, cursor, created) VALUES (?, ?, ?, 0, 0)'
    await insert(sql, `https://user:${MARK}-${id}@partner.example/${id}`, 'partner.example', `whsec_${MARK}${id}`)
  }
  const hub = 'INSERT INTO subscriptions (topic, callback, host, secret, expires) VALUES (?, ?, ?, ?, ?)'
  await insert(hub, TOPIC, CALLBACK, 'reader.example', `${MARK} of a reader`, LATER * 2)
  await insert(
    'INSERT INTO subscriptions (topic, callback, host, expires) VALUES (?, ?, ?, ?)',
    TOPIC,
    `${CALLBACK}2`,
    'reader.example',
    LATER * 2,
  )
  const asked = 'INSERT INTO hub_requests (topic, callback, mode, secret, lease) VALUES (?, ?, ?, ?, 1000)'
  await insert(asked, TOPIC, `${CALLBACK}3`, 'subscribe', `${MARK} of a request`)
  const follow =
    "INSERT INTO follows (source, hub, topic, token, secret, state, expires) VALUES (?, ?, ?, ?, ?, 'verified', ?)"
  await insert(follow, 'one', 'https://hub.example/', 'https://one.example/', `${MARK}token`, `${MARK} of a hub`, LATER)
  const source = 'INSERT INTO sources (id, channel, url, added) VALUES (?, ?, ?, 0)'
  await insert(source, 'one', channel.id, `https://me:${MARK}%3A@one.example/feed?x=1`)
  await insert(source, 'two', channel.id, `https://${MARK}@two.example/`)
  await insert(source, 'three', channel.id, 'https://three.example/')
}

/** Whatever is kept, as whoever uses it gets it. */
async function readAll(db: Db) {
  const webhooks = await loadWebhooks(db)
  return {
    secrets: await Promise.all(webhooks.map(({ id }) => loadWebhookSecret(db, id))),
    urls: webhooks.map(({ url }) => url),
    subscriptions: [...(await loadSubscriptions(db, [1, 2], NOW)).values()],
    follows: await loadOwnSubscriptions(db),
    byToken: await loadOwnSubscriptionByToken(db, `${MARK}token`),
    sources: (await loadSources(db, [channel])).map(({ id, url }) => [id, url]),
  }
}

/** What is kept may be used, and nobody who has the database alone can use it (docs/architecture.md, decision 24). */
export function secretsContract(openDb: OpenDb): void {
  describe('secrets', () => {
    test('in clear are read until they are sealed, part by part, and after that; nothing of them is left in the tables', async () => {
      const db = await openDb()
      await fillInClear(db)
      const before = await readAll(db)
      expect(before.secrets[24]).toBe(`whsec_${MARK}25`)
      expect(await readAll(under(db, FIRST))).toEqual(before)
      const vaulted = under(db, FIRST)
      for (let part = 0; part < 30; part++) {
        await runSteps(vaulted, [toSealingStep(createVault([FIRST]))], { now: () => LATER, limit: 1 })
        expect(await readAll(vaulted)).toEqual(before)
      }
      expect(await dumpRows(db)).not.toContain(MARK)
      expect(await countLocked(vaulted)).toBe(0)
      const then = await dumpRows(db)
      await runSteps(vaulted, [toSealingStep(createVault([FIRST]))], { now: () => LATER })
      expect(await dumpRows(db)).toBe(then)
    })

    test('that are new are sealed from the start, and changed ones too', async () => {
      const db = await openDb()
      const sealed = under(db, FIRST)
      const given = { channel: null, kinds: null, created: NOW, secret: `whsec_${MARK}` }
      const { id } = await addWebhook(sealed, { ...given, url: `https://${MARK}@partner.example/` })
      await changeWebhook(sealed, id, { url: `https://a:${MARK}@partner.example/2` })
      await removeWebhook(sealed, (await addWebhook(sealed, { ...given, url: 'https://b.example/' })).id)
      const third = await addWebhook(sealed, { ...given, url: 'https://c.example/' })
      // A number is never given twice: what was told of one is not told of another.
      expect(third.id).toBe(id + 2)
      const request = { topic: TOPIC, callback: CALLBACK, mode: 'subscribe', secret: MARK, lease: 86_400_000 } as const
      await saveHubRequest(sealed, request, NOW)
      await sealed.batch(toSubscribedStatements(1, TOPIC, 'hash', NOW))
      const follow = { source: 'one', hub: 'https://hub.example/', topic: TOPIC, token: `${MARK}token`, secret: MARK }
      await addOwnSubscription(sealed, follow, NOW)
      const source = { id: 'one', channel: channel.id, url: `https://${MARK}:b@one.example/` }
      await addSource(sealed, source, NOW)
      await addSource(sealed, { ...source, id: 'two', url: 'https://two.example/' }, NOW)
      await changeSource(sealed, 'two', { url: `https://a:${MARK}@two.example/` })
      expect(await dumpRows(db)).not.toContain(MARK)
      expect(await loadWebhookSecret(sealed, id)).toBe(given.secret)
      const { urls, subscriptions, byToken, sources } = await readAll(sealed)
      expect(urls).toEqual([`https://a:${MARK}@partner.example/2`, 'https://c.example/'])
      expect(subscriptions).toEqual([{ topic: TOPIC, callback: CALLBACK, secret: MARK }])
      expect(byToken).toMatchObject(follow)
      // Who has the database has the hash of the token, which is none.
      expect(await loadOwnSubscriptionByToken(sealed, toTextHash(follow.token))).toBeUndefined()
      expect(sources).toContainEqual(['one', source.url])
      expect(sources).toContainEqual(['two', `https://a:${MARK}@two.example/`])
    })

    test('change their key, while the older one still opens, and back', async () => {
      const db = await openDb()
      await fillInClear(db)
      const before = await readAll(db)
      await seal(db, FIRST)
      expect(await readAll(under(db, SECOND, FIRST))).toEqual(before)
      await seal(db, SECOND, FIRST)
      expect(await readAll(under(db, SECOND))).toEqual(before)
      expect(await countLocked(under(db, FIRST))).toBe(25 * 2 + 1 + 1 + 1 + 2)
      await seal(db, FIRST, SECOND)
      expect(await readAll(under(db, FIRST))).toEqual(before)
    })

    test('of another key stay as they are, and so does whatever needs them, until that key is back', async () => {
      const db = await openDb()
      await fillInClear(db)
      const before = await readAll(db)
      await seal(db, FIRST)
      const rows = await dumpRows(db)
      for (const stranger of [await seal(db, SECOND), db]) {
        const found = await readAll(stranger)
        expect(found.secrets).toEqual(found.secrets.map(() => undefined))
        expect(found.subscriptions).toEqual([
          { topic: TOPIC, callback: CALLBACK, isLocked: true },
          { topic: TOPIC, callback: `${CALLBACK}2` },
        ])
        expect(found.byToken).toMatchObject({ source: 'one', isLocked: true, secret: '', token: '' })
        expect(JSON.stringify(found)).not.toContain(MARK)
        expect(await countLocked(stranger)).toBe(25 * 2 + 1 + 1 + 1 + 2)
      }
      const toStored = (text: string) => text.split('\n').filter((line) => !line.startsWith('["steps"'))
      expect(toStored(await dumpRows(db))).toEqual(toStored(rows))
      expect(await readAll(under(db, SECOND, FIRST))).toEqual(before)
      // The step of the second key was done already, while there was nothing that it could open.
      await seal(db, SECOND, FIRST)
      expect(await readAll(under(db, SECOND))).toEqual(before)
    })

    test.each([
      ['webhooks', 'secret', 'id = 1', 'id = 2'],
      ['webhooks', 'url', 'id = 1', 'id = 2'],
      ['sources', 'url', "id = 'one'", "id = 'two'"],
    ])('that are put into another row of %s.%s open nothing', async (table, column, here, there) => {
      const db = await openDb()
      await fillInClear(db)
      const sealed = await seal(db, FIRST)
      // Opened before, it could be remembered.
      await readAll(sealed)
      const found = await db.first<{ value: string }>(`SELECT ${column} AS value FROM ${table} WHERE ${here}`)
      const login = /\/\/(sealed[^:@]*)/.exec(found?.value ?? '')?.[1] ?? ''
      const other = { url: `https://${login}@elsewhere.example/`, secret: found?.value ?? '' }[column] ?? ''
      await db.run(`UPDATE ${table} SET ${column} = ? WHERE ${there}`, other)
      const { secrets, urls, sources } = await readAll(sealed)
      const opened = {
        webhooks: column === 'url' ? urls[1] : secrets[1],
        sources: sources.find(([id]) => id === 'two')?.[1],
      }
      expect(opened[table as 'webhooks']).toBe(column === 'url' ? other : undefined)
    })

    test('that are new are refused without a key, and what has none goes on', async () => {
      const db = await openDb()
      const given = { channel: null, kinds: null, created: NOW, secret: MARK, url: 'https://a.example/' }
      const request = { topic: TOPIC, callback: CALLBACK, mode: 'subscribe', lease: 1000 } as const
      const source = { id: 'one', channel: channel.id, url: `https://a:${MARK}@one.example/` }
      await expect(addWebhook(db, given)).rejects.toThrow(KeyError)
      await expect(saveHubRequest(db, { ...request, secret: MARK }, NOW)).rejects.toThrow(KeyError)
      await expect(addSource(db, source, NOW)).rejects.toThrow(KeyError)
      await saveHubRequest(db, request, NOW)
      await addSource(db, { ...source, url: 'https://one.example/' }, NOW)
      await expect(changeSource(db, 'one', { url: source.url })).rejects.toThrow(KeyError)
      expect(await dumpRows(db)).not.toContain(MARK)
    })
  })
}

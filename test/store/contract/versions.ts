import { describe, expect, test } from 'vitest'
import { VersionError } from '../../../src/errors.ts'
import type { Db } from '../../../src/store/db.ts'
import { loadItem, loadVersionedItem } from '../../../src/store/feeds/feeds.ts'
import { addLink, leadLinkElsewhere, retireLink } from '../../../src/store/links/editing.ts'
import { loadLink } from '../../../src/store/links/links.ts'
import { ensurePolls, loadPoll, savePoll } from '../../../src/store/polls.ts'
import { addWebhook, changeWebhook, replayWebhook } from '../../../src/store/push/webhooks.ts'
import { editItem, restoreItem, retractItem } from '../../../src/store/saving/edits.ts'
import { refuseProposed } from '../../../src/store/saving/proposals.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import { addSource, changeSource, loadSources, removeSource } from '../../../src/store/sources.ts'
import { loadVersionOf, type Versioned, withVersion } from '../../../src/store/versions.ts'
import type { OpenDb } from '../contract.ts'
import { arrival, channel, layOver, NOW, ownArrival, story, toIndex } from '../stories.ts'

const ID = 'urn:x:1'
const LATER = { now: NOW + 1_000, toIndex, layOver }
const ADDED = { id: 'added', channel: channel.id, url: 'https://added.example/feed' }

async function openItem(openDb: OpenDb) {
  const db = await openDb()
  await saveItems(db, [story({ guid: ID })], arrival())
  const version = async () => (await loadVersionedItem(db, ID))?.version
  const row = (await loadItem(db, ID))?.row
  return { db, version, of: { kind: 'item', subject: String(row) } as const }
}

/** How many of several that change one version at once succeed; the others are told. */
async function race(db: Db, of: Versioned, version: number, change: (db: Db, number: number) => Promise<unknown>) {
  const tries = [1, 2, 3, 4, 5].map((number) => change(withVersion(db, of, version), number))
  const results = await Promise.allSettled(tries)
  const lost = results.filter((one) => one.status === 'rejected')
  expect(lost.map(({ reason }) => reason)).toEqual(lost.map(() => expect.any(VersionError)))
  return results.length - lost.length
}

/** docs/architecture.md, decision 25. */
export function versionsContract(openDb: OpenDb): void {
  describe('versions', () => {
    test('an item counts edits, retractions, its source and what that proposes; and not that it comes again', async () => {
      const { db, version } = await openItem(openDb)
      expect(await version()).toBe(1)
      await saveItems(db, [story({ guid: ID })], arrival())
      await saveItems(db, [story({ guid: ID })], ownArrival('import'))
      expect(await version()).toBe(1)
      await saveItems(db, [story({ guid: ID, text: 'New text.' })], arrival())
      expect(await version()).toBe(2)
      await editItem(db, ID, { title: 'Corrected' }, LATER)
      expect(await version()).toBe(3)
      // Nothing that readers see is another, and the editor's word is.
      await editItem(db, ID, { contentText: 'New text.', contentHtml: '<p>New text.</p>' }, LATER)
      expect(await version()).toBe(4)
      await saveItems(db, [story({ guid: ID, title: 'Proposed', text: 'New text.' })], arrival())
      expect(await version()).toBe(5)
      const item = await loadItem(db, ID)
      if (item !== undefined) await refuseProposed(db, item)
      expect(await version()).toBe(6)
      await retractItem(db, ID, 'Untrue.', NOW)
      await retractItem(db, ID, 'Untrue.', NOW + 1)
      expect(await version()).toBe(7)
      await restoreItem(db, ID, NOW)
      expect(await version()).toBe(8)
    })

    test('of those who change a version at once one does', async () => {
      const { db, version, of } = await openItem(openDb)
      const edit = (at: Db, number: number) => editItem(at, ID, { title: `Title ${number}` }, LATER)
      expect(await race(db, of, 1, edit)).toBe(1)
      expect(await version()).toBe(2)
      const late = (at: Db, number: number) => editItem(at, ID, { title: `Late ${number}` }, LATER)
      expect(await race(db, of, 1, late)).toBe(0)
      expect(await race(db, of, 2, (at, number) => retractItem(at, ID, `Reason ${number}`, NOW))).toBe(1)
    })

    test('whoever holds the version writes in several steps, and is held up by nothing else that is unique', async () => {
      const { db, of } = await openItem(openDb)
      const mine = withVersion(db, of, 1)
      await editItem(mine, ID, { title: 'One' }, LATER)
      await editItem(mine, ID, { title: 'Two' }, LATER)
      expect((await loadItem(db, ID))?.content.title).toBe('Two')
      const held = withVersion(db, of, 3)
      await expect(held.run('INSERT INTO meta (name, value) VALUES (?, ?)', 'epoch', 'x')).rejects.toMatchObject({
        unique: true,
      })
    })

    test('a link counts moves and not clicks, and follows its story', async () => {
      const { db } = await openItem(openDb)
      const item = await loadItem(db, ID)
      if (item === undefined) throw new Error('It is not there.')
      await addLink(db, 'clinics', { item: item.row, channel: channel.id, permalink: item.permalink }, NOW)
      const link = async () => {
        const found = await loadLink(db, 'clinics')
        if (found === undefined) throw new Error('It is not there.')
        return found
      }
      const { code, version } = await link()
      await db.run('INSERT INTO clicks (code, day, people) VALUES (?, 1, 1)', code)
      expect([version, (await link()).version]).toEqual([1, 1])
      const [of, before] = [{ kind: 'link', subject: code } as const, await link()]
      const lead = (number: number) => ({ url: `https://news.example/${number}`, channel: channel.id })
      expect(await race(db, of, 1, (at, number) => leadLinkElsewhere(at, before, lead(number), NOW))).toBe(1)
      await retireLink(db, await link(), NOW)
      expect((await link()).version).toBe(3)
      const own = async () => (await loadLink(db, item.code))?.version
      expect(await own()).toBe(1)
      await retractItem(db, ID, 'Untrue.', NOW)
      expect(await own()).toBe(2)
    })

    test('a source counts its settings and its pause, and under one name no version comes twice', async () => {
      const db = await openDb()
      const of = { kind: 'source', subject: 'added' } as const
      const version = () => loadVersionOf(db, of)
      await addSource(db, ADDED, NOW)
      await ensurePolls(db, await loadSources(db, [channel]), NOW)
      expect(await version()).toBe(1)
      expect(await race(db, of, 1, (at, number) => changeSource(at, 'added', { title: `${number}` }))).toBe(1)
      const state = await loadPoll(db, 'added')
      if (state === undefined) throw new Error('It is not there.')
      await savePoll(db, { ...state, failures: 4, due: NOW + 9 })
      expect(await version()).toBe(2)
      await savePoll(db, { ...state, paused: true })
      await savePoll(db, { ...state, paused: true, failures: 1 })
      expect(await version()).toBe(3)
      expect(await race(db, of, 3, (at) => removeSource(at, 'added'))).toBe(1)
      await addSource(db, ADDED, NOW)
      expect(await version()).toBeGreaterThan(4)
    })

    test('a webhook counts its settings, and not what it is told', async () => {
      const db = await openDb()
      const url = 'https://hook.example/'
      const { id, version } = await addWebhook(db, { url, channel: null, kinds: null, secret: 'x', created: NOW })
      const of = { kind: 'webhook', subject: String(id) } as const
      await db.run('UPDATE webhooks SET cursor = 5, failures = 3')
      await replayWebhook(db, id, 0)
      expect([version, await loadVersionOf(db, of)]).toEqual([1, 1])
      const change = (at: Db, number: number) =>
        changeWebhook(at, id, { url: `https://hook.example/${number}`, paused: true, kinds: ['create'] })
      expect(await race(db, of, 1, change)).toBe(1)
      expect(await loadVersionOf(db, of)).toBe(2)
    })

    test('of those who make the same at once one does where only what is new is wanted', async () => {
      const db = await openDb()
      const save = () => saveItems(db, [story({ guid: ID })], { ...ownArrival('editor'), isNewOnly: true })
      const results = await Promise.allSettled([save(), save(), save()])
      const lost = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
      expect(lost).toEqual([expect.any(VersionError), expect.any(VersionError)])
      expect(lost.map(({ subject }: VersionError) => subject)).toEqual([ID, ID])
      expect((await loadVersionedItem(db, ID))?.version).toBe(1)
    })
  })
}

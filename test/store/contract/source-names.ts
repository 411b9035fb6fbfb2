/** A source that is called something else keeps all that it had. */
import { describe, expect, test } from 'vitest'
import { loadChanges } from '../../../src/store/feeds/changes.ts'
import { loadItems } from '../../../src/store/feeds/feeds.ts'
import { claimPoll, ensurePolls, isClaimLost, loadPolls, toPollStatements } from '../../../src/store/polls.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import { findSourceName, isNameTaken, loadFormerNames, renameSource } from '../../../src/store/source-names.ts'
import { addSource, findSource, loadSources } from '../../../src/store/sources.ts'
import type { OpenDb } from '../contract.ts'
import { arrival, channel, NOW, story } from '../stories.ts'

const LATER = NOW + 1_000
const stories = () => Promise.all(['One', 'Two'].map((title) => story({ guid: title, title })))

async function openRenamed(openDb: OpenDb) {
  const db = await openDb()
  await addSource(db, { id: 'path-of-a-token', channel: channel.id, url: 'https://partner.example/token' }, NOW)
  await ensurePolls(db, await loadSources(db, [channel]), NOW)
  const from = arrival({ source: 'path-of-a-token', owner: 'path-of-a-token' })
  await saveItems(db, await stories(), from)
  return { db, from, rename: (before: string, name: string) => renameSource(db, before, name, LATER) }
}

/** docs/architecture.md, decisions 1 and 14. */
export function sourceNamesContract(openDb: OpenDb): void {
  describe('a source that is renamed', () => {
    test('is found by each of its names, and its stories say the new one', async () => {
      const { db, rename } = await openRenamed(openDb)
      await rename('path-of-a-token', 'partner')
      await rename('partner', 'wire')
      for (const name of ['path-of-a-token', 'partner', 'wire']) {
        expect(await findSourceName(db, name)).toEqual({ name: 'wire', scope: 'path-of-a-token' })
        expect(await isNameTaken(db, name)).toBe(true)
        expect((await findSource(db, [channel], name))?.id).toBe('wire')
      }
      expect([...(await loadFormerNames(db))]).toEqual(expect.arrayContaining(['path-of-a-token', 'partner']))
      expect((await loadItems(db, { limit: 9 })).map(({ sources }) => sources)).toEqual([['wire'], ['wire']])
      expect((await loadPolls(db)).get('wire')).toMatchObject({ source: 'wire', due: NOW })
    })

    test('brings its stories again as the same ones, and tells of it quietly', async () => {
      const { db, from, rename } = await openRenamed(openDb)
      await rename('path-of-a-token', 'partner')
      const saved = await saveItems(db, await stories(), from)
      expect(saved.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged'])
      const { changes = [] } = (await loadChanges(db, undefined, 9)) ?? {}
      expect(changes.slice(2).map(({ kind, quiet }) => [kind, quiet])).toEqual([
        ['reclean', true],
        ['reclean', true],
      ])
    })

    test('may be called what it was called before, and nothing else may', async () => {
      const { db, rename } = await openRenamed(openDb)
      await addSource(db, { id: 'other', channel: channel.id, url: 'https://other.example/' }, NOW)
      await rename('path-of-a-token', 'partner')
      for (const taken of ['partner', 'path-of-a-token']) {
        await expect(rename('other', taken)).rejects.toMatchObject({ unique: true })
      }
      await expect(rename('partner', 'other')).rejects.toMatchObject({ unique: true })
      await rename('partner', 'path-of-a-token')
      expect(await findSourceName(db, 'partner')).toEqual({ name: 'path-of-a-token', scope: 'path-of-a-token' })
    })

    test('while it is polled takes the claim from that poll', async () => {
      const { db, rename } = await openRenamed(openDb)
      const state = await claimPoll(db, 'path-of-a-token', 'partner.example', 'token', NOW, 120_000)
      if (state === undefined) throw new Error('The source could not be claimed.')
      await rename('path-of-a-token', 'partner')
      const written = db.batch(toPollStatements({ ...state, failures: 7 }, 'partner.example', 'token'))
      expect(isClaimLost(await written.catch((error: unknown) => error))).toBe(true)
      expect((await loadPolls(db)).get('partner')).toMatchObject({ failures: 0 })
    })
  })
}

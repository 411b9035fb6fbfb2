import { describe, expect, test } from 'vitest'
import { type ClickKind, loadClicks, saveClicks, settleClicks } from '../../../src/store/links/clicks.ts'
import { addLink, leadLinkElsewhere, loadHistory, retireLink } from '../../../src/store/links/editing.ts'
import { toLinkErasure } from '../../../src/store/links/erasure.ts'
import { foldCode, loadLink, loadLinks, loadLive, loadTarget } from '../../../src/store/links/links.ts'
import { giveNames } from '../../../src/store/links/names.ts'
import { loadTransferredLinks, saveTransferredLinks } from '../../../src/store/links/transfer.ts'
import { restoreItem, retractItem } from '../../../src/store/saving/edits.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import type { OpenDb } from '../contract.ts'
import { arrival, DAY, NOW, nameLink, ownArrival, story } from '../stories.ts'

/** Short links: one row leads, whatever was typed; names, moves, sums. */
export function linksContract(openDb: OpenDb): void {
  async function openLinks() {
    const db = await openDb()
    const saved = await saveItems(
      db,
      ['one', 'two'].map((title) => story({ guid: `urn:${title}`, slug: title, title, text: `Of ${title} alone.` })),
      arrival(),
    )
    const lead = (index: number) => {
      const { row = 0 } = saved[index] ?? {}
      const permalink = `/2016/03/${index === 0 ? 'one' : 'two'}/`
      return { item: row, channel: 'english', permalink }
    }
    const code = (index: number) => saved[index]?.code ?? ''
    const id = (index: number) => saved[index]?.id ?? ''
    return { db, lead, code, id }
  }

  describe('short links', () => {
    test('a row leads, follows its item into retraction and back, and is found as typed', async () => {
      const { db, lead, code, id } = await openLinks()
      await addLink(db, 'Kobanê-2014', lead(0), NOW)
      // The short way is there where the database answers at once.
      const live = { channel: 'english', lead: '/2016/03/one/' }
      expect(loadLive(db, [code(0), 'no code'])).toEqual([db.findNow === undefined ? undefined : live, undefined])
      expect(await loadTarget(db, 'KOBANÊ 2014.')).toMatchObject({ lead: '/2016/03/one/', state: 'live' })
      await retractItem(db, id(0), 'Wrong', NOW)
      expect(loadLive(db, [code(0)])).toEqual([undefined])
      expect((await loadTarget(db, 'kobanê2014'))?.state).toBe('retracted')
      expect((await loadLink(db, code(0)))?.item?.reason).toBe('Wrong')
      expect((await loadTarget(db, code(1)))?.state).toBe('live')
      await restoreItem(db, id(0), NOW)
      expect((await loadTarget(db, 'kobanê2014'))?.state).toBe('live')
    })

    test('a name is taken once; moved and retired it remembers where it led', async () => {
      const { db, lead } = await openLinks()
      expect((await addLink(db, 'today', lead(0), NOW)).outcome).toBe('added')
      expect((await addLink(db, 'Today', lead(0), NOW)).outcome).toBe('there')
      expect((await addLink(db, 't0day', lead(1), NOW)).outcome).toBe('taken')
      const link = await nameLink(db, 't0day', lead(1), NOW)
      await leadLinkElsewhere(db, link, lead(1), NOW + 1, 'Newer')
      const url = { url: 'https://news.example/x', channel: 'english' }
      const moved = await loadLink(db, 'today')
      if (moved === undefined) throw new Error('The link went away.')
      await leadLinkElsewhere(db, moved, url, NOW + 1)
      const last = await loadLink(db, 'today')
      if (last === undefined) throw new Error('The link went away.')
      expect(last).toMatchObject({ lead: 'https://news.example/x', state: 'live' })
      expect(last.item).toBeUndefined()
      await retireLink(db, last, NOW + 2, 'Over')
      expect(await loadLink(db, 'today')).toMatchObject({ state: 'retired', reason: 'Over' })
      expect((await loadHistory(db, ['t0day'])).get('t0day')).toEqual([
        { at: NOW + 1, item: 'urn:one', lead: '/2016/03/one/', note: 'Newer' },
        { at: NOW + 2, item: 'urn:two', lead: '/2016/03/two/' },
        { at: NOW + 3, lead: 'https://news.example/x', note: 'Over' },
      ])
    })

    test('clicks become sums day by day and host by host; what came with the same message counts once', async () => {
      const { db, code } = await openLinks()
      const day = Math.floor(NOW / DAY)
      const group = (clicks: number, kind: ClickKind, more: { readonly day?: number; readonly host?: string } = {}) => {
        return { day, kind, clicks, codes: JSON.stringify(Array.from({ length: clicks }, () => code(0))), ...more }
      }
      const mixed = { day, kind: 'people' as const, clicks: 2, codes: JSON.stringify([code(0), code(1)]) }
      const groups = [
        group(3, 'people', { host: 't.co' }),
        group(4, 'people', { day: day + 1 }),
        group(2, 'heads'),
        mixed,
      ]
      const counted = { groups: [...groups, group(1, 'bots'), group(5, 'previews')], wanted: [] }
      await saveClicks(db, counted, NOW, 'message-1')
      await saveClicks(db, counted, NOW, 'message-1')
      expect((await loadClicks(db, code(0))).total.people).toBe(0)
      expect(await settleClicks(db)).toBe(true)
      expect(await settleClicks(db)).toBe(false)
      await saveClicks(db, { groups: [group(2, 'people', { host: 't.co' })], wanted: [] }, NOW)
      await settleClicks(db)
      const clicks = await loadClicks(db, code(0))
      expect(clicks.total).toEqual({ people: 10, bots: 1, previews: 5, heads: 2 })
      expect(clicks.days.map(({ people }) => people)).toEqual([6, 4])
      expect(clicks.hosts).toEqual([{ host: 't.co', clicks: 5 }])
      expect((await loadClicks(db, code(1))).total.people).toBe(1)
    })

    test('clicks of a name that was erased before they were summed bring nothing of it back', async () => {
      const { db } = await openLinks()
      const gone = { day: 1, kind: 'people' as const, host: 't.co', clicks: 1, codes: '["gone"]' }
      await saveClicks(db, { groups: [gone], wanted: [] }, NOW)
      await settleClicks(db)
      for (const table of ['clicks', 'referrers', 'click_journal']) {
        expect(await db.all(`SELECT 1 FROM ${table}`)).toEqual([])
      }
    })

    test('a long journal is summed a part at a time, and what two do at once counts once', async () => {
      const { db, code } = await openLinks()
      const codes = JSON.stringify(Array.from({ length: 1000 }, (_, index) => code(index % 2)))
      const groups = Array.from({ length: 6 }, () => ({ day: 1, kind: 'people' as const, clicks: 1000, codes }))
      await saveClicks(db, { groups, wanted: [] }, NOW)
      await settleClicks(db)
      const part = (await loadClicks(db, code(0))).total.people
      expect([part > 0, part < 3000]).toEqual([true, true])
      await Promise.all([settleClicks(db), settleClicks(db), settleClicks(db)])
      while (await settleClicks(db)) expect((await loadClicks(db, code(0))).total.people).toBeLessThanOrEqual(3000)
      expect((await loadClicks(db, code(1))).total.people).toBe(3000)
    })

    test('names of other shorteners keep their case where they have to', async () => {
      const { db, lead } = await openLinks()
      const names = [
        { name: 'aBc', item: lead(0).item },
        { name: 'AbC', item: lead(1).item },
        { name: 'abc', item: lead(1).item },
      ]
      expect(await giveNames(db, names, NOW)).toEqual(['added', 'added', 'taken'])
      expect(await giveNames(db, names, NOW)).toEqual(['there', 'there', 'taken'])
      expect((await loadTarget(db, 'AbC'))?.lead).toBe('/2016/03/two/')
      expect((await loadTarget(db, 'ABC'))?.lead).toBe('/2016/03/one/')
    })

    test('whoever of several gives a name first has it, the others hear that it is taken', async () => {
      const { db, lead } = await openLinks()
      const asked = Array.from({ length: 8 }, (_, index) =>
        addLink(db, index < 4 ? 'race' : 'RACÉ', lead(index % 2), NOW),
      )
      const outcomes = (await Promise.all(asked)).map(({ outcome }) => outcome)
      expect(outcomes.filter((one) => one === 'added')).toHaveLength(1)
      expect(outcomes.filter((one) => one === 'taken')).toHaveLength(4)
      expect(await db.all(`SELECT 1 FROM links WHERE name IS NOT NULL`)).toHaveLength(1)
      expect(await db.all(`SELECT 1 FROM changes WHERE kind = 'link'`)).toHaveLength(1)
    })

    test('a link to what was retracted a moment before is as gone as it is', async () => {
      const { db, lead, id } = await openLinks()
      await retractItem(db, id(0), 'Wrong', NOW)
      const link = await nameLink(db, 'late', lead(0), NOW)
      expect(link.state).toBe('retracted')
      const other = await nameLink(db, 'later', lead(1), NOW)
      await leadLinkElsewhere(db, other, lead(0), NOW)
      expect((await loadTarget(db, 'later'))?.state).toBe('retracted')
    })

    test('a name that is written just so is never given twice', async () => {
      const { db, lead } = await openLinks()
      expect(await giveNames(db, [{ name: 'kobane', item: lead(0).item }], NOW)).toEqual(['added'])
      expect(await giveNames(db, [{ name: 'kobane', item: lead(1).item }], NOW)).toEqual(['taken'])
      expect((await loadTarget(db, 'kobane'))?.lead).toBe('/2016/03/one/')
    })

    test('names that a story’s own text has become its own where they are free', async () => {
      const { db, lead, id } = await openLinks()
      await addLink(db, 'p3Zya', lead(0), NOW)
      const item = { ...story({ guid: 'urn:three', title: 'three' }), aliases: ['p3zya', 'p9-xY'] }
      await saveItems(db, [item], ownArrival('import'))
      expect((await loadLink(db, 'p3zya'))?.item?.id).toBe(id(0))
      expect((await loadLink(db, 'P9XY'))?.item?.id).toBe('urn:three')
      const alike = { ...story({ guid: 'urn:four', title: 'four' }), aliases: ['p9-Xy', 'p9-xY', 'p\u00e9-xY'] }
      await saveItems(db, [alike], ownArrival('import'))
      const found = async (name: string) => (await loadTarget(db, name))?.lead
      expect(await found('p9-Xy'), 'as it is written').toBe((await loadLink(db, 'p9-Xy'))?.item?.permalink)
      expect((await loadLink(db, 'p9-Xy'))?.item?.id).toBe('urn:four')
      expect((await loadLink(db, 'p9-xY'))?.item?.id).toBe('urn:three')
    })

    test('what looks like a link’s name never becomes another’s, whichever comes first', async () => {
      const { db, lead } = await openLinks()
      await addLink(db, 'ace', lead(0), NOW)
      expect((await addLink(db, '\u0430\u0441\u0435', lead(1), NOW)).outcome).toBe('taken')
      await addLink(db, '\u043a\u043e\u0440\u0430', lead(0), NOW)
      expect((await addLink(db, 'kopa', lead(1), NOW)).outcome).toBe('taken')
      const names = [
        { name: '\u0430\u0441\u0435', item: lead(1).item },
        { name: 'kopâ', item: lead(1).item },
      ]
      expect(await giveNames(db, names, NOW)).toEqual(['taken', 'taken'])
    })

    test('a name that was kept with its accents is still found, and stays the only one', async () => {
      const { db, lead } = await openLinks()
      await db.all(
        `INSERT INTO links (code, item, channel, lead, since, name) VALUES ('k0banê', ?, 'english', ?, ?, 'Kobanê')`,
        lead(0).item,
        lead(0).permalink,
        NOW,
      )
      expect((await loadTarget(db, 'KOBANÊ'))?.lead).toBe('/2016/03/one/')
      expect((await addLink(db, 'Kobanê', lead(0), NOW)).outcome).toBe('there')
      expect((await addLink(db, 'Kobanê', lead(1), NOW)).outcome).toBe('taken')
    })

    test('what an export carries is the same after an import, and after another', async () => {
      const from = await openLinks()
      const link = await nameLink(from.db, 'today', from.lead(0), NOW)
      await leadLinkElsewhere(from.db, link, from.lead(1), NOW + 5, 'Newer')
      await retireLink(from.db, await nameLink(from.db, 'gone', from.lead(1), NOW), NOW + 6, 'Over')
      await addLink(from.db, 'about', { url: 'https://news.example/x', channel: 'english' }, NOW)
      const names = ['aBc', 'AbC'].map((name, index) => ({ name, item: from.lead(index).item }))
      await giveNames(from.db, names, NOW)
      const groups = [{ day: 1, kind: 'people' as const, host: 't.co', clicks: 2, codes: '["abc","abc"]' }]
      await saveClicks(from.db, { groups, wanted: [] }, NOW)
      await settleClicks(from.db)
      const moved = await loadTransferredLinks(from.db, '', undefined, 99)
      expect(moved).toHaveLength(7)
      const to = await openDb()
      const items = ['one', 'two'].map((title) =>
        story({ guid: `urn:${title}`, slug: title, title, text: `Of ${title} alone.` }),
      )
      // The story's own text gave it the name before the links came.
      const [first = story({}), second = story({})] = items
      const saved = await saveItems(
        to,
        [
          { ...first, aliases: ['today'] },
          { ...second, aliases: ['gone'] },
        ],
        ownArrival('import'),
      )
      const rows = await to.all<{ key: string; id: number }>('SELECT key, id FROM items')
      const arrived = moved.map(({ item, url, channel = '', ...one }) => {
        const row = rows.find(({ key }) => key === item)?.id
        return { ...one, channel, ...(row === undefined ? { lead: url ?? '' } : { item: row }) }
      })
      for (let time = 0; time < 2; time++) {
        expect(new Set(await saveTransferredLinks(to, arrived, NOW + DAY * time))).toEqual(new Set([true]))
        expect(await loadTransferredLinks(to, '', undefined, 99)).toEqual(moved)
      }
      expect(saved).toHaveLength(2)
      // Whoever moves it here has the last word.
      const today = await loadLink(to, 'today')
      if (today === undefined) throw new Error('The link went away.')
      await leadLinkElsewhere(to, today, { url: 'https://news.example/y', channel: 'english' }, NOW + DAY)
      expect(await saveTransferredLinks(to, arrived, NOW + DAY)).toContain(false)
      expect((await loadLink(to, 'today'))?.lead).toBe('https://news.example/y')
    })

    test('an import brings back no name of an erased item', async () => {
      const { db, lead } = await openLinks()
      const { item } = lead(0)
      await db.all(`UPDATE items SET state = 'retracted', erased = 1 WHERE id = ?`, item)
      await saveTransferredLinks(db, [{ code: 'secret', name: 'secret', item, channel: '' }], NOW)
      await giveNames(db, [{ name: 'secret', item }], NOW)
      expect(await loadLink(db, 'secret')).toBeUndefined()
    })

    test('names of a retracted item go as retired, with its reason; its code is its tombstone’s', async () => {
      const { db, id, lead, code } = await openLinks()
      await addLink(db, 'name', lead(0), NOW)
      await retractItem(db, id(0), 'Wrong', NOW)
      const moved = await loadTransferredLinks(db, '', undefined, 9)
      expect(moved.find((one) => one.code === code(0))).toMatchObject({ item: expect.stringMatching(/^[0-9a-f]{64}$/) })
      expect(moved.find((one) => one.code === foldCode('name'))).toMatchObject({
        url: '/2016/03/one/',
        retired: { reason: 'Wrong' },
      })
      const to = await openDb()
      await saveTransferredLinks(
        to,
        [{ code: code(0), lead: '/2016/03/one/', channel: 'english', retired: { reason: 'Wrong' } }],
        NOW,
      )
      expect(await loadLink(to, code(0))).toMatchObject({ state: 'retired', reason: 'Wrong' })
    })

    test('an erased item leaves its code and nothing else', async () => {
      const { db, lead, code } = await openLinks()
      await addLink(db, 'secret-name', lead(0), NOW)
      await db.batch(toLinkErasure(lead(0).item))
      expect((await loadLinks(db, { limit: 9 })).map((one) => one.code).sort()).toEqual([code(0), code(1)].sort())
    })

    test('what is typed folds to what was meant', () => {
      const pairs: readonly (readonly [string, string])[] = [
        ['K3XP9A', 'k3xp9a'],
        [' k3x-p9a. ', 'k3xp9a'],
        ['“k3xp9a”', 'k3xp9a'],
        ['OIL', '011'],
        ['İstanbul', '1stanbu1'],
        ['ΟΔΟΣ', '0δ0σ'],
        ['λόγος', 'λ0y0σ'],
        ['Kobanê', 'k0bane'],
        ['Çewlîg', 'cew11g'],
        ['Köln', 'k01n'],
        ['Straße', 'strasse'],
        ['Ørsted', '0rsted'],
        ['کۆبانێ', 'كوباني'],
        ['هه\u200cولێر', 'ههولير'],
        ['رئیس', 'رييس'],
        ['т16а5с', 't16a5c'],
        ['ᎪᏢᎥ', 'ap1'],
        ['ꓮꓑꓲ', 'ap1'],
        ['pɑypal', 'paypa1'],
        ['k\ufe0fo\u034fb', 'k0b'],
        ['k০b', 'k0b'],
        ['コバニ', 'コバニ'],
        ['ｺﾊﾞﾆ', 'コバニ'],
        ['कोबानी', 'कोबानी'],
        ['코바니', '코바니'],
        ['كوباني٢٠١٤', 'كوباني2014'],
        ['کوبانی', 'كوباني'],
        ['ｋ３ｘ', 'k3x'],
        ['\u200fk3\u200b', 'k3'],
      ]
      for (const [typed, code] of pairs) {
        expect(foldCode(typed), typed).toBe(code)
        expect(foldCode(foldCode(typed)), typed).toBe(code)
      }
    })
  })
}

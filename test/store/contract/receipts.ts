import { describe, expect, test } from 'vitest'
import {
  type Claim,
  closeReceipt,
  dropOpenReceipts,
  dropReceipt,
  forgetReceipts,
  KEPT,
  openReceipt,
  toReceiptStatement,
} from '../../../src/store/access/receipts.ts'
import { addToken, findToken, loadTokens, removeToken, saveTokenUses } from '../../../src/store/access/tokens.ts'
import type { Db } from '../../../src/store/db.ts'
import { RECEIPT_LOST } from '../../../src/store/db.ts'
import { addDraft } from '../../../src/store/desk/drafts.ts'
import { addWebhook, loadWebhooks } from '../../../src/store/push/webhooks.ts'
import { addSource } from '../../../src/store/sources.ts'
import type { OpenDb } from '../contract.ts'
import { NOW } from '../stories.ts'

const ASKED = { holder: 0, key: 'k', request: 'r' }
const MADE = { name: 'one', status: 201 }

async function claim(db: Db, token = 'a', now = NOW, asked = ASKED): Promise<Claim> {
  const opened = await openReceipt(db, asked, token, now)
  if (opened.outcome !== 'claimed') throw new Error(`It is ${opened.outcome}.`)
  return opened.claim
}

export function receiptsContract(openDb: OpenDb): void {
  describe('receipts', () => {
    test('one of many makes it, the others wait, and then are told what was made', async () => {
      const db = await openDb()
      const all = await Promise.all(Array.from({ length: 20 }, (_, n) => openReceipt(db, ASKED, `t${n}`, NOW)))
      const claims = all.flatMap((one) => (one.outcome === 'claimed' ? [one.claim] : []))
      expect([claims.length, all.filter(({ outcome }) => outcome === 'busy').length]).toEqual([1, 19])
      const [mine] = claims
      if (mine === undefined) throw new Error('Nobody has it.')
      await closeReceipt(db, mine, MADE)
      expect(await openReceipt(db, ASKED, 'b', NOW + 1)).toEqual({ outcome: 'made', made: MADE })
      // Another body, another address; and another's key of the same name.
      expect(await openReceipt(db, { ...ASKED, request: 'other' }, 'b', NOW + 1)).toEqual({ outcome: 'other' })
      expect(await openReceipt(db, { ...ASKED, holder: 1 }, 'b', NOW + 1)).toMatchObject({ outcome: 'claimed' })
    })

    test('who never came to an end is given up, and what it makes later is refused', async () => {
      const db = await openDb()
      const first = await claim(db)
      expect(await openReceipt(db, ASKED, 'b', NOW + 119_000)).toEqual({ outcome: 'busy' })
      const second = await claim(db, 'b', NOW + 121_000)
      const late = addSource(db, { id: 's', channel: 'c', url: 'https://a.example/' }, NOW, [
        toReceiptStatement(first, MADE),
      ])
      await expect(late).rejects.toMatchObject({ message: RECEIPT_LOST, unique: false })
      expect(await db.all('SELECT id FROM sources')).toEqual([])
      // Who lost it takes nothing away from who has it.
      await dropReceipt(db, first)
      await closeReceipt(db, second, MADE)
      expect(await openReceipt(db, ASKED, 'c', NOW + 122_000)).toEqual({ outcome: 'made', made: MADE })
    })

    test('what was refused made nothing: the next try is the first, of whatever body', async () => {
      const db = await openDb()
      await dropReceipt(db, await claim(db))
      const next = await claim(db, 'b', NOW, { ...ASKED, request: 'other' })
      // What was made before something else went wrong stays made.
      await closeReceipt(db, next, MADE)
      await dropReceipt(db, next)
      await closeReceipt(db, next, { name: 'two', status: 200 })
      expect(await openReceipt(db, { ...ASKED, request: 'other' }, 'c', NOW)).toEqual({ outcome: 'made', made: MADE })
    })

    test('after a day it is forgotten, and where the clock was wrong', async () => {
      const db = await openDb()
      await closeReceipt(db, await claim(db), MADE)
      expect(await openReceipt(db, ASKED, 'b', NOW + KEPT)).toMatchObject({ outcome: 'made' })
      await claim(db, 'c', NOW + KEPT + 1)
      await closeReceipt(db, await claim(db, 'd', NOW - 365 * KEPT), MADE)
      await forgetReceipts(db, NOW - 364 * KEPT)
      expect(await db.all('SELECT key FROM receipts')).toHaveLength(1)
      await forgetReceipts(db, NOW - 364 * KEPT + 1)
      expect(await db.all('SELECT key FROM receipts')).toEqual([])
      await closeReceipt(db, await claim(db), MADE)
      await claim(db, 'e', NOW, { ...ASKED, key: 'open' })
      await dropOpenReceipts(db)
      expect(await db.all('SELECT key FROM receipts')).toEqual([{ key: 'k' }])
    })

    test('is written with what is made, or neither is', async () => {
      const db = await openDb()
      const of = async (key: string) => claim(db, 'a', NOW, { ...ASKED, key })
      const webhook = { url: 'https://a.example/', channel: null, kinds: null, created: NOW, secret: 'whsec_x' }
      const [hook, draft] = [await of('hook'), await of('draft')]
      await addWebhook(db, webhook, (id) => [toReceiptStatement(hook, { name: String(id), status: 201 })])
      const fields = { channel: 'c', key: 'x', received: { item: {} } as never }
      await addDraft(
        db,
        fields,
        () => 'abcdef',
        NOW,
        (code) => [toReceiptStatement(draft, { name: code, status: 201 })],
      )
      const names = await db.all('SELECT made FROM receipts ORDER BY made')
      expect(names).toEqual([{ made: String((await loadWebhooks(db))[0]?.id) }, { made: 'abcdef' }])
      // A claim that is lost is no name that is taken: nobody tries for ever.
      const lost = await of('lost')
      await claim(db, 'b', NOW + 121_000, { ...ASKED, key: 'lost' })
      const more = () => [toReceiptStatement(lost, MADE)]
      await expect(addWebhook(db, webhook, more)).rejects.toThrow(RECEIPT_LOST)
      await expect(addDraft(db, fields, () => 'ghjkmn', NOW, more)).rejects.toThrow(RECEIPT_LOST)
      expect([(await loadWebhooks(db)).length, await db.all('SELECT code FROM drafts')]).toEqual([
        1,
        [{ code: 'abcdef' }],
      ])
    })
  })

  describe('tokens', () => {
    const token = { hint: 'ara_abcd…', scopes: ['moderate'] as const, by: 'API_TOKEN', created: NOW, expires: null }

    test('are found by their hash alone, until they are taken away', async () => {
      const db = await openDb()
      const one = await addToken(db, { ...token, name: 'One', hash: 'h1' })
      await addToken(db, { ...token, name: 'Two', hash: 'h2', expires: NOW + 1 })
      expect(await findToken(db, 'h1')).toEqual({ ...token, id: one.id, name: 'One', used: null })
      expect(await findToken(db, 'h3')).toBeUndefined()
      const taken = { ...token, name: 'One', hash: 'h4' }
      await expect(addToken(db, taken)).rejects.toMatchObject({ unique: true })
      await saveTokenUses(db, new Map([[one.id, NOW + 5]]))
      expect((await loadTokens(db)).map(({ name, used, expires }) => [name, used, expires])).toEqual([
        ['One', NOW + 5, null],
        ['Two', null, NOW + 1],
      ])
      expect([await removeToken(db, one.id), await removeToken(db, one.id)]).toEqual([true, false])
      expect(await findToken(db, 'h1')).toBeUndefined()
      // Nobody inherits the number of one that is gone, nor what was written down for it.
      const next = await addToken(db, { ...taken, hash: 'h5' })
      expect([next.id > one.id, next.used]).toEqual([true, null])
    })
  })
}

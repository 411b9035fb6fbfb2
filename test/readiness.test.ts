import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { StoreError, type StoreFault } from '../src/errors.ts'
import { openDatabase } from '../src/node/sqlite/sqlite.ts'
import { createReadiness } from '../src/readiness.ts'
import { type Db, pass } from '../src/store/db.ts'
import { watchTroubles } from '../src/store/ready.ts'

const START = Date.UTC(2026, 11, 1)

beforeEach(() => {
  vi.useFakeTimers({ now: START })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('whether the service is ready', () => {
  test('is what all checks say, each sentence once', async () => {
    const ready = createReadiness([() => undefined, async () => 'One.', () => 'One.'], Date.now)
    ready.add(() => 'Two.')
    expect(await ready.findTroubles()).toEqual(['One.', 'Two.'])
  })

  test('is asked once a second at most, whatever becomes of the clock', async () => {
    const check = vi.fn(() => undefined)
    const ready = createReadiness([check], Date.now)
    await Promise.all(Array.from({ length: 100 }, () => ready.findTroubles()))
    expect(check).toHaveBeenCalledTimes(1)
    vi.setSystemTime(START - 1e11)
    await ready.findTroubles()
    expect(check).toHaveBeenCalledTimes(2)
  })

  test('is said although something hangs', async () => {
    const ready = createReadiness([() => new Promise(() => {}), () => 'One.'], Date.now)
    const found = ready.findTroubles()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(await found).toEqual(['Something does not answer within 2 seconds.', 'One.'])
  })
})

/** A database of which writes, or all, fail. */
function openFailing() {
  const db = openDatabase(':memory:')
  const failing: { reads?: Error; writes?: Error } = {}
  const refuse = async (error: Error | undefined) => {
    if (error !== undefined) throw error
  }
  const failed: Db = {
    all: (sql, ...values) => refuse(failing.reads).then(() => db.all(sql, ...values)),
    first: (sql, ...values) => refuse(failing.reads).then(() => db.first(sql, ...values)),
    run: (sql, ...values) => refuse(failing.writes).then(() => db.run(sql, ...values)),
    batch: (statements) => refuse(failing.writes).then(() => db.batch(statements)),
  }
  return { failing, real: db, ...watchTroubles(failed, Date.now) }
}

describe('a database', () => {
  test.each<StoreFault>(['locked', 'readonly', 'corrupt', 'ioerr'])(
    'that is %s is said, until it is not',
    async (reason) => {
      const { failing, findTrouble } = openFailing()
      expect(await findTrouble()).toBeUndefined()
      failing.writes = new StoreError('What is wrong with it.', { reason })
      expect(await findTrouble()).toBe('What is wrong with it.')
      delete failing.writes
      expect(await findTrouble()).toBeUndefined()
      failing.reads = failing.writes = new StoreError('What is wrong with it.', { reason })
      expect(await findTrouble()).toBe('What is wrong with it.')
    },
  )

  test('whose writes wait is said at once, with what they wait for', async () => {
    const real = openDatabase(':memory:')
    const waiting: Db = { ...pass(real), run: () => new Promise(() => {}), waitsFor: () => 'Somebody holds it.' }
    const { findTrouble } = watchTroubles(waiting, Date.now)
    const ready = createReadiness([findTrouble], Date.now)
    const found = ready.findTroubles()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await found).toEqual(['Somebody holds it.'])
  })

  test('that is full is said for a minute: what is small may find room', async () => {
    const { failing, findTrouble, db } = openFailing()
    failing.writes = new StoreError('No room.', { reason: 'full' })
    await expect(db.batch([])).rejects.toThrow()
    delete failing.writes
    expect(await findTrouble()).toBe('No room.')
    vi.setSystemTime(START + 60_000)
    expect(await findTrouble()).toBeUndefined()
  })

  test('that refused what somebody asked of it is well', async () => {
    const { db, findTrouble } = openFailing()
    await expect(db.run("INSERT INTO meta (name, value) VALUES ('epoch', '')")).rejects.toThrow()
    expect(await findTrouble()).toBeUndefined()
  })

  test.each(['items', 'polls', 'changes', 'meta'])('without the table %s is said, without its name', async (table) => {
    const { real, findTrouble } = openFailing()
    await real.run('PRAGMA foreign_keys = OFF')
    await real.run(`DROP TABLE ${table}`)
    expect(await findTrouble()).toMatch(/^The database (is damaged|has not the tables)/)
  })

  test('is not changed by looking', async () => {
    const { findTrouble, real } = openFailing()
    const before = await real.all('SELECT * FROM meta')
    await findTrouble()
    expect(await real.all('SELECT * FROM meta')).toEqual(before)
  })
})

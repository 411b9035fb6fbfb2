/** Databases of other versions, in short: brought up to date by themselves, and nothing happens. */
import { expect, test } from 'vitest'
import { createService } from '../../src/service.ts'
import type { Db } from '../../src/store/db.ts'
import { loadFaults, loadNames } from './contract.ts'
import { toDocuments } from './documents.ts'
import { BUILT, bring } from './filling.ts'
import { DAY, live, openHouse, START } from './house.ts'

/** Commits that filled a database (fill.ts), and the last migration of each. */
export const OLDER = [
  ['c1d7aa1', '0004_source_options'],
  ['6c39512', '0009_refused_pictures'],
  ['3dbc229', '0020_names'],
] as const

/** @param open a new database with the rows of the version, brought up to date */
export function olderContract(runtime: string, open: (commit: string, last: string) => Promise<Db>): void {
  test.each(OLDER)(
    `a database of %s on ${runtime}: no revision, no push, nothing moved or lost`,
    async (...version) => {
      const db = await open(...version)
      const documents = new Map(toDocuments(BUILT + DAY))
      const house = openHouse(createService, db, documents)
      house.clock.now = START + 10 * DAY
      const before = await loadNames(db)
      const news = () =>
        db.all(`SELECT kind, item FROM changes WHERE at >= ? AND (kind <> 'reclean' OR quiet = 0)`, START + 10 * DAY)
      // Better rules reach what is stored by themselves; then the same comes again from everywhere.
      await house.service.runSteps()
      await live(house, 0)
      await bring(house)
      await live(house, DAY)
      expect(await news()).toEqual([])
      expect(house.sent).toEqual([])
      expect(await loadNames(db)).toEqual(before)
      expect(await loadFaults(db)).toEqual([])
      const old = await db.all(
        `SELECT public_id FROM items WHERE erased = 0 AND fingerprint NOT GLOB '*.${(await loadRules()).RULES}[.:]*'`,
      )
      expect(old).toEqual([])
    },
  )
}

function loadRules() {
  return import('../../src/clean/identity/fingerprint.ts')
}

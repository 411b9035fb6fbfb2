/**
 * Makes a filled database of an older version: `node test/upgrade/fill.ts ROOT FILE`, where ROOT is a checkout of that
 * version with its packages (`git worktree add ROOT d58b40a`), and FILE takes the rows, as lines of JSON.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { fill } from './filling.ts'
import { openHouse } from './house.ts'
import { dumpRows } from './rows.ts'

const [root = '', file = ''] = process.argv.slice(2)
const load = (name: string) => import(pathToFileURL(resolve(root, 'src', name)).href)
const isFlat = existsSync(resolve(root, 'src/node/sqlite.ts'))
const { openDatabase } = await load(isFlat ? 'node/sqlite.ts' : 'node/sqlite/sqlite.ts')
const { createService } = await load('service.ts')

const db = openDatabase(':memory:')
const documents = new Map()
const house = openHouse(createService, db, documents)
await fill(house, documents)
const rows = await dumpRows(db)
writeFileSync(file, file.endsWith('.gz') ? gzipSync(rows, { level: 9 }) : rows)
const { items } = await db.first('SELECT count(*) AS items FROM items')
console.log(`${items} stories, ${house.sent.length} messages, ${rows.length} characters`)
for (const fault of house.faults) console.log(fault)

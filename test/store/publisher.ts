/**
 * Publishes what is due in the file it is given, a story at a time, once a line comes; prints a line when it is ready
 * and one before each story. To be killed while it does.
 */
import { once } from 'node:events'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { DAY, NEWS, NOW, openDesk } from '../service/drafted.ts'

const db = openDatabase(process.argv[2] ?? '')
const { service } = openDesk(db, [NEWS], { now: NOW + DAY })
const tell = (line: string) => new Promise((resolve) => process.stdout.write(`${line}\n`, resolve))
await tell('ready')
await once(process.stdin, 'data')
while ((await db.first('SELECT 1 FROM drafts LIMIT 1')) !== undefined) {
  await tell('story')
  await service.publishDue(1)
}
process.exit()

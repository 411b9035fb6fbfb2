import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { walkMembers } from './walk.ts'

walkMembers('every member of what comes in, on SQLite', async () => openDatabase(':memory:'))

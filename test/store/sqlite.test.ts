import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { contract } from './contract.ts'

contract('node:sqlite', async () => openDatabase(':memory:'))

/** Stores 2,000 stories in the file it is given and prints a line after each batch; to be killed while it does. */
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { saveItems } from '../../src/store/saving/saving.ts'
import { statement } from '../../src/store/statements.ts'
import { arrival, story } from './stories.ts'

const items = Array.from({ length: 2_000 }, (_, index) =>
  story({ guid: `urn:${index}`, title: `Story ${index}`, slug: 'same', categories: [{ name: 'Syria' }] }),
)
const done = statement('REPLACE INTO faults (subject, sentence, at) VALUES (?, ?, ?)', 'poll', 'Done', 1)
await saveItems(openDatabase(process.argv[2] ?? ''), items, arrival(), [done], async () => {
  await new Promise((resolve) => process.stdout.write('batch\n', resolve))
})

/** What authors and terms were called on a site that moves here. Promises: they are told by the labels that stories have. */
import { toPlainName } from '../clean/markup/plain.ts'
import type { OldName } from '../model/old-name.ts'
import type { Db } from '../store/db.ts'
import { saveOldNames } from '../store/feeds/old-names.ts'

/** @param channel its id @throws StoreError */
export async function takeNames(db: Db, names: readonly OldName[], channel: string): Promise<void> {
  const plain = names.map((name) => ({ ...name, label: toPlainName(name.label) }))
  const known = plain.filter(({ label }) => label !== '')
  await saveOldNames(db, known, channel)
}

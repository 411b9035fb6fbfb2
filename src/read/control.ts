/** Entries of Atom that are not public: RFC 5023 section 13.1.1 (`app:control`), and how Blogger's exports say it. */
import { toHold } from '../model/hold.ts'
import { put } from './draft.ts'
import type { Element } from './element.ts'
import type { ItemReader } from './reading.ts'

export const CONTROL_ITEM: Readonly<Record<string, ItemReader>> = {
  'app:control': (state, { children }) => {
    for (const child of children) if (child.name === 'app:draft') readHold(state, 'draft', child)
  },
  'blogger:status': (state, element) => readHold(state, 'status', element),
}

function readHold({ item }: Parameters<ItemReader>[0], name: string, { name: field, text }: Element): void {
  const hold = toHold({ [name]: text }, () => undefined)
  put(item, 'hold', hold && { ...hold, field })
}

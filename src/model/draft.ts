/**
 * What callers say of a draft: a posted item, when it is to be public, and a note for the desk
 * (docs/architecture.md, decision 23).
 */
import * as v from 'valibot'
import { postedItem } from './item.ts'
import { date, remark, toOptional } from './schema.ts'

export const writtenDraft = v.object({ ...postedItem.entries, ...toOptional({ publish_at: date, note: remark }) })

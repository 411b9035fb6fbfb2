/** Posts that somebody wrote and nobody could read yet, where they are asked for: drafts, and those of a time to come. */
import type { ParsedItem } from '../../model/model.ts'

/** Statuses of posts that are to be public some time. */
const WAITING: ReadonlySet<string> = new Set(['draft', 'pending', 'future'])

/** Whether a post is to be public some time. One behind a password, private or thrown away is for nobody else, ever. */
export function isWaiting(status: string | undefined, isLocked: boolean): boolean {
  return status !== undefined && WAITING.has(status) && !isLocked
}

/** By number WordPress finds a post wherever it is shown. */
const NUMBERED = /[?&](?:p|page_id)=\d/

/**
 * The story that waits. It has no address but its number, and no date but one that was chosen: that of a draft is of the
 * day when it was last written, and moves until it is published. Nothing that readers say is under it.
 * @param chosen when it is to be dated
 */
export function toWaitingItem(item: ParsedItem, status: string, chosen: number | undefined): ParsedItem {
  const { url, published, modified, created, replies, commentCount, alsoAt = [], ...rest } = item
  const numbered = [...(url === undefined ? [] : [url]), ...alsoAt].filter((address) => NUMBERED.test(address))
  return {
    ...rest,
    ...(chosen === undefined ? {} : { published: chosen }),
    ...(numbered.length === 0 ? {} : { alsoAt: [...new Set(numbered)] }),
    hold: { field: 'status', says: `is ${status}` },
  }
}

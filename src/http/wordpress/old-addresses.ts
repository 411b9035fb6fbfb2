/**
 * Stories by the addresses that they had on the old site. Promises: every one that was ever printed leads on, in any of
 * the forms that WordPress gave it.
 */

import { toIdentity } from '../../clean/identity/identity.ts'
import { toCanonicalAddress } from '../../clean/identity/url.ts'
import type { Channel } from '../../model/model.ts'
import { toPermalink } from '../../publish/facts.ts'
import { toRow } from '../../publish/wordpress/text.ts'
import { loadByHashes, loadByRow, loadBySlug } from '../../store/feeds/addresses.ts'
import type { Backend } from '../backend.ts'

/** Longer ones are nobody's address. */
const LONGEST = 2_000

/** What WordPress and its plugins put behind a story's address: its other forms, its parts, its comments. */
const ENDINGS =
  /\/(?:amp|print|embed|trackback|(?:page\/|comment-page-)\d{1,6}|(?<=[^/\d][^/]*\/)\d{1,3}|attachment\/[^/]+)$/i
/** Under these numbers a post is asked for. */
const NUMBERS = ['p', 'page_id', 'attachment_id'] as const
const LAST_PART = /\/([^/]+)$/

/**
 * Our page of the story that stood at this address on one of the channels' own hosts: when those hosts are pointed
 * here, every address the agency ever printed leads on.
 */
export async function findAddress(backend: Backend, url: URL): Promise<string | undefined> {
  const permalink = await findPermalink(backend, url)
  return permalink === undefined ? undefined : toPermalink({ permalink }, backend.base)
}

/** The permalink of the story that an address ever led to; that of a retracted one too. */
export async function findPermalink(backend: Backend, url: URL): Promise<string | undefined> {
  if (url.pathname.length + url.search.length > LONGEST) return undefined
  const hashes = backend.channels.flatMap(({ hosts }) => toAddressHashes(url, hosts))
  const found = (await loadByHashes(backend.db, [...new Set(hashes)])) ?? (await findOwn(backend, url))
  return found?.permalink
}

/** Hashes of the forms under which an address on a channel's own hosts may be known, the most exact first. */
export function toAddressHashes({ pathname, search, searchParams }: URL, hosts: Channel['hosts']): string[] {
  const [host] = hosts
  if (host === undefined) return []
  const number = toNumber(searchParams)
  const path = withoutEndings(pathname)
  const undated = /\/(?:files\/)?\d{4}(?:\/\d{2}){1,2}\/([^/]+)$/.exec(path)?.[1]
  const last = LAST_PART.exec(path)?.[1] ?? ''
  const forms = [
    `${pathname}${search}`,
    ...(number === undefined
      ? []
      : ['/', pathname].flatMap((at) => [`${at}?p=${number}`, `${at}?attachment_id=${number}`])),
    // A query says how to show a story, never which one, where the path names it.
    path,
    path.toLowerCase(),
    ...(undated === undefined ? [] : [`/${undated}`]),
    // As WordPress guesses: below whatever section it stands, a long name is a story's.
    ...(last.split('-').length > 3 ? [`/${last}`, `/${last.toLowerCase()}`] : []),
  ].filter((form) => form !== '' && form !== '/')
  return forms.flatMap((form) => {
    const address = toCanonicalAddress(`https://${host}${form}`, hosts)
    return address === undefined ? [] : [toIdentity('address', address).hash]
  })
}

function withoutEndings(pathname: string): string {
  let path = pathname.replace(/(?<!\/)\/+$/, '')
  for (let cut = 0; cut < 3 && ENDINGS.test(path); cut++) path = path.replace(ENDINGS, '')
  return path
}

function toNumber(params: URLSearchParams): number | undefined {
  const text = NUMBERS.map((name) => params.get(name)).find((value) => value !== null)
  return text && /^\d{1,10}$/.test(text) ? Number(text) : undefined
}

/** By what we ourselves named it: a number, or a permalink under another date or none. */
async function findOwn({ db }: Backend, { pathname, searchParams }: URL) {
  const row = toRow(toNumber(searchParams) ?? 0)
  if (row !== undefined) return loadByRow(db, row)
  const slug = toSlugOf(withoutEndings(pathname))
  return slug === undefined ? undefined : loadBySlug(db, slug)
}

/** `/slug`, `/2014/10/slug` or `/files/2014/10/17/slug`; in a deeper folder something else may have the same name. */
function toSlugOf(path: string): string | undefined {
  const part = /^(?:\/files)?(?:\/\d{4}\/\d{2}(?:\/\d{2})?)?\/([^/]+)$/.exec(path)?.[1]
  if (part === undefined) return undefined
  try {
    return decodeURIComponent(part).toLowerCase()
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

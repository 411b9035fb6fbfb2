/**
 * Lists of feeds, out of a service and into one, source by source. Promises: what is there already stays as it is; whatever of the list
 * does not come over is told, a line each.
 */
import type { SourceOptions } from '../../model/settings.ts'
import type { Opml, Outline } from '../../read/opml/opml.ts'
import { toShownAddress } from '../../read/opml/outline.ts'
import { type Call, callJson, demandChannel, type Open, toJsonPost, toSentence } from './commands.ts'
import { withOutput } from './output.ts'
import { withService } from './upkeep.ts'

type Posted = SourceOptions & { readonly url: string; readonly id?: string; readonly channel?: string | undefined }
type Problem = { readonly detail?: string; readonly field?: string; readonly id?: string }

/** `lost`: what of it did not come over. */
type Added =
  | { readonly outcome: 'added'; readonly id: string; readonly lost: readonly string[] }
  | { readonly outcome: 'known' }
  | { readonly outcome: 'refused'; readonly reason: string }

/** Adds the feeds of a list; answers what could not be added, and why. */
export async function addSources(call: Call, { outlines, left }: Opml, channel: string | undefined): Promise<string[]> {
  const refused = [...left]
  const count = { added: 0, known: 0 }
  for (const outline of outlines) {
    const added = await addOutline(call, outline, channel)
    const address = toShownAddress(outline.xmlUrl)
    const name = outline.title || address
    if (added.outcome === 'refused') refused.push(`${name} (${address}): ${added.reason}`)
    else count[added.outcome]++
    if (added.outcome === 'added' && added.lost.length > 0) {
      console.log(`${name} (${added.id}) was added without ${added.lost.join('; ')}.`)
    }
  }
  const rest = refused.length === 0 ? '' : `, ${refused.length} not taken`
  console.log(`${count.added} sources added, ${count.known} there already${rest}`)
  return refused
}

async function addOutline(call: Call, outline: Outline, channel: string | undefined): Promise<Added> {
  if (outline.refused !== undefined) return { outcome: 'refused', reason: `${outline.refused}.` }
  // Where it was in another service it is here too, where there is such a channel.
  const needed = channel === undefined ? NEEDED : [...NEEDED, 'channel']
  const added = await post(call, toPosted(outline, channel ?? outline.channel), [...outline.lost], needed)
  if (added.outcome === 'added' && outline.paused) {
    const init = { ...toJsonPost({ paused: true }), method: 'PATCH' }
    await callJson(call, `/api/sources/${encodeURIComponent(added.id)}`, init)
  }
  return added
}

const MOST_TAGS = 50

function toPosted({ xmlUrl, title, folders, id, options }: Outline, channel: string | undefined): Posted {
  const tags = options.tags ?? folders.slice(0, MOST_TAGS)
  return {
    ...options,
    url: xmlUrl,
    channel,
    ...(id === undefined ? {} : { id }),
    ...(title === '' ? {} : { title: title.slice(0, 200).trim() }),
    ...(tags.length === 0 ? {} : { tags }),
  }
}

/** Writes the list of sources. @param out a file in place of standard output */
export async function exportSources(open: Open, channel: string | undefined, out?: string): Promise<void> {
  await withService(open, async (opened) => {
    demandChannel(opened, channel)
    const narrowed = channel === undefined ? '' : `&channel=${encodeURIComponent(channel)}`
    const response = await opened.call(`/opml.xml?sources${narrowed}`)
    const text = await response.text()
    if (!response.ok) throw new Error(toSentence(response.status, text))
    await withOutput(out, (write) => write(text))
  })
}

/** Without what is refused of it, where it is a source without that too. */
async function post(call: Call, source: Posted, lost: string[], needed: readonly string[]): Promise<Added> {
  const response = await call('/api/sources', toJsonPost(source))
  const text = await response.text()
  if (response.ok) return { outcome: 'added', id: (JSON.parse(text) as { readonly id: string }).id, lost }
  const { field = '', id } = readProblem(text)
  if (response.status === 409 && field === 'url') return { outcome: 'known' }
  const reason = toSentence(response.status, text)
  const isTaken = response.status === 409 && id === source.id
  const name = isTaken ? 'id' : field.split('.')[0]
  const less = response.status === 409 || response.status === 422 ? toLess(source, name, field, needed) : undefined
  if (less === undefined) return { outcome: 'refused', reason }
  lost.push(isTaken ? `its id, ${source.id}, which another source has` : `its ${name}: ${reason.replace(/\.$/, '')}`)
  return post(call, less, lost, needed)
}

function readProblem(text: string): Problem {
  try {
    return JSON.parse(text) as Problem
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}

/** What a source can't be without: it would be another one. */
const NEEDED = ['url', 'credentials', 'cookie', 'headers', 'json']

/** Without one member; of a page, whose items have to be found, without one of its selectors. */
function toLess(
  source: Posted,
  name: string | undefined,
  field: string,
  needed: readonly string[],
): Posted | undefined {
  if (name === undefined || needed.includes(name) || !Object.hasOwn(source, name)) return undefined
  if (name !== 'page') return without(source, name)
  const part = field.split('.')[1] ?? 'item'
  const { page } = source
  return page === undefined || part === 'item' ? undefined : { ...source, page: without(page, part) }
}

function without<T extends object>(value: T, name: string): T {
  return Object.fromEntries(Object.entries(value).filter(([one]) => one !== name)) as T
}

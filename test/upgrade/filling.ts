/** How the database was filled: by polls, files, posts and imports, with what an editor does, and with who listens. */
import { toDocuments, toFiles, toImports, toPosts } from './documents.ts'
import { DAY, type House, live, START, TOPIC } from './house.ts'

/** When the feeds say that they were built while the database was filled. */
export const BUILT = START - DAY

/** What an editor put in place of a headline. */
export const HEADLINE = 'Bakery opens again'

/** @param documents the house's own */
export async function fill(house: House, documents: Map<string, { type: string; body: string }>): Promise<void> {
  for (const [url, document] of toDocuments(BUILT)) documents.set(url, document)
  await subscribe(house)
  await live(house, 0)
  await bring(house)
  await live(house, DAY)
  await edit(house)
  await live(house, DAY)
}

async function subscribe({ ask }: House): Promise<void> {
  await ask('/api/webhooks', 'POST', JSON.stringify({ url: 'https://hook.example/' }))
  const wish = { 'hub.mode': 'subscribe', 'hub.topic': TOPIC, 'hub.callback': 'https://subscriber.example/' }
  const lease = { 'hub.lease_seconds': String(30 * 24 * 3600) }
  await ask('/hub', 'POST', new URLSearchParams({ ...wish, ...lease }).toString(), 'application/x-www-form-urlencoded')
}

/** Everything that does not come by polls; also what brings it once more. */
export async function bring({ service, ask }: House): Promise<void> {
  for (const [name, text] of toFiles()) await service.takeFile(name, new TextEncoder().encode(text))
  for (const { type, body } of toPosts()) await ask('/api/items', 'POST', body, type)
  for (const [name, text] of toImports()) {
    await service.takeReceived(service.readFile(name, new TextEncoder().encode(text)))
  }
}

/** The first stories of feeds: one edited, two with a change of their source beneath an edit, one taken back, one erased. */
async function edit({ ask }: House): Promise<void> {
  const item = (id: string) => `/api/items/${encodeURIComponent(id)}`
  await ask(item('https://aranews.net/?p=1000'), 'PATCH', JSON.stringify({ title: HEADLINE, note: 'Shorter' }))
  await ask(item('tag:atom.example,2016:0'), 'PATCH', JSON.stringify({ title: 'An editor’s' }))
  await ask(item('https://aranews.net/?p=1001'), 'DELETE', JSON.stringify({ reason: 'Wrong' }))
  await ask(item('https://aranews.net/?p=1002'), 'DELETE', JSON.stringify({ reason: 'Danger', erase: true }))
}

/** The last migration of the version that filled it. */
export const LAST_MIGRATION = '0013_archive_groups'

/** Links from a story's file to another's: what they say stays, and it is told that they lead nowhere. */
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { createService } from '../../src/service.ts'
import { channel, NOW } from './newsdesk.ts'
import { COMMON_PARTS } from './parts.ts'

async function take(name: string, text: string) {
  const told: string[] = []
  const log = { ...COMMON_PARTS.log, warn: (_: string, facts: object = {}) => told.push(JSON.stringify(facts)) }
  const service = createService({
    db: openDatabase(':memory:'),
    fetch: async () => new Response(''),
    channels: [channel],
    config: { baseUrl: 'https://feeds.example', apiToken: 'token', allowPrivate: [] },
    ...COMMON_PARTS,
    log,
    now: () => NOW,
  })
  await service.takeFile(name, new TextEncoder().encode(text))
  const feed = (await (await service.app.request('https://feeds.example/feed.json')).json()) as {
    items: { content_html: string }[]
  }
  return { html: feed.items[0]?.content_html ?? '', told }
}

const LEAD = '# Bridge\n\nIt is open, as the mayor said on Monday. '

test.each([
  ['a.md', `${LEAD}[See here](other.md).`, 'other.md'],
  ['a.md', `${LEAD}[See here](../2015/x.txt#part).`, '../2015/x.txt#part'],
  ['a.md', `${LEAD}[See here][1].\n\n[1]: sub/other.md`, 'sub/other.md'],
  ['a.md', `${LEAD}[See here](/2015/06/other/).`, '/2015/06/other/'],
])('%s: %s', async (name, text, link) => {
  const { html, told } = await take(name, text)
  expect(html).toContain('See here')
  expect(html).not.toMatch(/<a|&lt;a/)
  expect(told).toEqual([expect.stringContaining(`Its link to ${link} leads nowhere, and is text.`)])
})

test.each([
  `${LEAD}[See here](https://a.example/x) and [below](#below).`,
  `${LEAD}[Write](mailto:desk@a.example).`,
  `---\nurl: https://a.example/2015/06/bridge/\n---\n${LEAD}[See here](other/).`,
])('nothing is told of what leads somewhere: %s', async (text) => {
  expect((await take('a.md', text)).told).toEqual([])
})

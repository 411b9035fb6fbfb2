import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { channels } from '../../feeds/index.ts'
import { makeFolder, startServer, startService, TOKEN, until } from './process.ts'

/** The service's own token in a real process, and sources in feeds/ that name it. */

const closing: (() => unknown)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

test('a declared source that names API_TOKEN is held, the service starts, and its host is asked for nothing', async () => {
  const asked: string[] = []
  const site = await startServer(({ url, headers }, response) => {
    asked.push(`${url} ${headers['x-leak']} ${headers.authorization}`)
    response.setHeader('Content-Type', 'text/xml')
    response.end(
      '<rss version="2.0"><channel><title>A</title><item><guid>g</guid><title>S</title></item></channel></rss>',
    )
  })
  closing.push(site.close)
  const folder = makeFolder()
  const secrets = { leak: 'API_TOKEN', path: 'PATH', fine: 'SOURCE_FINE' }
  const sources = Object.entries(secrets).map(([id, secret]) => {
    const credentials = { type: 'header', name: 'X-Leak', secret }
    return { id, url: `${site.base}/${id}`, credentials }
  })
  writeFileSync(join(folder, 'feeds.ts'), `export const channels = ${JSON.stringify([{ ...channels[0], sources }])}\n`)
  const running = await startService({
    DATABASE: join(folder, 'ara.db'),
    ARCHIVE: makeFolder(),
    FEEDS: join(folder, 'feeds.ts'),
    ALLOW_PRIVATE: '127.0.0.1',
    SOURCE_FINE: 'partner-key',
  })
  closing.push(running.stop)
  for (const id of Object.keys(secrets)) await running.call(`/api/sources/${id}/refresh`, { method: 'POST' })
  const health = async () => {
    const { sources: told } = (await (await running.call('/api/sources')).json()) as { sources: { health: string }[] }
    return told.map((source) => source.health)
  }
  // The start asks what is due too.
  await until(async () => ((await health())[2] === 'ok' ? true : undefined))
  expect(await health()).toEqual(['held', 'held', 'ok'])
  expect(new Set(asked)).toEqual(new Set(['/fine partner-key undefined']))
  expect(running.output()).toMatch(/A source is held.*The source leak is held and asked for nothing/)
  expect(running.output().replace(/API token.*/, '')).not.toContain(TOKEN)
})

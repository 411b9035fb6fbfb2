import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { channels } from '../feeds/index.ts'
import { readChannels } from '../src/channels.ts'
import { createApp } from '../src/http/app.ts'
import { openBackend } from './http/backend.ts'

/** The pages say what there is: every variable, command, route and dependency; and what they lead to is there. */

const root = fileURLToPath(new URL('..', import.meta.url))
const load = (path: string) => readFileSync(join(root, path), 'utf8')
const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
const pages = ['README.md', 'CONTRIBUTING.md', ...docs.filter((name) => name.endsWith('.md')).map((n) => `docs/${n}`)]
const readme = load('README.md')
const { dependencies, scripts } = JSON.parse(load('package.json')) as Readonly<
  Record<'dependencies' | 'scripts', Readonly<Record<string, string>>>
>

describe('what there is stands in its page', () => {
  test('every variable that the settings read', () => {
    const names = [...load('src/config.ts').matchAll(/variables\.([A-Z_]+)/g)].map((match) => match[1] ?? '')
    const page = load('docs/configuration.md')
    expect(names.length).toBeGreaterThan(6)
    expect([...new Set(names)].filter((name) => !page.includes(`\`${name}\``))).toEqual([])
  })

  test('every command', () => {
    const names = [...load('src/node/commands/program.ts').matchAll(/\.command\('(\w+)'\)/g)].map(
      (match) => match[1] ?? '',
    )
    const page = load('docs/commands.md')
    expect(names.length).toBeGreaterThan(5)
    expect(names.filter((name) => !page.includes(`npm run ara -- ${name}`))).toEqual([])
  })

  test('every route of the API', () => {
    const app = createApp({ channels, base: 'http://x.example' } as never)
    const paths = new Set(app.routes.map(({ path }) => path).filter((path) => path.startsWith('/api/')))
    const page = load('docs/http.md')
    expect(paths.size).toBeGreaterThan(6)
    // `/api/items/:id{…}` stands in the page as `/api/items/ID`.
    const missing = [...paths]
      .map((path) => path.replace(/:\w+(\{[^}]*\})?\??/g, 'ID').replace(/\/\*$/, ''))
      .filter((path) => !page.includes(path))
    expect(missing).toEqual([])
  })

  test('every dependency', () => {
    const page = load('docs/dependencies.md')
    expect(Object.keys(dependencies).filter((name) => !page.includes(`| ${name} |`))).toEqual([])
  })

  test('every page, in the README', () => {
    const own = pages.filter((path) => /^docs\/[\w-]+\.md$/.test(path))
    expect(own.length).toBeGreaterThan(10)
    expect(own.filter((path) => !readme.includes(`](${path})`))).toEqual([])
  })
})

describe('what pages lead to is there', () => {
  test('links: a file, and a heading of it', () => {
    const links = pages.flatMap((page) =>
      [...toProse(load(page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => ({ page, link })),
    )
    expect(links.length).toBeGreaterThan(30)
    const broken = links.filter(({ page, link }) => !/^https?:/.test(link) && !isThere(page, link))
    expect(broken.map(({ page, link }) => `${page}: ${link}`)).toEqual([])
  })

  /** What the recipes make. */
  const MADE = ['src/pages/about.ts', 'src/http/site/about.ts', 'src/store/migrations/00NN_name.ts']

  test('paths of this repository', () => {
    const path = /(?<![\w./-])(?:src|test|bench|docs|feeds|public)\/[\w./-]*[\w-]/g
    const named = pages.flatMap((page) => [...toProse(load(page)).matchAll(path)].map(([name]) => ({ page, name })))
    expect(named.length).toBeGreaterThan(80)
    const missing = named.filter(({ name }) => !existsSync(join(root, name)) && !MADE.includes(name))
    // A file of the README's own example.
    expect(
      missing.filter(({ name }) => name !== 'feeds/courier.ts').map(({ page, name }) => `${page}: ${name}`),
    ).toEqual([])
  })

  test('scripts of npm', () => {
    const named = pages.flatMap((page) => [...load(page).matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name))
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
    // Those that deploy name their environment already, and wrangler takes one.
    const twice = [...pages, 'wrangler.toml'].filter((page) => /npm run [\w:]+ -- --env/.test(load(page)))
    expect(twice).toEqual([])
  })
})

describe('the README', () => {
  test('is short, and its picture small', () => {
    expect(readme.split('\n').length - 1).toBeLessThanOrEqual(120)
    expect(statSync(join(root, 'docs/pictures/front-page.png')).size).toBeLessThan(150_000)
  })

  test('shows a channel that can be used', async () => {
    const [, source = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? []
    const module = await import(`data:text/javascript,${encodeURIComponent(stripTypeScriptTypes(source))}`)
    expect(readChannels(module, 'feeds/courier.ts').map(({ id }) => id)).toEqual(['courier'])
  })

  test('publishes a story whose short link is the one it follows', async () => {
    const [, story = ''] = /<<'STORY'\n([\s\S]*?)STORY\n/.exec(readme) ?? []
    const [, path = ''] = /curl -i http:\/\/localhost:8787(\/s\/\w+)/.exec(readme) ?? []
    const backend = openBackend()
    await backend.take(story)
    const answer = await backend.ask(path)
    expect(answer.status).toBe(302)
    expect(answer.headers.get('Location')).toMatch(/\/the-bridge-is-open-again\/$/)
  })
})

/** Without blocks of code, in which anything may stand. */
function toProse(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, '')
}

function isThere(page: string, link: string): boolean {
  const [file = '', anchor] = link.split('#')
  const path = file === '' ? page : relative(root, join(root, dirname(page), file))
  if (!existsSync(join(root, path))) return false
  return anchor === undefined || toAnchors(load(path)).includes(anchor)
}

/** Names of headings, as GitHub makes them. */
function toAnchors(text: string): string[] {
  const headings = toProse(text).match(/^#+ .+$/gm) ?? []
  return headings.map((line) =>
    line
      .replace(/^#+ /, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

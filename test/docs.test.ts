import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { channels } from '../feeds/index.ts'
import { createApp } from '../src/http/app.ts'

/** The README says what there is: every variable, command and route. */

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const source = (path: string) => readFileSync(new URL(`../src/${path}`, import.meta.url), 'utf8')

test('every variable that the settings read is in the README', () => {
  const names = [...source('config.ts').matchAll(/variables\.([A-Z_]+)/g)].map((match) => match[1] ?? '')
  expect(names.length).toBeGreaterThan(6)
  expect([...new Set(names)].filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
})

test('every command is in the README', () => {
  const names = [...source('node/cli.ts').matchAll(/\.command\('(\w+)'\)/g)].map((match) => match[1] ?? '')
  expect(names.length).toBeGreaterThan(5)
  expect(names.filter((name) => !readme.includes(`npm run ara -- ${name}`))).toEqual([])
})

test('every route of the API is in the README', () => {
  const app = createApp({ channels, base: 'http://x.example' } as never)
  const paths = new Set(app.routes.map(({ path }) => path).filter((path) => path.startsWith('/api/')))
  expect(paths.size).toBeGreaterThan(6)
  // `/api/items/:id{…}` stands in the README as `/api/items/ID`.
  const missing = [...paths]
    .map((path) => path.replace(/:\w+(\{[^}]*\})?\??/g, 'ID').replace(/\/\*$/, ''))
    .filter((path) => !readme.includes(path))
  expect(missing).toEqual([])
})

test('every dependency has its line in docs', () => {
  const { dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>
  }
  const lines = readFileSync(new URL('../docs/dependencies.md', import.meta.url), 'utf8')
  expect(Object.keys(dependencies).filter((name) => !lines.includes(`| ${name} |`))).toEqual([])
})

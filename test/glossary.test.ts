import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

/** One word means one thing: the names of `src`, and the glossary beside them. */

const root = fileURLToPath(new URL('..', import.meta.url))
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ path: `src/${name}`, text: readFileSync(join(root, 'src', name), 'utf8') }))

/** Names that two files export, and why they mean the same in both. */
const SHARED: Readonly<Record<string, string>> = {
  createFetch: 'a part of each runtime',
}

/** Words that have meant several things here. By themselves they are no names any more: say which. */
const VAGUE =
  'Asked Desk Kept Known Left Moved Said Taken Told Wanted Whole ask asked follow follows gather hook kept known lanes left moved moving ping said taken tell told usual wanted whole'.split(
    ' ',
  )

/** What a value becomes, said so generally that it is told apart by its file alone. */
const GENERAL = ['toPlain', 'toText', 'toHash', 'toTitle', 'toCount', 'toLink', 'toTerms', 'toLanguage']

const exported = sources.flatMap(({ path, text }) =>
  [...text.matchAll(/^export (?:async )?(?:function\*?|const|type|class) (\w+)/gm)].map(([, name = '']) => ({
    path,
    name,
  })),
)

describe('names', () => {
  test('are found', () => {
    expect(exported.length).toBeGreaterThan(800)
  })

  test('mean one thing: no two files export the same name', () => {
    const files = Map.groupBy(exported, ({ name }) => name)
    const twice = [...files].filter(([name, all]) => all.length > 1 && !Object.hasOwn(SHARED, name))
    expect(twice.map(([name, all]) => `${name}: ${all.map(({ path }) => path).join(', ')}`)).toEqual([])
    expect(Object.keys(SHARED).filter((name) => (files.get(name)?.length ?? 0) > 2)).toEqual([])
  })

  test('say which: no export and no type is one of the words that have meant several things', () => {
    const types = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/^type (\w+)/gm)].map(([, name = '']) => ({ path, name })),
    )
    const vague = [...exported, ...types].filter(({ name }) => VAGUE.includes(name))
    expect(vague.map(({ path, name }) => `${path}: ${name}`)).toEqual([])
    expect(exported.filter(({ name }) => GENERAL.includes(name))).toEqual([])
  })
})

describe('glossary', () => {
  const lines = readFileSync(join(root, 'docs/glossary.md'), 'utf8').split('\n')
  const entries = lines.flatMap((line) => {
    const [, term, meaning] = /^- \*\*(.+?)\*\*: (.*)$/.exec(line) ?? []
    return term === undefined || meaning === undefined ? [] : [{ term, meaning }]
  })
  const toPaths = (meaning: string) => [...meaning.matchAll(/`(src\/[^`]*)`/g)].map(([, path = '']) => path)

  test('has one line for each word', () => {
    expect(entries.length).toBeGreaterThan(60)
    expect(lines.filter((line) => line.startsWith('- '))).toHaveLength(entries.length)
    expect(new Set(entries.map(({ term }) => term.toLowerCase())).size).toBe(entries.length)
  })

  test('says where in the code each thing is, and it is there', () => {
    expect(entries.filter(({ meaning }) => toPaths(meaning).length === 0).map(({ term }) => term)).toEqual([])
    const paths = entries.flatMap(({ meaning }) => toPaths(meaning))
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  test('names what the code names: `Name` in `src/file.ts` is declared there', () => {
    const named = entries.flatMap(({ meaning }) => [...meaning.matchAll(/`(\w+)` in `(src\/[^`]*\.ts)`/g)])
    const missing = named.filter(
      ([, name, path]) =>
        !new RegExp(`(?:function\\*?|const|type|class) ${name}\\b`).test(
          sources.find((source) => source.path === path)?.text ?? '',
        ),
    )
    expect(named.length).toBeGreaterThan(30)
    expect(missing.map(([text]) => text)).toEqual([])
  })
})

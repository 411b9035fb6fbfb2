import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { araNews as channel } from '../../feeds/ara-news.ts'
import { cleanFeed } from '../../src/clean/clean.ts'
import { ParseError } from '../../src/errors.ts'
import { parseArticle } from '../../src/extract/article/article.ts'
import type { ParsedFeed } from '../../src/model/model.ts'
import { toJsonPreview } from '../../src/publish/preview.ts'
import { parse } from '../../src/read/parse.ts'
import { finish } from '../../src/steps.ts'
import { findActive } from '../clean/markup/active.ts'
import { KINDS } from './attacked.ts'

/** Every attack in every field of a document of every kind: whatever comes out can do nothing. */

const attacks = readFileSync(new URL('../fixtures/clean/attacks.html', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean)
const url = 'https://paper.org/feed'

/** Every string of a preview with its path; a story's plain text is text, and ids are verbatim. */
function listStrings(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return /\.(?:id|content_text)$/.test(path) ? [] : [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => listStrings(inner, `${path}.${name}`))
}

/** What was looked at already: most strings are the same in every kind of document. */
const known = new Map<string, string[]>()

function findKnown(text: string): string[] {
  const acts = known.get(text) ?? findActive(text)
  known.set(text, acts)
  return acts
}

/** What of a document's preview could act, with where it stands. */
function findActs(feed: ParsedFeed): string[] {
  const preview = finish(toJsonPreview(feed, cleanFeed(feed, { url }, { channel }), url))
  return listStrings(preview, '').flatMap(([path, text]) => {
    const isAddress = /(?:url|image|icon|avatar|comments)$/.test(path)
    const acts = isAddress && !/^https?:\/\/[^\s"<>]+$/.test(text) ? ['address'] : findKnown(text)
    return acts.map((act) => `${path}: ${act} in ${text.slice(0, 100)}`)
  })
}

function readText(document: string, type: string): ParsedFeed | undefined {
  const bytes = new TextEncoder().encode(document)
  try {
    return type === 'page' ? parseArticle(bytes, { url }) : parse(bytes, { url, contentType: type })
  } catch (error) {
    if (error instanceof ParseError) return undefined
    throw error
  }
}

describe('no field of a preview can act', () => {
  test.each(Object.keys(KINDS))('of %s', (kind) => {
    let read = 0
    for (const attack of attacks) {
      const [document, type] = KINDS[kind]?.(attack) ?? ['', '']
      const feed = readText(document, type)
      if (feed) expect(findActs(feed), attack).toEqual([])
      if (feed) read++
    }
    expect(read).toBeGreaterThan(attacks.length / 2)
  })
})

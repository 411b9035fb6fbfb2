import { execFileSync, spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import type { Channel } from '../../src/model/model.ts'
import { render } from '../../src/publish/render.ts'
import { createDice, toCleaned, toDirty } from './generator.ts'
import { channel, full, toView } from './view.ts'

/** Programs that others wrote, where the machine has them; where it has not, the tests are reported as skipped. */
const PYTHON = '/usr/bin/python3'
const hasFeedparser = spawnSync(PYTHON, ['-c', 'import feedparser']).status === 0
const hasXmllint = spawnSync('xmllint', ['--version']).status === 0

const reader: Channel = { ...channel, hosts: ['reader.example'] }

function listDocuments(format: 'rss' | 'atom'): string[] {
  const views = Array.from({ length: 12 }, (_, seed) => {
    const dice = createDice(seed * 6271 + 2)
    const rows = Array.from({ length: 8 }, (_, row) => row + 1)
    return toView(rows.map((row) => (seed % 3 === 0 ? toDirty(dice, row) : toCleaned(dice, row, reader))))
  })
  return [toView([full]), ...views].map((view) => new TextDecoder().decode(render(format, view).bytes))
}

/** What feedparser finds wrong with each document, and how many entries it has. */
const SCRIPT = `
import feedparser, json, sys
documents = json.load(sys.stdin)
def look(text):
    feed = feedparser.parse(text.encode('utf-8'), response_headers={'content-type': 'application/xml; charset=utf-8'})
    return {'bozo': str(feed.get('bozo_exception', '')) if feed.bozo else '', 'entries': len(feed.entries)}
json.dump([look(document) for document in documents], sys.stdout)
`

describe.each(['rss', 'atom'] as const)('%s', (format) => {
  test.skipIf(!hasFeedparser)('has nothing that Universal Feed Parser objects to', () => {
    const documents = listDocuments(format)
    const answer = execFileSync(PYTHON, ['-c', SCRIPT], { input: JSON.stringify(documents), encoding: 'utf8' })
    const found = JSON.parse(answer) as { bozo: string; entries: number }[]
    expect(found.map(({ bozo }) => bozo)).toEqual(documents.map(() => ''))
    const entries = documents.map((text) => text.match(/<(?:item|entry)[ >]/g)?.length ?? 0)
    expect(found.map((one) => one.entries)).toEqual(entries)
  })

  test.skipIf(!hasXmllint)('is well-formed to libxml2', () => {
    for (const text of listDocuments(format)) {
      const { status, stderr } = spawnSync('xmllint', ['--noout', '-'], { input: text, encoding: 'utf8' })
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    }
  })
})

/** Every feed, list and page that a service gives out, against the rules of its format. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { XMLValidator } from 'fast-xml-parser'
import { parse } from 'parse5'
import { beforeAll, describe, expect, test } from 'vitest'
import { readDocument } from '../publish/document.ts'
import { findBreaches } from '../publish/json-feed.ts'
import { findOpmlBreaches, findSitemapBreaches } from '../publish/lists.ts'
import { CHECKS } from '../publish/validator.ts'
import { type Answer, listAnswers, NEWSDESKS } from './filled.ts'

const hasXmllint = spawnSync('xmllint', ['--version']).status === 0
const PARSER = hasXmllint ? 'xmllint' : 'fast-xml-parser, since xmllint is not here (apt-get install libxml2-utils)'

const isJson = ({ type }: Answer) => type.startsWith('application/feed+json')
const isXml = ({ type }: Answer) => /[/+]xml/.test(type)

function findWrong(answer: Answer): string[] {
  if (isJson(answer)) return findBreaches(answer.text)
  const root = readDocument(answer.text)
  if (root.name === 'opml') return findOpmlBreaches(root)
  if (root.name !== 'rss' && root.name !== 'feed') return findSitemapBreaches(root)
  return Object.entries(CHECKS).flatMap(([name, check]) => check(root).map((line) => `${name}: ${line}`))
}

function findMalformed(answers: readonly Answer[]): string[] {
  if (!hasXmllint) return answers.filter(({ text }) => XMLValidator.validate(text) !== true).map(({ path }) => path)
  const folder = mkdtempSync(join(tmpdir(), 'ara-xml-'))
  try {
    const files = answers.map(({ text }, index) => {
      writeFileSync(join(folder, `${index}.xml`), text)
      return join(folder, `${index}.xml`)
    })
    return spawnSync('xmllint', ['--noout', ...files], { encoding: 'utf8' })
      .stderr.split('\n')
      .filter(Boolean)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function findPageErrors({ text }: Answer): string[] {
  const found: string[] = []
  parse(text, { onParseError: ({ code, startLine }) => found.push(`${code} in ${text.split('\n')[startLine - 1]}`) })
  const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => id)
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index)
  for (const [, json = ''] of text.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)) JSON.parse(json)
  return [
    ...found,
    ...twice.map((id) => `the id ${id} twice`),
    ...(/^<html [^>]*lang="[a-z]/m.test(text) ? [] : ['no lang']),
  ]
}

describe.each(Object.entries(NEWSDESKS))('of a service with %s', (_, { open, least }) => {
  let answers: readonly Answer[]
  let pages: readonly Answer[]
  beforeAll(async () => {
    const all = await listAnswers(await open())
    answers = all.filter((answer) => isJson(answer) || isXml(answer))
    pages = all.filter(({ type }) => type.startsWith('text/html'))
  }, 60_000)

  test('there are documents of every kind', () => {
    expect(answers.length).toBeGreaterThan(least)
    expect(pages.length).toBeGreaterThan(0)
  })

  test('every one keeps the rules of its format', () => {
    expect(answers.flatMap((answer) => findWrong(answer).map((line) => `${answer.path} ${line}`))).toEqual([])
  })

  test(`every XML document is well-formed to ${PARSER}`, () => {
    expect(findMalformed(answers.filter(isXml))).toEqual([])
  })

  test('every page is HTML without an error, and what it says to machines is JSON', () => {
    expect(pages.flatMap((page) => findPageErrors(page).map((line) => `${page.path} ${line}`))).toEqual([])
  })
})

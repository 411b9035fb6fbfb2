import { readdirSync, readFileSync } from 'node:fs'

const FOLDER = new URL('../../fixtures/pages/', import.meta.url)

/** The pages of stories that are kept for the extractor, but for two that are walls around theirs. */
export const PAGES: readonly (readonly [string, Uint8Array])[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.html') && !/^(?:cookie-wall|paywall-teaser)\./.test(name))
  .map((name) => [name, readFileSync(new URL(name, FOLDER))])

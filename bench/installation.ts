import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Served, serve } from './process.ts'
import { createStored } from './stored.ts'

const CHANNEL = {
  id: 'ara-news',
  title: 'ARA News',
  description: 'News.',
  language: 'en',
  tag: 'aranews.net,2013',
  hosts: ['aranews.net'],
  linkTo: 'permalink',
  sources: [],
}

/** The service, as `npm start` runs it, over a new database of so many stories in `folder`, polling nothing. */
export async function startStored(
  folder: string,
  stories: number,
  variables: Readonly<Record<string, string>> = {},
): Promise<Served> {
  mkdirSync(join(folder, 'archive'), { recursive: true })
  createStored(join(folder, 'ara.db'), stories, CHANNEL.id)
  writeFileSync(join(folder, 'feeds.ts'), `export const channels = [${JSON.stringify(CHANNEL)}]\n`)
  return serve(['bin/start.js'], {
    PORT: '0',
    API_TOKEN: 'bench',
    DATABASE: join(folder, 'ara.db'),
    ARCHIVE: join(folder, 'archive'),
    FEEDS: join(folder, 'feeds.ts'),
    ...variables,
  })
}

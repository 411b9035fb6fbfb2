import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Served, serve } from './process.ts'
import { createStored, type Texts } from './stored.ts'

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

/**
 * The service, as `npm start` runs it, over a new database of so many stories in `folder`, polling nothing; or over the one
 * that `DATABASE` names, which is made where it is not there.
 */
export async function startStored(
  folder: string,
  stories: number,
  variables: Readonly<Record<string, string>> = {},
  texts?: Texts,
): Promise<Served> {
  mkdirSync(join(folder, 'archive'), { recursive: true })
  const database = variables.DATABASE ?? join(folder, 'ara.db')
  if (!existsSync(database)) createStored(database, stories, CHANNEL.id, texts)
  writeFileSync(join(folder, 'feeds.ts'), `export const channels = [${JSON.stringify(CHANNEL)}]\n`)
  return serve(['bin/start.js'], {
    PORT: '0',
    API_TOKEN: 'bench',
    DATABASE: database,
    ARCHIVE: join(folder, 'archive'),
    FEEDS: join(folder, 'feeds.ts'),
    ...variables,
  })
}

import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { EVERY_FORMAT, type Format } from '../../src/publish/formats.ts'
import type { Desk } from './desk.ts'
import { type Home, type Reader, readRows } from './reader.ts'
import { end, start, untilSettled } from './window.ts'

/** Its own numbers of the formats. */
const TYPES: Readonly<Record<Format, number>> = { rss: 1, atom: 3, json: 4 }
const SELECT = 'SELECT custom_id AS id, title, contents AS text FROM Messages WHERE feed = ? AND is_deleted = 0'

/** Qt's, and the one reader of Debian that takes JSON Feed. It looks at all feeds when it starts. */
export const rssguard: Reader = {
  name: 'RSS Guard',
  programs: ['rssguard'],
  packages: 'rssguard',
  formats: EVERY_FORMAT,
  subscribe: async (home, feeds) => {
    const data = join(home.folder, 'data')
    const file = join(data, 'database', 'database.db')
    const show = (format: Format) => readRows(file, SELECT, format)
    const look = (newest: string) => {
      const shown = EVERY_FORMAT.map(show)
      return shown.every((lines) => lines.some(({ title }) => title === newest)) ? shown : undefined
    }
    configure(data)
    await runUntil(home, data, () => (isMade(file) ? [] : undefined))
    addFeeds(file, feeds)
    return {
      refresh: (newest) => runUntil(home, data, () => look(newest)),
      show,
      stop: async () => {},
    }
  },
}

async function runUntil(home: Home, data: string, look: () => unknown): Promise<void> {
  const drawing = { QT_QPA_PLATFORM: 'offscreen', QTWEBENGINE_DISABLE_SANDBOX: '1' }
  const reader = start('rssguard', ['--data', data], { ...home.env, ...drawing })
  await untilSettled(look).finally(() => end(reader))
}

function configure(data: string): void {
  mkdirSync(join(data, 'config'), { recursive: true })
  const feeds = '[feeds]\nfeeds_update_on_startup=true\nfeeds_update_on_startup_delay=1.0\n'
  writeFileSync(join(data, 'config', 'config.ini'), `${feeds}\n[main]\nfirst_run=false\nfirst_run_4.0.4=false\n`)
}

/** Whether its first start came to the end of the tables. */
function isMade(file: string): boolean {
  if (!existsSync(file)) return false
  return readRows(file, 'SELECT name FROM sqlite_master WHERE name = ?', 'LabelsInMessages').length > 0
}

function addFeeds(file: string, feeds: Desk['feeds']): void {
  const db = new DatabaseSync(file, { timeout: 10_000 })
  db.exec("INSERT INTO Accounts (id, type) VALUES (1, 'std-rss')")
  const insert = db.prepare(
    `INSERT INTO Feeds (title, category, source, update_type, update_interval, account_id, custom_id, custom_data)
     VALUES (?1, -1, ?2, 2, 1, 1, ?1, ?3)`,
  )
  for (const format of EVERY_FORMAT) {
    const custom = { encoding: 'UTF-8', source_type: 0, type: TYPES[format], protected: false, post_process: '' }
    insert.run(format, feeds[format], JSON.stringify({ ...custom, username: '', password: '' }))
  }
  db.close()
}

import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Home, type Reader, readRows } from './reader.ts'
import { end, readAnswer, start, untilSettled } from './window.ts'

const FORMATS = ['rss', 'atom'] as const
const SELECT = 'SELECT source_id AS id, title, description AS text FROM items WHERE node_id = ?'
const REFRESH =
  '--dest org.gnome.feed.Reader --object-path /org/gnome/feed/Reader --method org.gnome.feed.Reader.Refresh'

/** GNOME's. It is told over D-Bus to look again, and keeps what it has seen in `liferea.db`. */
export const liferea: Reader = {
  name: 'Liferea',
  programs: ['liferea', 'Xvfb', 'dbus-daemon', 'gdbus'],
  packages: 'liferea xvfb dbus-daemon libglib2.0-bin',
  formats: FORMATS,
  subscribe: async (home, feeds) => {
    const config = join(home.folder, '.config', 'liferea')
    mkdirSync(config, { recursive: true })
    const outlines = FORMATS.map(
      (format) => `<outline text="${format}" type="rss" id="${format}" xmlUrl="${feeds[format]}" updateInterval="-1"/>`,
    )
    writeFileSync(join(config, 'feedlist.opml'), `<opml version="1.0"><body>${outlines.join('')}</body></opml>`)
    const file = join(home.folder, '.local', 'share', 'liferea', 'liferea.db')
    const show = (format: string) => (existsSync(file) ? readRows(file, SELECT, format) : [])
    const { env, children } = await open(home)
    const look = (newest: string) => {
      const shown = FORMATS.map(show)
      return shown.every((lines) => lines.some(({ title }) => title === newest)) ? shown : undefined
    }
    return {
      refresh: async (newest) => {
        await home.run('gdbus', ['call', '--session', ...REFRESH.split(' ')], env)
        await untilSettled(() => look(newest))
      },
      show,
      stop: async () => {
        for (const child of children.toReversed()) await end(child)
      },
    }
  },
}

/** A bus on which nothing else can be started: no portal, no screen reader, whoever asks. */
const BUS = `<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>`

/** A display, a bus, and the reader. */
async function open(home: Home) {
  const config = join(home.folder, 'bus.conf')
  writeFileSync(config, BUS)
  const display = start('Xvfb', ['-displayfd', '1', '-nolisten', 'tcp'], home.env)
  const bus = start('dbus-daemon', [`--config-file=${config}`, '--nofork', '--print-address=1'], home.env)
  const env = {
    ...home.env,
    DISPLAY: `:${await readAnswer(display)}`,
    DBUS_SESSION_BUS_ADDRESS: await readAnswer(bus),
    GSETTINGS_BACKEND: 'memory',
    NO_AT_BRIDGE: '1',
  }
  const reader = start('liferea', [], env)
  // It is on the bus as soon as it can be told anything.
  await home.run('gdbus', ['wait', '--session', '--timeout', '30', 'org.gnome.feed.Reader'], env)
  return { env, children: [display, bus, reader] }
}

/** Recordings that a post names in its custom fields, as WordPress and plug-ins for podcasts write them. */
import type { Attachment } from '../../model/content.ts'
import { toSeconds } from '../date/duration.ts'

/** Custom fields: their values by their keys. */
export type Meta = ReadonlyMap<string, readonly string[]>

/** `enclosure`; PowerPress has one for each of its channels: `video:enclosure`. */
export function isEnclosureKey(key: string): boolean {
  return /^_?(?:[\w-]{1,60}:)?enclosure$/.test(key) || OWN_KEYS.has(key)
}

/** Those of Seriously Simple Podcasting, which has one recording a post. */
const OWN_KEYS: ReadonlySet<string> = new Set(['audio_file', 'duration', 'filesize_raw'])

/** Each recording once. */
export function readEnclosures(meta: Meta): Attachment[] {
  const named = [...meta]
    .filter(([key]) => isEnclosureKey(key) && !OWN_KEYS.has(key))
    .flatMap(([, values]) => values.flatMap((value) => readEnclosure(value) ?? []))
  const all = [...named, ...readOwn(meta)]
  const known = new Map<string, Attachment>()
  for (const one of all) known.set(one.url, { ...one, ...known.get(one.url) })
  return [...known.values()]
}

/** Lines: address, length, type, and of PowerPress what else it knows, serialized as PHP does. */
function readEnclosure(value: string): Attachment | undefined {
  const [url = '', length = '', type = '', ...rest] = value.split(/\r?\n/, 20).map((line) => line.trim())
  const duration = /"duration";s:\d{1,3}:"([\d:.]{1,20})"/.exec(rest.join('\n'))?.[1]
  return toEnclosure(url, { length, type, duration })
}

function readOwn(meta: Meta): Attachment[] {
  const first = (key: string) => meta.get(key)?.[0]
  const found = toEnclosure(first('audio_file') ?? '', {
    length: first('filesize_raw') ?? '',
    type: '',
    duration: first('duration'),
  })
  return found === undefined ? [] : [found]
}

type EnclosureFacts = { readonly length: string; readonly type: string; readonly duration: string | undefined }

function toEnclosure(url: string, { length, type, duration }: EnclosureFacts): Attachment | undefined {
  if (!/^https?:\/\/\S{1,2000}$/i.test(url)) return undefined
  const size = /^[1-9]\d{0,14}$/.test(length) ? Number(length) : undefined
  const seconds = duration === undefined ? undefined : toSeconds(duration)
  const known = /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(type)
    ? type
    : TYPES.get(/\.(\w{2,4})(?:$|[?#])/.exec(url)?.[1] ?? '')
  return {
    url,
    ...(known === undefined ? {} : { type: known }),
    ...(size === undefined ? {} : { size }),
    ...(seconds === undefined ? {} : { duration: seconds }),
  }
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['mp3', 'audio/mpeg'],
  ['m4a', 'audio/mp4'],
  ['ogg', 'audio/ogg'],
  ['mp4', 'video/mp4'],
  ['webm', 'video/webm'],
])

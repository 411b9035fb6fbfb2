import type { Received } from '../model.ts'
import { newWxrReader, type WxrReader } from '../read/wxr.ts'
import { newWxrSplitter, type WxrRecord } from '../read/wxr-records.ts'
import { openScratch } from './scratch.ts'
import type { Shipment, Told } from './shipment.ts'
import { readText } from './text-file.ts'

/** The posts of a WordPress export, in the memory of its largest one: it is read twice, and never held. */
export function openWxrFile(path: string, encoding: string, told: Told): Shipment {
  let total: number | undefined
  const count = (posts: number) => {
    total = posts
  }
  return { items: readPosts(path, encoding, told, count), total: () => total }
}

async function* readPosts(
  path: string,
  encoding: string,
  told: Told,
  count: (posts: number) => void,
): AsyncGenerator<Received> {
  const scratch = openScratch()
  try {
    let root = ''
    const reader = newWxrReader(() => root, scratch)
    const onRoot = (tags: string) => {
      root = tags
    }
    count(await survey(path, encoding, reader, onRoot, told))
    for await (const record of readRecords(path, encoding, () => {})) {
      const item = reader.read(record)
      if (item !== undefined) yield { item, context: reader.context() }
      const post = reader.withheld(record)
      if (post !== undefined) told.withheld(`“${post.title}” is not public (${post.word}) and was left out.`)
    }
  } finally {
    scratch.close()
  }
}

/** The first pass; answers how many posts there seem to be. */
async function survey(
  path: string,
  encoding: string,
  reader: WxrReader,
  onRoot: (tags: string) => void,
  told: Told,
): Promise<number> {
  let posts = 0
  for await (const record of readRecords(path, encoding, onRoot)) {
    if (record.cut) told.left(`${path}: the export breaks off in the middle of an item, which was left out.`)
    if (record.oversized) told.left(`${path}: an item larger than 16 MiB was left out.`)
    if (reader.survey(record)) posts++
  }
  return posts
}

async function* readRecords(path: string, encoding: string, onRoot: (tags: string) => void): AsyncGenerator<WxrRecord> {
  const splitter = newWxrSplitter()
  for await (const text of readText(path, encoding)) {
    const records = splitter.push(text)
    onRoot(splitter.root())
    yield* records
  }
  yield* splitter.end()
}

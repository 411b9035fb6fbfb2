/** The lists that stand in an export besides its stories: read from a file, and sent to a service part by part. */
import { existsSync, statSync } from 'node:fs'
import { newJsonSplitter } from '../read/json-records.ts'
import { listFiles, toOwnFile } from './folder.ts'
import { toParcels } from './parcels.ts'
import { readHead, readText } from './text-file.ts'

/** What an export calls the list of its stories, that of its links, and that of the stories that were taken back. */
export const STORIES = 'items'
export const LINKS = '_ara_links'
export const WITHDRAWN = '_ara_withdrawn'

/**
 * The entries of a list, in parts of at most `most`, of every file that may be an export: the target, or those in it.
 * @param text only entries in whose JSON this stands
 */
export async function* readExportLists(
  target: string,
  name: string,
  most: number,
  text = '',
): AsyncGenerator<readonly unknown[]> {
  for (const path of await listExports(target)) yield* toParcels(readList(path, name, text), most)
}

async function listExports(target: string): Promise<string[]> {
  if (!existsSync(target)) return []
  const paths = statSync(target).isDirectory() ? await listOwn(target) : [target]
  const heads = await Promise.all(paths.map(async (path) => (await readHead(path)).text))
  return paths.filter((_, index) => /^\s*\{/.test(heads[index] ?? ''))
}

/** What was no file to take stories from has been told already. */
async function listOwn(folder: string): Promise<string[]> {
  const found = await Promise.allSettled((await listFiles(folder)).map((name) => toOwnFile(folder, name)))
  return found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
}

async function* readList(path: string, name: string, text: string): AsyncGenerator<unknown> {
  const splitter = newJsonSplitter(name)
  for await (const piece of readText(path, 'utf-8')) {
    for (const json of splitter.push(piece)) if (json.includes(text)) yield JSON.parse(json)
  }
}

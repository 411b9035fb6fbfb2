/**
 * `ara sources rename`: other ids for sources, whose stories say them. Promises: stories stay what they are and nobody is
 * told; the old id leads to the new one.
 */
import { hasPath, toSourceId } from '../../clean/identity/source-id.ts'
import { type Call, callJson, listSources, type Open, toJsonPost } from './commands.ts'
import { toRemote } from './remote.ts'
import { withService } from './upkeep.ts'

type Renaming = { readonly all?: boolean; readonly to?: string; readonly token?: string | undefined }
type Listed = { readonly id: string; readonly url: string; readonly declared: boolean }

/** Renames one, or with `all` each whose id says more of its address than the host. @throws Error for too few words */
export async function runRename(open: Open, before: string | undefined, id: string | undefined, options: Renaming) {
  if (options.all === (before !== undefined)) throw new Error('Name a source and what it is to be called, or --all.')
  if (options.to !== undefined) return rename(toRemote(options.to, options.token), before, id)
  await withService(open, ({ call }) => rename(call, before, id))
}

async function rename(call: Call, before: string | undefined, id: string | undefined): Promise<void> {
  if (before === undefined) return renameAll(call)
  if (id === undefined) throw new Error(`Say what ${before} is to be called.`)
  await renameOne(call, before, id)
}

async function renameOne(call: Call, before: string, id: string): Promise<void> {
  await callJson(call, `/api/sources/${encodeURIComponent(before)}`, { ...toJsonPost({ id }), method: 'PATCH' })
  console.log(`${before} is called ${id} now.`)
}

async function renameAll(call: Call): Promise<void> {
  const sources = await listSources<Listed>(call)
  const wrong = sources.filter(({ declared, id, url }) => !declared && hasPath(id, url))
  const taken = new Set(sources.map(({ id }) => id))
  for (const { id, url } of wrong) {
    const free = toSourceId(url, taken)
    taken.add(free)
    await renameOne(call, id, free)
  }
  if (wrong.length === 0) console.log('No id of a source says more of its address than the host.')
}

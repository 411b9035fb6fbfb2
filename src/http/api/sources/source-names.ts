/**
 * What sources are called, over the API. Promises: a name that led to a source never leads to another; whatever a source
 * is called, its stories keep their names.
 */
import { RequestError, StoreError } from '../../../errors.ts'
import type { Source } from '../../../model/model.ts'
import { isCarrier } from '../../../store/feeds/changes.ts'
import { findSourceName, loadFormerNames, renameSource } from '../../../store/source-names.ts'
import { findSource, loadSources, toSourceScope } from '../../../store/sources.ts'
import type { Backend } from '../../backend.ts'
import { fieldError } from '../../problem.ts'

/** Owners of items that no source brought. */
const OWNERS = ['archive', 'editor', 'import']

/** What nothing new may be called. */
export async function loadTaken({ db }: Backend, sources: readonly Source[]): Promise<ReadonlySet<string>> {
  return new Set([...sources.map(({ id }) => id), ...(await loadFormerNames(db)), ...OWNERS])
}

/** @throws RequestError 409, 422 */
export function refuseName(taken: ReadonlySet<string>, id: string): void {
  if (OWNERS.includes(id)) throw fieldError('id', `id may not be ${id}: items of the service's own have that owner.`)
  if (taken.has(id)) throw new RequestError(409, `There is a source ${id} already.`, { id }, { kind: 'name-taken' })
}

type Renamed = Pick<Source, 'id' | 'scope' | 'declared'>

/** Calls a source something else; what it was called leads to it. @throws RequestError 409 */
export async function renameNamed(backend: Backend, source: Renamed, id: string): Promise<void> {
  if (source.declared) {
    throw new RequestError(
      409,
      `${source.id} is declared in feeds/; its id stands there.`,
      { field: 'id' },
      { kind: 'declared' },
    )
  }
  const isOwn = (await findSourceName(backend.db, id))?.scope === toSourceScope(source)
  if (!isOwn) refuseName(await loadTaken(backend, await loadSources(backend.db, backend.channels)), id)
  try {
    await renameSource(backend.db, source.id, id, backend.now())
  } catch (error) {
    if (!(error instanceof StoreError && error.unique)) throw error
    throw new RequestError(
      409,
      `Stories of another source are called ${id} already.`,
      { id },
      { cause: error, kind: 'name-taken' },
    )
  }
}

/** Whether it is no source any more, and there are stories of it. */
export async function isGone({ db, channels }: Backend, name: string): Promise<boolean> {
  return (await findSource(db, channels, name)) === undefined && (await isCarrier(db, name))
}

/** As `renameNamed`, of what is no source any more: its stories say it still. */
export async function renameGone(backend: Backend, name: string, id: string): Promise<string> {
  const now = (await findSourceName(backend.db, name)) ?? { name, scope: name }
  await renameNamed(backend, { id: now.name, scope: now.scope, declared: false }, id)
  return id
}

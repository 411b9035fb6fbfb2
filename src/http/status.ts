import type { Status } from '../pages/front.ts'
import { countItems } from '../store/counts.ts'
import { loadFaults } from '../store/faults.ts'
import { loadPolls } from '../store/polls.ts'
import { loadSources } from '../store/sources.ts'
import type { Desk } from './desk.ts'
import { toToldState } from './source-state.ts'

/** How the service is doing: its stories, and the sources and files that cannot be read. */
export async function loadStatus(desk: Desk): Promise<Status> {
  const [stories, sources, polls, others] = await Promise.all([
    countItems(desk.db),
    loadSources(desk.db, desk.channels),
    loadPolls(desk.db),
    loadFaults(desk.db),
  ])
  const states = sources.map((source) => ({ ...source, state: toToldState(source, polls.get(source.id), false) }))
  const failing = states.flatMap(({ id, title, state }) =>
    state?.fault === undefined ? [] : [`${title ?? id}: ${state.fault}`],
  )
  const held = states.filter(({ state }) => state?.held).length
  const files = others.filter(({ subject }) => subject.startsWith('file:'))
  const waiting = others.filter(({ subject }) => subject.startsWith('held:'))
  const parts = [
    count(stories, 'story', 'stories'),
    count(sources.length, 'source', 'sources') + toUnread(failing.length - held) + toHeld(held),
    ...(files.length === 0 ? [] : [`${count(files.length, 'file', 'files')} could not be read`]),
    ...(waiting.length === 0 ? [] : [`${count(waiting.length, 'file', 'files')} held`]),
  ]
  // What is held, and what its file is called, is the editor's to know.
  const told = others.filter((one) => !waiting.includes(one))
  return { summary: parts.join(' · '), faults: [...told.map(({ sentence }) => sentence), ...failing] }
}

function toUnread(failing: number): string {
  return failing === 0 ? '' : `, ${failing} of them could not be read`
}

/** Read well enough, but with so little in it that the editor has to say what is right. */
function toHeld(held: number): string {
  return held === 0 ? '' : `, ${held} of them held`
}

function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`
}

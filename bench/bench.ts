/** `npm run bench -- NAME`: measures, prints a table, and ends with 1 when a floor is missed. */
import { benchApi } from './api/api.ts'
import { benchImport } from './import.ts'
import { benchLinks } from './links.ts'
import { benchLoaded } from './loaded/loaded.ts'
import { benchPublish } from './publish.ts'
import { benchPush } from './push.ts'
import { benchRead } from './read.ts'
import { benchStarts } from './starts/starts.ts'
import { benchTrips } from './trips.ts'

const benches: Readonly<Record<string, () => Promise<boolean>>> = {
  read: benchRead,
  publish: benchPublish,
  push: benchPush,
  import: benchImport,
  links: benchLinks,
  trips: benchTrips,
  loaded: benchLoaded,
  starts: benchStarts,
  api: benchApi,
}

const names = process.argv.slice(2).filter((name) => !name.startsWith('--'))
const unknown = names.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`There is no bench named ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`)
  process.exit(2)
}
let met = true
for (const name of names.length > 0 ? names : Object.keys(benches)) {
  met = (await benches[name]?.()) === true && met
}
process.exitCode = met ? 0 : 1

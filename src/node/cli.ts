/** `npx ara COMMAND`: what an editor does from a terminal. Which commands there are stands in `commands/program.ts`. */

import { readNodeConfig, toBaseUrl } from '../config.ts'
import { type Least, startCommandLog } from '../log.ts'
import { type Call, type Open, withToken } from './commands/commands.ts'
import { isUnread } from './commands/faults.ts'
import { runCommand } from './commands/program.ts'
import { loadToken } from './keys.ts'
import { openService } from './open.ts'

/** Opens the service of this folder without serving it, and a way to call its API in this process. */
const createOpen =
  (least: Least): Open =>
  async () => {
    const config = readNodeConfig(process.env)
    const baseUrl = config.baseUrl ?? toBaseUrl(config.host, config.port)
    const token = loadToken(config.apiToken, config.database)
    const opened = await openService({ ...config, baseUrl, apiToken: token.value }, process.env, startCommandLog(least))
    const call: Call = async (path, init) => opened.service.app.request(path, withToken(init, token.value))
    return { ...opened, call }
  }

// Nobody reads on: what was begun is done all the same, and an answer that is written piece by piece ends.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (!isUnread(error)) process.exitCode = 1
  })
}

const code = await runCommand(process.argv.slice(2), {
  open: createOpen('warning'),
  openQuietly: createOpen('error'),
  // That of a service elsewhere need not be this one's.
  token: process.env.ARA_TOKEN ?? process.env.API_TOKEN,
})
if (code !== 0) process.exitCode = code

/**
 * `npx ara COMMAND`: what an editor does from a terminal. Exit 0 done, 1 failed, 2 called wrongly. Promises: standard
 * output has the answer and nothing else; what went wrong is one sentence on standard error, without a stack.
 */

import { setFlagsFromString } from 'node:v8'
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { readNodeConfig, toBaseUrl } from '../config.ts'
import { type Least, startCommandLog } from '../log.ts'
import { type Call, type Open, withToken } from './commands/commands.ts'
import { isUnread, toFaultSentence } from './commands/faults.ts'
import { exportSources } from './commands/sources.ts'
import { runExport, runImport } from './commands/transfer.ts'
import { runAdd, runBackup, runPreview, runReclean, runRefresh } from './commands/upkeep.ts'
import { loadToken, loadVersion, openService } from './open.ts'

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

const open = createOpen('warning')
/** For commands that say themselves what became of each source. */
const openQuietly = createOpen('error')

function readAddress(text: string): string {
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return text
  throw new InvalidArgumentError('An address begins with http:// or https://.')
}

function toProgram(): Command {
  const program = new Command('ara')
    .description('What an editor of ara-feeds does from a terminal.')
    .version(loadVersion())
    .exitOverride()
  program
    .command('add')
    .argument('<url>', 'of a feed, or of a site that names one', readAddress)
    .option('--channel <id>')
    .description('add a source, and refresh it')
    .action((url, options) => runAdd(openQuietly, url, options.channel))
  program
    .command('refresh')
    .argument('[source]', 'id of a source; without one, all that are due')
    .description('refresh sources now')
    .action((source) => runRefresh(openQuietly, source))
  program
    .command('preview')
    .argument('<url|file>')
    .option('--time-zone <name>', 'of dates that name none, such as Asia/Baghdad')
    .option('--settings <json>', 'of the source that it would be: {"page": {"item": "article"}}')
    .description('show what would be stored, as JSON Feed')
    .action((target, options) => runPreview(open, target, options))
  program
    .command('import')
    .argument('<file|folder|url>')
    .option('--to <url>', 'a running service, a Worker included', readAddress)
    .option('--channel <id>')
    .option('--types <list>', 'types of a WordPress’s posts that are stories: post,page,podcast', 'post')
    .description('take in stories, keeping their dates')
    .action((target, options) => {
      keepHeapSmall()
      return runImport(open, target, { ...options, token: process.env.API_TOKEN })
    })
  program
    .command('export')
    .option('--channel <id>')
    .option('--opml', 'the sources with their settings in place of the stories')
    .option('--out <file>', 'in place of standard output; put in place when it is whole')
    .description('write every story as one JSON Feed, or the sources as OPML')
    .action(({ channel, opml, out }) => (opml ? exportSources(open, channel, out) : runExport(open, channel, out)))
  program
    .command('backup')
    .argument('<file>')
    .description('copy the database while it is in use')
    .action((file) => runBackup(open, file))
  program
    .command('reclean')
    .description('clean every story again from what was received')
    .action(() => runReclean(open))
  return program
}

// Nobody reads on: what was begun is done all the same, and an answer that is written piece by piece ends.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (!isUnread(error)) process.exitCode = 1
  })
}

try {
  await toProgram().parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else if (!isUnread(error)) {
    console.error(toFaultSentence(error))
    process.exitCode = 1
  }
}

/**
 * Makes V8 collect sooner for the rest of this process: left alone it lets garbage grow to several times what is in use
 * before it looks, which is most of what a long import would occupy. Both are read at every collection, so they hold
 * from now on.
 */
function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=20')
  setFlagsFromString('--semi-space-growth-factor=1')
}

/**
 * Which commands there are, what they take, and what becomes of a call. Promises: standard output has the answer and
 * nothing else; what went wrong is one sentence on standard error, without a stack; the code is 0 where it is done, 1
 * where it failed, 2 where it was called wrongly.
 */

import { setFlagsFromString } from 'node:v8'
import { Command, CommanderError } from 'commander'
import { RULES } from '../../clean/identity/fingerprint.ts'
import { loadVersion } from '../open.ts'
import type { Open } from './commands.ts'
import { isUnread, toFaultSentence } from './faults.ts'
import { addNouns, readAddress, readFilled, withExample } from './nouns.ts'
import { runRename } from './renaming.ts'
import { exportSources } from './sources.ts'
import { runExport, runImport } from './transfer.ts'
import { runAdd, runBackup, runPreview, runReclean, runRefresh } from './upkeep.ts'

/** Ways to open the service of this folder. */
type Opens = {
  readonly open: Open
  /** For commands that say themselves what became of each source. */
  readonly openQuietly: Open
  /** Of the service that `--to` names. */
  readonly token?: string | undefined
}

/** @param words of the call, after the program's own name @returns the code that the process ends with */
export async function runCommand(words: readonly string[], opens: Opens): Promise<0 | 1 | 2> {
  try {
    await toProgram(opens).parseAsync(words, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (isUnread(error)) return 0
    console.error(toFaultSentence(error))
    return 1
  }
}

/** Every command with what it takes. */
function toProgram({ open, openQuietly, token }: Opens): Command {
  const program = new Command('ara')
    .description('What an editor of ara-feeds does from a terminal.')
    .version(`${loadVersion()} (rules ${RULES})`)
    .exitOverride()
  withExample(program.command('add'), 'ara add https://partner.example --channel english')
    .argument('<url>', 'of a feed, or of a site that names one', readAddress)
    .option('--channel <id>', 'one of those in feeds/', readFilled)
    .description('add a source, and refresh it')
    .action((url, options) => runAdd(openQuietly, url, options.channel))
  withExample(program.command('refresh'), 'ara refresh partner.example-1')
    .argument('[source]', 'id of a source; without one, all that are due', readFilled)
    .description('refresh sources now')
    .action((source) => runRefresh(openQuietly, source))
  withExample(program.command('preview'), 'ara preview https://partner.example/feed')
    .argument('<url|file>', 'of a feed, a page or a story', readFilled)
    .option('--time-zone <name>', 'of dates that name none, such as Asia/Baghdad', readFilled)
    .option('--settings <json>', 'of the source that it would be: {"page": {"item": "article"}}', readFilled)
    .description('show what would be stored, as JSON Feed')
    .action((target, options) => runPreview(open, target, options))
  withExample(program.command('import'), 'ara import export.xml --to https://feeds.example')
    .argument('<file|folder|url>', 'of stories, short links or sources', readFilled)
    .option('--to <url>', 'a running service, a Worker included', readAddress)
    .option('--channel <id>', 'one of those in feeds/', readFilled)
    .option('--drafts', 'keep what is not public yet as drafts and scheduled stories')
    .option('--types <list>', 'types of a WordPress’s posts that are stories: post,page,podcast', 'post')
    .description('take in stories, keeping their dates')
    .action((target, options) => {
      keepHeapSmall()
      return runImport(open, target, { ...options, token })
    })
  withExample(program.command('export'), 'ara export --out all.json')
    .option('--channel <id>', 'one of those in feeds/', readFilled)
    .option('--opml', 'the sources with their settings in place of the stories')
    .option('--out <file>', 'in place of standard output; put in place when it is whole', readFilled)
    .description('write every story as one JSON Feed, or the sources as OPML')
    .action(({ channel, opml, out }) => (opml ? exportSources(open, channel, out) : runExport(open, channel, out)))
  withExample(program.command('backup'), 'ara backup 2026-12-01.db')
    .argument('<file>', 'that is not there yet', readFilled)
    .description('copy the database while it is in use')
    .action((file) => runBackup(open, file))
  withExample(program.command('reclean'), 'ara reclean')
    .description('clean every story again from what was received')
    .action(() => runReclean(open))
  addNouns(program, { open, token }, { sources: toRenaming({ open, token }) })
  return program
}

function toRenaming({ open, token }: Pick<Opens, 'open' | 'token'>): Command {
  return withExample(new Command('rename'), 'ara sources rename partner.example-1 partner')
    .argument('[source]', 'its id', readFilled)
    .argument('[id]', 'what it is to be called', readFilled)
    .option('--all', 'every source whose id says more of its address than the host')
    .option('--to <url>', 'a running service, a Worker included', readAddress)
    .description('give a source another id; the old one leads to it')
    .exitOverride()
    .action((source, id, options) => runRename(open, source, id, { ...options, token }))
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

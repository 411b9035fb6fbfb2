/** The commands of acts.ts, as words of a call. */
import { Command, InvalidArgumentError, Option } from 'commander'
import { readMembers, runAct, type Where } from './acting.ts'
import { type Act, NOUNS, RESTORE, RETRACT } from './acts.ts'
import type { Open } from './commands.ts'
import { runPublish, STORY_KINDS } from './publishing.ts'

type Opens = { readonly open: Open; readonly token?: string | undefined }

/** A shell gives an empty word for a variable that is not set. */
export function readFilled(text: string): string {
  if (text.trim() !== '') return text
  throw new InvalidArgumentError('It is empty.')
}

/** Of several words, each after those before it. */
function readMember(word: string, before: readonly string[] = []): readonly string[] {
  if (word.indexOf('=') > 0) return [...before, word]
  throw new InvalidArgumentError(`“${word}” is no member: write name=value.`)
}

export function readAddress(text: string): string {
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return text
  throw new InvalidArgumentError('An address begins with http:// or https://.')
}

/** An example of its use ends the help of a command. */
export function withExample(command: Command, example: string): Command {
  return command.addHelpText('after', `\nExample:\n  ${example}`)
}

/** Where it is done, and how it is answered. */
function withPlace(command: Command): Command {
  return command
    .option('--to <url>', 'a running service, a Worker included; without it the database of this folder', readAddress)
    .option('--token-file <file>', 'that holds the token of that service; without it ARA_TOKEN has it', readFilled)
    .option('--json', 'answer what the API answers')
    .exitOverride()
}

/** Every command of a table, `publish`, `retract` and `restore`. */
export function addNouns(program: Command, opens: Opens, more: Readonly<Record<string, Command>>): void {
  for (const { noun, about, acts } of NOUNS) {
    const command = program.command(noun).description(about)
    for (const act of acts) command.addCommand(toCommand(act, opens), { isDefault: act.verb === 'list' })
    const other = more[noun]
    if (other !== undefined) command.addCommand(other)
  }
  program.addCommand(toPublishing(opens))
  for (const act of [RETRACT, RESTORE]) program.addCommand(toCommand(act, opens))
}

function toCommand(act: Act, { open, token }: Opens): Command {
  const command = withPlace(new Command(act.verb).description(act.about))
  for (const [name, help] of act.words) command.argument(`<${name}>`, help, readFilled)
  if (act.members !== undefined)
    command.argument(act.demanded ? '<member=value...>' : '[member=value...]', act.members, readMember)
  for (const [flags, help] of act.options ?? []) {
    const option = new Option(flags, help)
    command.addOption(flags.includes('<') ? option.argParser(readFilled).makeOptionMandatory() : option)
  }
  return withExample(command, act.example).action(async (...said: unknown[]) => {
    const [words, rest] = split(said.slice(0, act.words.length + (act.members === undefined ? 0 : 1)), act.words.length)
    const { to, tokenFile, json, ...options } = command.opts<Where & Record<string, unknown>>()
    const place = { token, ...(to && { to }), ...(tokenFile && { tokenFile }), ...(json && { json }) }
    await runAct(open, act, words, { ...options, ...readMembers(rest) }, place)
  })
}

function split(said: readonly unknown[], at: number): [words: string[], rest: string[]] {
  return [said.slice(0, at) as string[], said.slice(at).flatMap((one) => one ?? []) as string[]]
}

function toPublishing({ open, token }: Opens): Command {
  const command = withPlace(new Command('publish').description('publish a story, or write it as a draft'))
    .argument('<file>', 'Markdown, story text or a JSON Feed item; - is standard input', readFilled)
    .option('--draft', 'as a draft, which nobody is shown')
    .option('--at <time>', 'when it is to be public; without a zone it is the time of this machine', readFilled)
    .option('--channel <id>', 'one of those in feeds/', readFilled)
    .addOption(new Option('--type <kind>', 'what it is, where its name does not say').choices(STORY_KINDS))
  return withExample(command, 'ara publish bridge.md --at 2026-12-24T08:00').action((file, options) =>
    runPublish(open, file, { ...options, token }),
  )
}

import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Line, Reader } from './reader.ts'

const CONFIG = `[DEFAULT]
from = desk@desk.example
to = reader@reader.example
email-protocol = maildir
html-mail = True
reply-changes = True
`

/** The mails of a folder, oldest first, by the library that wrote them. */
const SCRIPT = `
import email.policy, json, mailbox, sys
parse = lambda file: email.message_from_binary_file(file, policy=email.policy.default)
mails = [mail for _, mail in sorted(mailbox.Maildir(sys.argv[1], factory=parse, create=True).items())]
toLine = lambda mail: {'id': mail['X-RSS-ID'], 'title': str(mail['Subject']), 'text': mail.get_content()}
json.dump([toLine(mail) for mail in mails], sys.stdout)
`

/** A mail an entry, and one more where it changed (`reply-changes`). */
export const rss2email: Reader = {
  name: 'rss2email',
  programs: ['r2e', 'python3'],
  packages: 'rss2email',
  formats: ['rss', 'atom'],
  subscribe: async ({ folder, env, run }, feeds) => {
    const [config, data, mail] = [join(folder, 'r2e.cfg'), join(folder, 'r2e.json'), join(folder, 'mail')]
    mkdirSync(mail)
    const feed = (format: 'rss' | 'atom') => `[feed.${format}]\nurl = ${feeds[format]}\nmaildir-mailbox = ${format}\n`
    writeFileSync(config, `${CONFIG}maildir-path = ${mail}\n\n${feed('rss')}\n${feed('atom')}`)
    return {
      refresh: () => run('r2e', ['-c', config, '-d', data, 'run']),
      show: (format) => {
        const options = ['-c', SCRIPT, join(mail, format)]
        return JSON.parse(execFileSync('python3', options, { env, encoding: 'utf8' })) as readonly Line[]
      },
      stop: async () => {},
    }
  },
}

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { followNpm } from '../../src/node/npm.ts'
import { demandOwn } from '../../src/node/owner.ts'
import { toStartFault } from '../../src/node/start-faults.ts'
import { makeFolder, until } from './process.ts'

/** How the service is started and ended, and what is said where that can not be. */

const root = fileURLToPath(new URL('../..', import.meta.url))
const OLD = `data:text/javascript,Object.defineProperty(process.versions, 'node', { value: '20.1.0' })`

/** A copy of the way in, without the packages. */
function copyWayIn(): string {
  const folder = makeFolder()
  cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  return folder
}

test.each(['start.js', 'ara.js'])('bin/%s says on an older Node that its own did not come along', (name) => {
  const { stderr, status } = spawnSync(process.execPath, ['--import', OLD, join(copyWayIn(), 'bin', name)])
  expect(String(stderr)).toMatch(/^ara-feeds runs on Node 24; this is Node 20\.1\.0, .*--ignore-scripts.*npm ci\.\n$/)
  expect(status).toBe(1)
})

test('on an older Node it runs on its own, with what was said and how it ended', () => {
  const folder = copyWayIn()
  mkdirSync(join(folder, 'node_modules/node/bin'), { recursive: true })
  symlinkSync(process.execPath, join(folder, 'node_modules/node/bin/node'))
  mkdirSync(join(folder, 'src/node'), { recursive: true })
  writeFileSync(join(folder, 'src/node/cli.ts'), 'console.log(process.argv[2]); process.exitCode = 2')
  const { stdout, status } = spawnSync(process.execPath, ['--import', OLD, join(folder, 'bin/ara.js'), 'add'])
  expect([String(stdout), status]).toEqual(['add\n', 2])
})

test('a service that npm started ends when npm is killed alone', async () => {
  const folder = makeFolder()
  const variables = { DATABASE: join(folder, 'ara.db'), ARCHIVE: makeFolder(), PORT: '0', API_TOKEN: 'never-shown' }
  const npm = spawn('npm', ['start'], { cwd: root, env: { PATH: process.env.PATH, HOME: folder, ...variables } })
  let output = ''
  for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk) => (output += chunk))
  const closed = once(npm.stdout, 'close')
  await until(() => (output.includes('front page') ? true : undefined))
  npm.kill('SIGKILL')
  // Whoever lives still has the pipe.
  await closed
  expect(output).toContain('API token   as API_TOKEN says')
  expect(output).not.toContain('never-shown')
  expect(output).toMatch(/msg="The service starts\." version=\S+ rules=\d+/)
})

test('one that something else started outlives whoever did', () => {
  vi.useFakeTimers()
  const end = vi.fn()
  let parent = '7'
  followNpm({}, () => parent)(end)
  followNpm({ npm_lifecycle_event: 'start' }, () => parent)(end)
  vi.advanceTimersByTime(5_000)
  expect(end).not.toHaveBeenCalled()
  parent = '1'
  vi.advanceTimersByTime(5_000)
  expect(end).toHaveBeenCalledOnce()
  vi.useRealTimers()
})

test.each([
  [{ syscall: 'listen', code: 'EACCES', port: 80 }, /^PORT: this user may not listen on 80 .*above 1023/],
  [{ syscall: 'listen', code: 'EPERM', port: 443 }, /^PORT: .*443/],
  [{ syscall: 'listen', code: 'EADDRINUSE', port: 8787 }, /^PORT: another program listens on 8787/],
  [{ syscall: 'listen', code: 'EADDRNOTAVAIL', port: 8787 }, /^HOST: /],
  [{ syscall: 'getaddrinfo', code: 'ENOTFOUND' }, /^HOST: /],
  [{ syscall: 'open', code: 'EACCES', path: '/x/token' }, /^DATABASE: \/x\/token .*chown/],
  [{ syscall: 'write', code: 'ENOSPC' }, /^DATABASE: the disk .* is full/],
  [{ syscall: 'mkdir', code: 'ENOTDIR', path: '/x/y' }, /^DATABASE: \/x\/y can not be used/],
])('%j is told of by the setting that is to blame', (facts, sentence) => {
  expect(toStartFault(Object.assign(new Error('It failed.'), facts))).toMatch(sentence)
})

test.each(['ara.db', 'ara.db-wal', 'ara.db-shm', '.'])('of another user’s %s the name is told', (name) => {
  const folder = '/srv/ara'
  const refuse = (code: string) => (file: string) => {
    if (file === join(folder, name)) throw Object.assign(new Error('It failed.'), { code })
  }
  const file = name === '.' ? '/srv/ara/ara.db' : join(folder, name)
  const check = (code: string) => () => demandOwn('/srv/ara/ara.db', refuse(code))
  expect(check('EACCES')).toThrow(`DATABASE: ${file} can not be read and written by this user, it is another's`)
  expect(check('EROFS')).toThrow(/^DATABASE: .* is on a disk that is only read\.$/)
  expect(check('ENOENT')).not.toThrow()
})

test('the service begins with what is read before it runs, as the same process, and what somebody set stays', () => {
  const code = `import { beginWith } from './bin/run.js'
    beginWith('MALLOC_ARENA_MAX', '2')
    console.log(process.env.MALLOC_ARENA_MAX, process.argv.at(-1))`
  const begin = (env: Readonly<Record<string, string>>) =>
    String(spawnSync(process.execPath, ['--input-type=module', '-e', code, 'word'], { cwd: root, env }).stdout)
  expect(begin({})).toBe(process.platform === 'linux' ? '2 word\n' : 'undefined word\n')
  expect(begin({ MALLOC_ARENA_MAX: '8' })).toBe('8 word\n')
})

/** Installs the readers that are not on this machine, where that is possible: for CI. Otherwise says how it is done. */
import { spawnSync } from 'node:child_process'
import { EXPECTED } from './expected.ts'
import { isInstalled } from './reader.ts'

const missing = EXPECTED.map(({ reader }) => reader).filter((reader) => !isInstalled(reader))
const packages = missing.flatMap((reader) => reader.packages.split(' '))

function runApt(...options: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync('apt-get', ['-qq', ...options], { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
}

const install = ['install', '-y', '--no-install-recommends', ...packages]
const isRoot = process.getuid?.() === 0
if (missing.length > 0 && !(isRoot && runApt('update') && runApt(...install))) {
  const names = missing.map(({ name }) => name).join(', ')
  console.log(`Without ${names}, which could not be installed here: apt-get ${install.join(' ')}`)
}

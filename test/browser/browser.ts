import { type Browser, chromium } from 'playwright-core'

/** Chromium as the system has it, or as `CHROMIUM` names it, asking nobody but the service. */
export function launch(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync', '--no-first-run']
  return chromium.launch({ executablePath, args })
}

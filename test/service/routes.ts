/** Every address that can be read, from the app's own table of routes, so that no new one is forgotten. */
import type { Hono } from 'hono'
import { EVERY_FORMAT } from '../../src/publish/formats.ts'

/** What stands for a parameter of a route: one value, or each in turn. */
export type Fillings = Readonly<Record<string, readonly string[]>>

/** What stands for one wherever nobody says better. */
const USUAL: Fillings = { name: ['conflict'] }

/** The paths of all routes that answer a method. @throws Error where a parameter is new: give it a filling */
export function toPaths(app: Hono, fillings: Fillings, asked = 'GET'): string[] {
  const routes = app.routes.filter(
    ({ method, path }) => method === asked || (method === 'ALL' && path.includes('wp-json')),
  )
  return [...new Set(routes.flatMap(({ path }) => toFilled(path, { ...USUAL, ...fillings })))]
}

function toFilled(path: string, fillings: Fillings): string[] {
  const [whole, name = '', pattern = ''] = /:(\w+)(?:\{((?:[^{}]|\{[^}]*\})*)\})?/.exec(path) ?? []
  if (whole === undefined) return path.endsWith('*') ? toRest(path, fillings) : [path]
  return toValues(path, name, pattern, fillings).flatMap((value) => toFilled(path.replace(whole, value), fillings))
}

function toValues(path: string, name: string, pattern: string, fillings: Fillings): readonly string[] {
  if (name === 'file') return EVERY_FORMAT.map((format) => `${pattern.startsWith('feed') ? 'feed' : '1'}.${format}`)
  // A facet and its value belong together.
  if (name === 'facet') return fillings.facet ?? []
  const values = fillings[name]
  if (values === undefined) throw new Error(`Nothing is known of the parameter ${name} of ${path}.`)
  return values
}

function toRest(path: string, fillings: Fillings): string[] {
  const values = fillings[path]
  if (values === undefined) throw new Error(`Nothing is known of what is below ${path}.`)
  return values.map((value) => path.replace('*', value))
}

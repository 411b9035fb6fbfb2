/**
 * A source's settings as this service writes them into a list: a member as text, or as JSON where it is none. Promises:
 * no value comes in that a caller could not set.
 */
import * as v from 'valibot'
import { type SourceOptions, sourceOptions } from '../../model/settings.ts'
import type { OutlineAttributes } from './outline.ts'

const OPTIONS: ReadonlyMap<string, [string, v.GenericSchema]> = new Map(
  Object.entries(sourceOptions).map(([name, schema]) => [name.toLowerCase(), [name, schema as v.GenericSchema]]),
)
/** What is said of a source in the list besides its options. */
const BESIDE = ['id', 'channel', 'rank', 'paused', 'login']

/** @param lost is told what could not be taken over */
export function readOwn(attributes: OutlineAttributes, lost: string[]): SourceOptions {
  const read: Record<string, unknown> = {}
  for (const [attribute, text] of attributes) {
    const name = attribute.startsWith('ara:') ? attribute.slice(4) : undefined
    if (name === undefined || BESIDE.includes(name)) continue
    const [member, value] = readMember(name, text) ?? []
    if (member === undefined) lost.push(`${attribute}, which makes no sense here`)
    else read[member] = value
  }
  if (attributes.get('ara:login') === 'withheld') lost.push('the login in its address, which no list carries')
  return read as SourceOptions
}

/** The member of a source, and its value; undefined where it is none. */
function readMember(name: string, text: string): [string, unknown] | undefined {
  const [member, schema] = OPTIONS.get(name) ?? []
  if (member === undefined || schema === undefined) return undefined
  const value = [text, parseValue(text)].find((one) => v.is(schema, one))
  return value === undefined ? undefined : [member, value]
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

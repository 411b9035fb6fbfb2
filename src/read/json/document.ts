/** The text of a JSON document to its value, also where JSON.parse refuses it. */
import { ParseError } from '../../errors.ts'
import { hasFewValues } from '../../model/json-size.ts'
import { parseBrokenJson } from './broken.ts'

/** `fault`: what JSON.parse says of it. `isWhole`: the text did not end in the middle. */
export type JsonDocument = { readonly value: unknown; readonly isWhole: boolean; readonly fault?: string }

/** More than any feed or page has, and within a second to parse, whole or broken. */
const MOST_VALUES = 500_000

/** @throws ParseError where nothing can be made of it, or it would take too long */
export function parseJsonDocument(text: string): JsonDocument {
  if (!hasFewValues(text, MOST_VALUES)) throw new ParseError(`The document is JSON of more than ${MOST_VALUES} values.`)
  try {
    return { value: JSON.parse(text.replace(GUARD, '')), isWhole: true }
  } catch (cause) {
    const fault = cause instanceof Error ? cause.message : String(cause)
    const broken = parseBrokenJson(text.replace(GUARD, ''))
    if (broken) return { ...broken, fault }
    throw new ParseError(`The document begins like JSON but is not valid JSON: ${fault}`, { cause })
  }
}

/** What servers put before JSON so that it can't be run as a script. */
const GUARD = /^\ufeff?\s{0,100}(?:\)\]\}',?|\{\}\s{0,10}&&|(?:while|for)\s?\((?:1|;;)\);|\/\*-secure-)?/

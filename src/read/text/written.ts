/**
 * Letters that were decoded wrongly before they were written as references, escaped once or several times, or as JSON's
 * `\u00e2`: only seen in what was read. Promises: what names a thing stays as it is, since it is compared.
 */
import { decodeHTMLStrict } from 'entities/decode'
import { repairSure, repairText, SUSPECT, toMeant } from './repair.ts'
import { toWindowsByte, WINDOWS } from './suspects.ts'

/** Letters and references side by side. */
const CLUSTER = new RegExp(`(?:[\x80-\xff${WINDOWS}]|&(?:amp;){0,3}#?[\\dA-Za-z]{2,8};){2,40}`, 'g')

/** A reference to one letter; an ampersand that was escaped itself counts as it was meant. */
const REFERENCE = /&(?:amp;){0,3}(#\d{2,4}|#x[\da-f]{2,4}|[a-z]{2,8}\d{0,2});/gi
const ESCAPED = '&(?:amp;){0,3}'
/** References to what UTF-8's sequences begin with, \u00c2 to \u00f4. */
const LEAD =
  ESCAPED +
  '(?:#(?:19[4-9]|2[0-3][0-9]|24[0-4])|#[xX](?:[cC][2-9a-fA-F]|[dDeE][0-9a-fA-F]|[fF][0-4])|[A-Za-z]{1,2}(?:circ|tilde|uml|ring|lig|cedil|grave|acute)|ETH|eth|THORN|szlig|times);'
/** A beginning and what may follow it, one of them a reference: no sequence has less. */
const PAIR = new RegExp(`(?:${LEAD}|[\xc2-\xf4](?=&))(?:[\x80-\xbf${WINDOWS}]|(?!${LEAD})${ESCAPED}[#A-Za-z])`)

/** JSON's escapes of the same, and of the controls that windows-1252 has letters for. */
const WRITTEN = new RegExp(`${LEAD}|[\\xc2-\\xf4]&|\\\\u00(?:[89c-eC-E]|[fF][0-4])`)

/** Whether a document writes any such letter otherwise than as itself, so that `repairValue` has something to do. */
export function hasWrittenLetters(text: string): boolean {
  return WRITTEN.test(text)
}

/** Every text of what was read, put right; what names a thing is compared and stays as it is. */
export function repairValue<T>(value: T): T {
  if (typeof value === 'string') return repairLetters(value) as T
  if (Array.isArray(value)) return repairList(value) as T
  return typeof value === 'object' && value !== null ? repairFields(value) : value
}

const NAMES: ReadonlySet<string> = new Set(['guid', 'id', 'key', 'moved'])

function repairFields<T extends object>(fields: T): T {
  let repaired: T | undefined
  for (const [name, value] of Object.entries(fields)) {
    if (NAMES.has(name)) continue
    const right = repairValue(value)
    if (right !== value) repaired = { ...(repaired ?? fields), [name]: right }
  }
  return repaired ?? fields
}

function repairList(list: readonly unknown[]): readonly unknown[] {
  const right = list.map(repairValue)
  return right.some((one, at) => one !== list[at]) ? right : list
}

function repairLetters(text: string): string {
  const right = repairText(text)
  if (!right.includes('&') || !PAIR.test(right)) return right
  return right.replace(/[^<>]+/g, (run) => (PAIR.test(run) ? repairReferences(run) : run))
}

/** Letters that were read wrongly are put in place of their references; all others stay as they are written. */
function repairReferences(run: string): string {
  const letters = toLetters(run)
  const meant = SUSPECT.test(letters) ? toMeant(letters, toWindowsByte) : undefined
  if (meant !== undefined) return meant
  return run.replace(CLUSTER, (written) => {
    const cluster = toLetters(written)
    const right = repairSure(cluster)
    return right === cluster ? written : right
  })
}

function toLetters(run: string): string {
  return run.replace(REFERENCE, (reference, name: string) => {
    const letter = decodeHTMLStrict(`&${name};`)
    return letter.length === 1 && letter >= '\x80' ? letter : reference
  })
}

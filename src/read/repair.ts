/** Text that was decoded wrongly before it was encoded as UTF-8: the damage is in the document itself. */

/** What windows-1252 has at 0x80 to 0x9F; undefined bytes are the control characters of that number. */
const WINDOWS =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178'

/** A lead byte of UTF-8 and a trail byte, as characters. */
const SUSPECT = new RegExp(`[\x80-\x9f]|[\xc2-\xf4][\x80-\xbf${WINDOWS}]`)

/**
 * UTF-8 read as windows-1252 and encoded again (`KobanÃª`), and controls that are windows-1252 (0x93 for a quotation
 * mark), put right as Universal Feed Parser does. Runs of text between tags are looked at one by one; each is changed
 * only if all of it makes sense afterwards.
 */
export function repairText(text: string): string {
  if (!SUSPECT.test(text)) return text
  return text.replace(/[^<>]+/g, (run) => (SUSPECT.test(run) ? repairRun(run) : run))
}

function repairRun(run: string): string {
  const again = toUtf8(run) ?? run
  return again.replace(/[\x80-\x9f]/g, (control) => WINDOWS[control.charCodeAt(0) - 0x80] ?? control)
}

/** The run's characters taken for bytes and decoded as UTF-8; undefined where they are no UTF-8. */
function toUtf8(run: string): string | undefined {
  const bytes = new Uint8Array(run.length)
  for (let at = 0; at < run.length; at++) {
    const code = run.charCodeAt(at)
    const byte = code < 0x100 ? code : WINDOWS.indexOf(run[at] ?? '') + 0x80
    if (byte < 0x80 && code >= 0x100) return undefined
    bytes[at] = byte
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** Whether a document came to its end. */

/** Bytes at either end that are looked at. */
const END = 2048
/** The first start tag; declarations and what stands before are passed over. */
const ROOT = /<([a-z_][\w:.-]*)/i

/** Whether the root element of XML or HTML was closed, or all of it is JSON. */
export function isWhole(bytes: Uint8Array): boolean {
  const start = toMarkup(bytes.subarray(0, END))
  if (/^[[{]/.test(start)) return isJson(new TextDecoder().decode(bytes))
  const root = ROOT.exec(start)?.[1]
  return root !== undefined && toMarkup(bytes.subarray(-END)).endsWith(`</${root}>`)
}

/** Without comments. Tags are ASCII in every encoding of the web but UTF-16, whose other halves are left out. */
function toMarkup(bytes: Uint8Array): string {
  const text = String.fromCharCode(...bytes.filter((byte) => byte !== 0))
  return text
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .trim()
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

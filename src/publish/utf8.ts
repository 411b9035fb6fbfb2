/** Text as UTF-8. Both runtimes encode into a buffer of its own; only the types of one of them leave that open. */
export function toUtf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>
}

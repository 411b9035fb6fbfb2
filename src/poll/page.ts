/** Whether the bytes are an HTML page, by what HTTP says or by how they begin. */
export function isPage(bytes: Uint8Array, contentType: string | undefined): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 2048))
  return (
    /^\s*(text\/html|application\/xhtml)/i.test(contentType ?? '') ||
    /<(!doctype html|html|head|body)[\s>]/i.test(start)
  )
}

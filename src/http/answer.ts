import { toUtf8 } from '../publish/utf8.ts'
/** A JSON answer of the API; never kept by anybody where nothing else is said. */
export function answerJson(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  const all = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store', ...headers }
  return new Response(toUtf8(`${JSON.stringify(value)}\n`), { status, headers: all })
}

/** What is asked of the network, and what of an answer is used. */

export type DocumentRequest = {
  /** http or https; a user name and password in it become a Basic Authorization header. */
  readonly url: string
  readonly etag?: string
  readonly lastModified?: string
  /** Private ones, such as Authorization: they stay behind when a redirect leaves the host. */
  readonly headers?: Readonly<Record<string, string>>
  readonly accept?: string
  /** In place of the service's own name. */
  readonly userAgent?: string
  /** GET where nothing is said; HEAD brings no bytes. */
  readonly method?: 'GET' | 'HEAD'
}

/** What is used of a Response; undici's, the browsers' and Cloudflare's types agree on this much. */
export type HttpResponse = {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  readonly body: { getReader(): BodyReader } | null
}

export type BodyReader = { read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }> }

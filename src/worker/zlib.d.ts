/** The part of Workers' zlib that is used; its types do not come with those of Workers. */
declare module 'node:zlib' {
  type Options = { readonly params?: Readonly<Record<number, number>> }
  export function brotliDecompressSync(bytes: Uint8Array): Uint8Array
  export function gunzipSync(bytes: Uint8Array): Uint8Array
  const zlib: {
    readonly brotliCompressSync: (bytes: Uint8Array, options?: Options) => Uint8Array
    readonly gzipSync: (bytes: Uint8Array) => Uint8Array
    readonly constants: {
      readonly BROTLI_PARAM_MODE: number
      readonly BROTLI_MODE_TEXT: number
      readonly BROTLI_PARAM_QUALITY: number
    }
  }
  export default zlib
}

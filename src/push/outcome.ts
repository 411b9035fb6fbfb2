import type { Statement } from '../store/db.ts'

/** What becomes of an errand. `more` is written in the same batch; `fault` is one sentence for the log. */
export type Outcome =
  | { readonly done: true; readonly more?: readonly Statement[]; readonly fault?: string }
  | {
      readonly done: false
      readonly due: number
      readonly attempts: number
      readonly more?: readonly Statement[]
      readonly fault?: string
    }

import type { Channel } from '../src/model/model.ts'
import { araNews } from './ara-news.ts'

/** The channels that this installation publishes. */
export const channels: readonly Channel[] = [araNews]

import { araNews } from '../../feeds/ara-news.ts'

/** The agency's channel without its sources: a test asks nobody. */
export const channels = [{ ...araNews, sources: [] }]

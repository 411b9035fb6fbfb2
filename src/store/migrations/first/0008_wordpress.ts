/**
 * What WordPress's addresses and REST API, and sitemaps, are answered from.
 * The part of the permalink after /YYYY/MM/, with its last slash: old addresses often name nothing else.
 */
export default [
  `CREATE INDEX items_by_slug ON items (substr(permalink, 10))`,
  `CREATE INDEX items_by_updated ON items (updated DESC, id DESC) WHERE state = 'live'`,
]

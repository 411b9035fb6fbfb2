/** When a picture was given up, for the editor's feed of faults. */
export default [
  `ALTER TABLE pictures ADD COLUMN refused_at INTEGER`,
  `CREATE INDEX pictures_refused ON pictures (refused_at) WHERE refused_at IS NOT NULL`,
]

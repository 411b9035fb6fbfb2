/** What a Worker of before 0012 stored while 0012 was there already has no channel, and is in no list of one. */
export default [
  `UPDATE facets SET channel = (SELECT channel FROM items WHERE id = facets.item) WHERE channel = ''`,
  `CREATE TRIGGER facet_channels AFTER INSERT ON facets WHEN new.channel = '' BEGIN
  UPDATE facets SET channel = (SELECT channel FROM items WHERE id = new.item)
  WHERE kind = new.kind AND value = new.value AND position = new.position AND item = new.item;
END`,
]

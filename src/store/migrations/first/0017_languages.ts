/** A story in English of the United States is found in English too, and one in Chinese of Taiwan by script and by region. */
export default [
  `INSERT OR IGNORE INTO facets (kind, value, position, item, label, channel)
SELECT kind, substr(value, 1, instr(value, '-') - 1), position, item, substr(label, 1, instr(value, '-') - 1), channel
FROM facets WHERE kind = 'lang' AND instr(value, '-') > 0`,
  `INSERT OR IGNORE INTO facets (kind, value, position, item, label, channel)
SELECT kind, substr(value, 1, size), position, item, substr(label, 1, size), channel
FROM (SELECT *, instr(value, '-') + instr(substr(value, instr(value, '-') + 1), '-') - 1 AS size FROM facets WHERE kind = 'lang')
WHERE value LIKE '%-%-%'`,
  `INSERT OR IGNORE INTO facets (kind, value, position, item, label, channel)
SELECT kind, substr(value, 1, instr(value, '-') - 1) || substr(value, -3), position, item,
  substr(label, 1, instr(value, '-') - 1) || substr(label, -3), channel
FROM facets WHERE kind = 'lang' AND value LIKE '%-____-__'`,
  `-- Kurdish from right to left is Sorani.
INSERT OR IGNORE INTO facets (kind, value, position, item, label, channel)
SELECT f.kind, 'ckb', f.position, f.item, 'ckb', f.channel
FROM facets f CROSS JOIN items i ON i.id = f.item WHERE f.kind = 'lang' AND f.value = 'ku' AND i.shown ->> '$.direction' = 'rtl'`,
  `-- What older versions kept of the direction in edits was derived; now it is what an editor says.
UPDATE items SET edit = json_remove(edit, '$.direction') WHERE edit ->> '$.direction' IS NOT NULL`,
  `UPDATE revisions SET edit = json_remove(edit, '$.direction') WHERE edit ->> '$.direction' IS NOT NULL`,
]

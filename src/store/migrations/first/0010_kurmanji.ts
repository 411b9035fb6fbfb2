/** What was told to be Kurmanji by its letters is found together with what its source called Kurdish. */
export default [`UPDATE OR REPLACE facets SET value = 'ku' WHERE kind = 'lang' AND value = 'kmr'`]

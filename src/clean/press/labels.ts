/**
 * Labels of a story's credits, as tables of phrases (src/clean/language/table.ts), by what they say of whoever is named
 * behind them. Promises: one label a row; several of them before one colon (`Haber-Kamera:`, `إعداد وتحرير:`) need no row.
 */

import { toPhraseTable } from '../language/table.ts'

/** Labels of who wrote. `Repowering` is the agency's own slip of the pen. */
export const WRITTEN_BY = toPhraseTable(`
en|stories/text-byline-one-line|[additional /further ]{reporting/reported/report}[ and {writing/editing/photo[s]/photography/reporting}] {by/from}[—]~
en|stories/text-byline-repowering|[additional /further ]repowering[ and {writing/editing/photo[s]/photography/reporting}] {by/from}[—]~
en|news agencies|[additional /further ]{written/writing/words/story/text}[ and {writing/editing/photo[s]/photography/reporting}] {by/from}[—]~
en|news agencies|[additional /further ]{compiled/prepared/interview/interviewed/exclusive/analysis}[ and {writing/editing/photo[s]/photography/reporting}] {by/from}[—]~
en|news agencies|[additional /further ]{filed/posted/produced}[ and {writing/editing/photo[s]/photography/reporting}] {by/from}[—]~
en|news agencies|{author[s]/reporter[s]/reporting/correspondent[s]/writer[s]/writing}—
en|news agencies|{story/text/words/interview}:
ar|news agencies|[ب]قلم:
ar|news agencies|كتب[ه/ها/ت]:
ar|stories/arabic-whole|إعداد[ {التقرير/التحقيق/الخبر}]:
ar|news agencies|أعد[ه/ها/ت/ته][ التقرير]:
ar|news agencies|{تقرير/تحقيق/متابعة/صياغة/كتابة}:
ar|news agencies|مراسل[نا/تنا/و/ة]:
ar|news agencies|{المراسل/المراسلة/الكاتب/الكاتبة}:
ar|news agencies|{حاور[ه/ها/هم/ته/تها/تهم]/حوار/مقابلة/أجر{ى/ت} {الحوار/اللقاء/المقابلة}}:
ku|stories/kurmanji-agency|amadek{ar/arî/irin/irî/irina}:
ku|news agencies|{nûçegihan/peyamnêr/rojnamevan/nûçe/rapor/raport/hevpeyvîn}:
ku|news agencies|{nivîskar/nivîsandin/nivîsîn/nivîs/nivîsar}:
tr|stories/turkish-whole|haber:
tr|news agencies|{[haberi ]yazan/yazar/[haberi ]hazırlayan/muhabir/derleyen/kaleme alan/metin/yazı}:
tr|news agencies|{röportaj/söyleşi/mülakat}:
ckb|stories/sorani-whole|{ئامادەکردن[ی]/ئامادەکار}:
ckb|news agencies|{نووسین[ی]/نووسەر/نوسین[ی]/نوسەر}:
ckb|news agencies|{ڕاپۆرت[ی]/هەواڵ[ی]}:
ckb|news agencies|{هەواڵنێر/پەیامنێر/ڕۆژنامەنووس}:
ckb|news agencies|{دیمانە[ی]/چاوپێکەوتن[ی]/سازدان[ی]/ئا}:
fa|news agencies|{نویسنده/نوشته[ی]/نگارش/به قلم}:
fa|news agencies|{گزارش/گزارشگر/خبرنگار/تهیه/تنظیم/تهیه کننده/تهیه‌کننده}:
fa|news agencies|{گفتگو/گفت و گو/گفت‌وگو/مصاحبه}:
de|news agencies|{autor[in]/autoren/text/bericht/reportage/interview}:
de|news agencies|{[ein ]bericht/text/geschrieben/verfasst/protokoll/interview} von[—]~
fr|news agencies|{auteur[e][s]/texte/reportage/récit/enquête}:
fr|news agencies|{propos recueillis/écrit/rédigé/texte/reportage/interview} par[—]~
`)

/** Labels that need no colon; at least two words of a name follow a blank. */
export const BY = toPhraseTable(`
en|stories/text-byline-no-colon|by
ar|news agencies|بقلم
ar|news agencies|كتب[ه/ت]
de|news agencies|von
fr|news agencies|par
`)

/** Labels of who edited or translated; in English of who took pictures too. */
export const EDITED_BY = toPhraseTable(`
en|stories/text-byline-editing|{edited/editing} [and {edited/translated} ]by[—]~
en|news agencies|{translated/translation/adapted/reviewed/revised} [and {edited/translated} ]by[—]~
en|stories/text-byline-photos|{photo[s]/photograph[s]/photography/pictures/video/camera} [and {edited/translated} ]by[—]~
en|news agencies|{editor[s]/editing/translator[s]/translation}—
en|stories/text-byline-photography|{photography/photographer[s]/camera}—
ar|stories/arabic-bylines|{تحرير/المحرر[ة]}:
ar|news agencies|{ترجمة/المترجم[ة]/ترجم[ه/ها/ته/تها]/مراجعة/تدقيق[ لغوي]/إشراف}:
ku|news agencies|{edîtor/redaktor/sernivîskar/serrast[kirin]}:
ku|news agencies|werge[r][andin/andina/êr/a]:
ku|news agencies|ji {soranî/kurmancî/erebî/tirkî/farisî/inglîzî/îngilîzî}:
tr|news agencies|{editör/editor/çeviri/çeviren/tercüme/redaksiyon/yayına hazırlayan}:
ckb|news agencies|{سەرنووسەر/دەستکاری/پێداچوونەوە}:
ckb|news agencies|وەرگێڕ[ان/انی]:
fa|news agencies|{مترجم/ترجمه/ویراستار/ویرایش/سردبیر}:
de|news agencies|{redaktion/übersetzung/übersetzer[in]/bearbeitung/lektorat}:
de|news agencies|{übersetzt/redigiert/bearbeitet/übersetzung} von[—]~
fr|news agencies|{traduction/traducteur/traductrice/édition/révision/relecture}:
fr|news agencies|{traduit/édité/relu/révisé/adapté}[ de ~30] par[—]~
`)

/** Labels of who took pictures or sound, below a story; above it they are a picture's own. */
export const TAKEN_BY = toPhraseTable(`
en|news agencies|{photo[s]/picture[s]/image[s]/video/film}:
ar|news agencies|{تصوير/مونتاج/عدسة/كاميرا/صور}:
ku|news agencies|{kamera/wêne/wênegir/wênekêş/montaj}:
tr|news agencies|{kamera[man]/foto[ğraf[lar]]/görüntü[ler]/kurgu/montaj}:
ckb|news agencies|{وێنە/وێنەگر/وێنەکان/کامێرا/فۆتۆ/مۆنتاژ}:
fa|news agencies|{عکس/عکاس/تصویر/تصویربردار/تدوین}:
de|news agencies|{foto[s]/bild[er]/kamera/schnitt}:
fr|news agencies|{photo[s]/image[s]/crédit[s] photo[s]/caméra/montage}:
`)

/** Labels of where a story was taken from. */
export const SOURCES = toPhraseTable(`
en|stories/text-body-source|source[s]:
ar|stories/arabic-whole|{[ال]مصدر/[ال]مصادر}[ الخبر]:
ar|news agencies|{نقلا[ ]عن/عن}:
ku|stories/kurmanji-whole|{çavkanî/çavkani}:
ku|news agencies|{jêder/ji}:
ckb|stories/sorani-whole|سەرچاوە[کان/ی هەواڵ]:
tr|stories/turkish-whole|kaynak[lar/ça]:
fa|news agencies|{منبع/منابع}[ خبر]:
de|news agencies|quelle[n]:
`)

/** The same before the names of agencies alone: `Avec AFP`. */
export const FROM = toPhraseTable(`
en|news agencies|{with/via/from}[ {reporting/files/material/inputs} {by/from}]
ar|news agencies|{نقلا عن/عن/المصدر/مع}
ku|news agencies|{ji/çavkanî}
ckb|news agencies|{لە/سەرچاوە/بە نەقڵ لە}
tr|news agencies|kaynak
fa|news agencies|{به نقل از/منبع}
de|news agencies|{mit[ material von]/quelle[n]}
fr|news agencies|{avec/d'après/source[s]}
`)

/** What an agency says of a story of its own, before its name or behind it. */
export const EXCLUSIVE = toPhraseTable(`
en|news agencies|[an ]exclusive[ {to/for/by/from}]
ar|news agencies|[{تقرير/تحقيق} ]خاص[ة]
ar|languages|{خاص[ة]/حصري[اً]} {ل/ب}~
ar|news agencies|حصري[اً]
ku|news agencies|taybet[ {ji bo/bo/ya}]
tr|news agencies|özel[ haber]
ckb|news agencies|تایبەت[ {بە/بۆ}]
fa|news agencies|{اختصاصی/ویژه}[ {برای/از}]
de|news agencies|exklusiv[ für]
fr|news agencies|exclusi{f/vité}[ pour]
`)

/**
 * Lines that sites write anew for each reader: how often a story was looked at, how long ago it was published. Promises:
 * a line counts only if all of it is such phrases; within a sentence, or in a line with anything else, a number is news.
 * To add one: a row; what is counted and labels stand without the number.
 */
import { isPhrase } from '../language/phrases.ts'
import { toPhraseTable } from '../language/table.ts'

/** How often, how long: what is counted. */
const COUNTED = `
en|WordPress themes|[{total/post/page} ]{view/read/hit/visit/click/download/play}[s][ {today/total/so far}]
en|Jetpack, forums|{comment/reply/response/share/like/reaction/point/vote/upvote/boost/repost/retweet/claps/bookmark/follower/reader/subscriber/listener}[s]
en|Disqus|{replies/times read/times viewed/people reading/reading now/watching}
en|Medium|[estimated ]{min/mins/minute/minutes}[.] {read/reading[ time]/to read}
de|news sites|{aufruf/kommentar/antwort/zugriff/leser/klick/ansicht/reaktion}[e/en]
de|news sites|{mal {gelesen/geteilt/angesehen}/min[.] lesezeit/minuten lesezeit}
fr|news sites|{vue/commentaire/partage/lecture/réaction/réponse/abonné}[s]
fr|news sites|{min/minute/minutes} de lecture
es|news sites|{visita/vista/comentario/lectura/respuesta/visualizacion}[s/es]
es|news sites|{visualizaciones/veces compartido/compartidos/{min/minutos} de lectura/me gusta}
it|news sites|{visualizzazioni/commenti/commento/condivisioni/letture/{min/minuti} di lettura}
pt|news sites|{visualizações/comentários/comentário/leituras/{min/minutos} de leitura}
nl|news sites|{keer {gelezen/bekeken}/reacties/reactie/weergaven/min leestijd}
sv|news sites|{visningar/kommentarer/kommentar/min läsning}
tr|haber siteleri|{kez/defa/kere} {okundu/görüntülendi/paylaşıldı/izlendi}
tr|haber siteleri|{okunma/okundu/görüntülenme/görüntüleme/yorum/beğeni/paylaşım/izlenme/kişi okudu/dk okuma/{dakika/dk} okuma süresi}
ku|news sites|{car/caran} hat[iye/ine][ ]{xwendin/dîtin/temaşekirin/parvekirin}
ku|news sites|{dîtin/xwendin/şîrove/parvekirin/temaşekirin/xwendevan/{deqe/xulek} xwendin}
ckb|news sites|{جار/جاران} {خوێندراوەتەوە/بینراوە/خوێنراوەتەوە}
ckb|news sites|{بینین/بینەر/خوێنەر/لێدوان/خوێندنەوە/کۆمێنت/بینراوە}
ar|news sites|{قراءة/قراءات/مشاهدة/مشاهدات/تعليق/تعليقات/زيارة/زيارات/مشاركة/مشاركات/إعجاب/متابع/قارئ/زائر/تعليقا/مرة قراءة}
ar|news sites|{دقيقة/دقائق/دقيقة واحدة} {قراءة/للقراءة/من القراءة/مدة القراءة}
fa|news sites|{بازدید/نظر/دیدگاه/بازدیدکننده/مشاهده/دقیقه مطالعه/دقیقه خواندن/بار دیده شده/بار خوانده شده}
he|news sites|{צפיות/תגובות/תגובה/קריאות/שיתופים}
ru|news sites|{просмотр/комментари/ответ/лайк}[а/ов/я/ев/й]
ru|news sites|{{раз/раза} {прочитано/просмотрено}/мин[.] {чтения/на чтение}/минут чтения}
uk|news sites|{переглядів/перегляд/перегляди/коментарів/коментар/коментарі}
el|news sites|{προβολές/σχόλια/αναγνώσεις}
zh|news sites|{次阅读/次閱讀/次浏览/阅读/評論/评论/浏览/条评论}
ja|news sites|{回閲覧/コメント/件のコメント/ビュー}
`

/** What stands before a number. */
const LABELS = `
en|WordPress themes|[{total/post/page/article} ]{views/reads/hits/visits/view count/viewed/visitors}
en|Hacker News by RSS|{comments/points/likes/shares/score/votes/replies/upvotes/karma/downloads/readers/retweets/reactions}
en|news sites|{reading time/estimated reading time/read time/time to read}
de|news sites|{aufrufe/kommentare/gelesen/zugriffe/lesezeit/leser}
fr|news sites|{vues/commentaires/lectures/partages/nombre de vues/temps de lecture}
es|news sites|{visitas/vistas/comentarios/lecturas/tiempo de lectura}
it|news sites|{visualizzazioni/commenti/letture/tempo di lettura}
tr|haber siteleri|{okunma[ sayısı]/okundu/görüntülenme[ sayısı]/yorum[lar]/hit/beğeni/okuma süresi}
ku|news sites|{dîtin/xwendin/şîrove/hat[iye] xwendin/hat[iye] dîtin}
ckb|news sites|{بینراوە/بینەران/خوێندراوەتەوە/ژمارەی بینین/ژمارەی خوێنەر/بینین/لێدوان}
ar|news sites|[عدد ]{المشاهدات/القراءات/الزيارات/التعليقات/مشاهدات/قراءات/الزوار/القراء/المشاركات/مشاهدة/قراءة/وقت القراءة/مدة القراءة}
fa|news sites|[تعداد ]{بازدید/بازدیدها/نظرات/مشاهده/دیدگاه/نظر/زمان مطالعه}
ru|news sites|{просмотров/просмотры/прочитано/комментариев/комментарии/время чтения}
uk|news sites|{переглядів/перегляди/коментарів}
`

/** How long ago, how soon, and the hour of the last change. */
const MOMENTS = `
en|WordPress themes|[{last/first} ][{posted/published/updated/added/modified/submitted/edited/created}[ on/ at] ][about /over /almost /nearly ]{#/a/an/one/a few/several} {second/sec/minute/min/hour/hr/day/week/month/year}[s][.][ and # {minute/hour/day}[s]] ago[ by …40/ in …40]
en|forums|[{posted/published/updated} ]#[ ]{s/m/h/d/w/mo/y/min/hr}[s] ago[ by …40]
en|news sites|[{posted/published/updated} ]{just now/moments ago/a moment ago/yesterday/today}[ at #[:#][ am/ pm]]
en|news sites|[last ]{updated/update/modified}[ at/ on][:] #:#[:#][ am/ pm][ gmt/ utc/ et/ bst/ cet/ edt/ est]
de|news sites|[{aktualisiert/veröffentlicht/erstellt} ]vor [{etwa/über/ca.} ]{#/einer/einem} {sekunde/minute/stunde/tag/woche/monat/jahr/min/std}[n/en/e][.]
de|news sites|[zuletzt ]aktualisiert[ um][:] #:#[ uhr]
fr|news sites|[{publié/mis à jour/modifié} ]il y a [{environ/près de} ]{#/un/une} {seconde/minute/heure/jour/semaine/mois/an/min/h}[s]
fr|news sites|mis à jour[ à][:] {#:#/#h#}
es|news sites|[{publicado/actualizado} ]hace {#/un/una} {segundo/minuto/hora/día/dia/semana/mes/año/min}[s/es]
es|news sites|actualizado[ a las][:] #:#
it|news sites|[{pubblicato/aggiornato} ]{#/un/una/un'} {secondo/secondi/minuto/minuti/ora/ore/giorno/giorni/settimana/settimane/mese/mesi/anno/anni} fa
pt|news sites|há {#/um/uma} {segundo/minuto/hora/dia/semana/mês/ano}[s]
nl|news sites|{#/een} {seconden/minuut/minuten/uur/dag/dagen/week/weken/maand/maanden/jaar} geleden
sv|news sites|för {#/en/ett} {sekunder/minut/minuter/timme/timmar/dag/dagar/vecka/veckor/månad/månader/år} sedan
tr|haber siteleri|[{yaklaşık/yayınlanma/güncelleme}[:] ]{#/bir} {saniye/dakika/dk/saat/gün/hafta/ay/yıl/sene} önce[ {güncellendi/yayınlandı/eklendi}]
tr|haber siteleri|[son ]{güncelleme/güncellenme}[ saati][:] #:#
ku|news sites|{berî/beriya/piştî} {#/yek} {çirke/çirkeyan/deqe/deqîqe/deqeyan/deqîqeyan/xulek/xulekan/saet/saetan/saetekê/roj/rojan/rojekê/hefte/hefteyan/meh/mehan/sal/salan}
ku|news sites|# {çirke/deqe/deqîqe/xulek/saet/roj/hefte/meh/sal}[an/yan] {berê/berî niha}
ckb|news sites|{پێش/لەمەوپێش/بەر لە} {#/یەک} {چرکە/خولەک/دەقە/کاتژمێر/سەعات/ڕۆژ/رۆژ/هەفتە/مانگ/ساڵ}[ێک]
ckb|news sites|{#/یەک} {چرکە/خولەک/دەقە/کاتژمێر/سەعات/ڕۆژ/رۆژ/هەفتە/مانگ/ساڵ} {لەمەوبەر/لەمەوپێش/پێش ئێستا}
ar|news sites|[{نشر/آخر تحديث/تم التحديث/تم النشر}[:] ]{منذ/قبل} [{#/حوالي #} ]{ثانية/ثوان/ثواني/دقيقة/دقائق/دقيقتين/ساعة/ساعات/ساعتين/يوم/أيام/يومين/يوما/أسبوع/أسابيع/أسبوعين/شهر/أشهر/شهور/شهرين/شهرا/سنة/سنوات/سنتين/عام/أعوام/عامين}[ واحدة/ واحد]
ar|news sites|{آخر تحديث/اخر تحديث}[ في/ الساعة][:] #:#[ {ص/م/صباحا/مساء}]
fa|news sites|[حدود ]{#/یک} {ثانیه/دقیقه/ساعت/روز/هفته/ماه/سال} {پیش/قبل}
fa|news sites|آخرین به‌روزرسانی[:] #:#
he|news sites|לפני {#/[כ]שעה/דקה/יום} [{שניות/דקות/שעות/ימים/שבועות/חודשים/שנים}]
ru|news sites|[{обновлено/опубликовано} ]{#/около #} {секунд/минут/час/дн/недел/месяц/год/лет/день/мин}[у/ы/а/ов/ей/я/и/ь/ев] назад
ru|news sites|обновлено[ в][:] #:#
uk|news sites|# {секунд/хвилин/годин/дн/тижн/місяц/рок}[у/и/ів/ей/я/а] тому
zh|news sites|#[ ]{秒/分钟/分鐘/小时/小時/天/周/月/年/个月}前
ja|news sites|#[ ]{秒/分/時間/日/週間/か月/年}前
`

const FIGURES = toPhraseTable(
  [...toRows(COUNTED, (phrase) => `{#/no} ${phrase}`), ...toRows(LABELS, (phrase) => `${phrase}[:][ ]#`)]
    .concat(toRows(MOMENTS, (phrase) => phrase))
    .join('\n'),
)

function toRows(table: string, toPhrase: (phrase: string) => string): string[] {
  const rows = table.split('\n').filter((row) => row !== '')
  return rows.map((row) => {
    const at = row.indexOf('|', row.indexOf('|') + 1) + 1
    return row.slice(0, at) + toPhrase(row.slice(at))
  })
}

/** A longer line says more than figures. */
const LONGEST = 160
/** Digits of any script, what groups them, and what stands for thousands. */
const NUMBER = /\p{Nd}(?:[.,'’٬٫\u00a0\u202f ]?\p{Nd})*(?: ?[km](?![\p{L}\p{N}]))?/giu
/** What stands between two figures, and signs that stand for what is counted. */
const BETWEEN = /[·•|,،;/–—*►◄▪\n()[\]]|\s-\s/u
const SIGNS = /[\p{Extended_Pictographic}▲▼△▽★☆●#]|\ufe0f/gu
/** Forums by RSS: a sign and a number, and the site it is from. */
const SIGNED = /^(?:[\p{Extended_Pictographic}▲▼△▽★☆]\ufe0f?\s?1\s?)+$/u

/** Whether a line says nothing but figures that grow by themselves. */
export function isFigures(line: string): boolean {
  if (line.length > LONGEST || line === '') return false
  const plain = line.normalize('NFKC').replace(NUMBER, '1').trim()
  const parts = plain.split(BETWEEN).map((part) => part.trim())
  const said = parts.filter((part) => part.replace(SIGNS, '').trim() !== '')
  return said.length > 0 && said.every(isFigure)
}

function isFigure(part: string): boolean {
  return SIGNED.test(part) || isPhrase(FIGURES, part.replace(SIGNS, '').trim(), '.:')
}

/** A headline without the figures in brackets at its end: `(12 comments)`. */
export function toSteadyTitle(title: string): string {
  const end = title.trimEnd()
  const open = /\)$/.test(end) ? '(' : /\]$/.test(end) ? '[' : undefined
  const at = open === undefined ? -1 : end.lastIndexOf(open)
  return at > 0 && isFigures(end.slice(at + 1, -1)) ? end.slice(0, at).trimEnd() : title
}

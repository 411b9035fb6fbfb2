/** What furniture says of itself, in the languages of the pages that were seen. Phrases are matched in lower case. */

/** Titles and beginnings of references to other stories. */
const RELATED = toPattern(`
related (?:articles?|stories|story|posts?|news|topics?|items|content|coverage|reading|links|reports?)
related
read (?:more|also|next|on|too)
also (?:read|see|on)
(?:more|further) reading
see also
more (?:from|on|about|in|stories|news|coverage|like this|articles)
(?:you|we think you)(?: may|'ll| might)?(?: also)? (?:like|love|enjoy|be interested in)
you may have missed
recommended(?: (?:for you|stories|articles|reading))?
(?:don't|dont) miss
trending(?: now)?
most (?:read|popular|viewed|shared|commented)
popular (?:posts|stories|now|articles)
(?:latest|recent|top|other) (?:news|stories|posts|articles|headlines)
editor'?s'? (?:picks?|choice)
up next
next (?:article|story|post|up)
prev(?:ious)? (?:article|story|post)
in case you missed it
in other news
featured
also in the news
elsewhere on .{2,30}
jump to
continue reading
watch(?: also| next| now| more)
what to read next
(?:إ|ا|أ)قر(?:أ|ا|ئي|ؤوا|أوا) (?:أيضا|ايضا|أيضًا|أيضاً|ايضاً|المزيد|كذلك)
(?:مواضيع|أخبار|اخبار|مقالات|مواد|موضوعات|تقارير|قصص|أخبار و?مواضيع)? ?(?:ذات صلة|مرتبطة|مشابهة|ذات علاقة|متعلقة)
قد يعجبك(?: أيضا| ايضا| أيضاً)?
قد يهمك(?: أيضا| ايضا| أيضاً)?
(?:ال)?(?:أكثر|اكثر) (?:قراءة|مشاهدة|تداولا)
الأكثر (?:قراءة|مشاهدة)
شاهد (?:أيضا|ايضا|أيضاً)
المزيد (?:من|حول|عن)
آخر الأخبار
(?:بیشتر|همچنین) (?:بخوانید|بخوان|ببینید)
(?:مطالب|اخبار|خبرهای|نوشته‌های|مقالات|گزارش‌های) (?:مرتبط|مشابه|بیشتر)
(?:پربازدیدترین|پربیننده‌ترین|پربازدید)
در همین زمینه
(?:بابەت|هەواڵ|وتار)(?:ی|ە|ەکانی|گەلی)? ?(?:پەیوەندیدار|هاوشێوە|پەیوەندار)
(?:زیاتر|هەروەها) بخوێنەوە
زۆرترین خوێندراو
(?:nûçe|gotar|mijar|babet)(?:yên|ên|a|eyên)? (?:têkildar|girêdayî|pêwendîdar)
(?:zêdetir|herwiha|hem jî) bixwîn(?:e|in)
(?:ilgili|benzer|diğer|son) (?:haberler|haber|konular|yazılar|içerikler)
(?:bunlar|bu haberler) da ilgini(?:zi)? çekebilir
ilginizi çekebilir
(?:ayrıca|bunu da|bunları da) oku(?:yun|yunuz|)
en çok okunan(?:lar)?
devamını oku
читайте (?:также|ещё|еще)
(?:материалы |новости |статьи |ещё |еще )?по теме
похожие (?:материалы|новости|статьи|записи)
(?:самое|самые) (?:читаемое|популярное|читаемые)
(?:à )?lire (?:aussi|également|la suite)
(?:sur le|dans le) même (?:sujet|thème)
(?:articles?|sujets?) (?:liés?|associés?|connexes?|similaires?)
(?:les )?plus lus
(?:lesen sie|lies|das lesen sie) (?:auch|mehr|dazu|hier)
mehr (?:zum thema|dazu|nachrichten|artikel|lesen)
(?:das )?könnte (?:sie|dich|ihnen) (?:auch )?(?:interessieren|gefallen)
(?:meistgelesen|ähnliche (?:artikel|beiträge))
zum thema
(?:lea|lee|leer|ver|mira|vea) (?:también|más|además)
más (?:información|noticias)
(?:यह भी|इसे भी|ये भी) (?:पढ़ें|पढ़ें|देखें)
(?:संबंधित|ताजा|ताज़ा) (?:खबरें|ख़बरें|समाचार|लेख)
(?:te|le) puede interesar
(?:noticias|artículos|notas|temas|entradas) relacionad[ao]s
(?:lo )?más (?:leído|visto)s?
(?:leggi|guarda) anche
(?:articoli|notizie) correlat[ei]
potrebbe(?:ro)? interessart[ie]
(?:leia|veja|saiba) (?:também|mais)
(?:notícias|artigos|matérias) relacionad[ao]s
(?:lees|lees ook|bekijk) (?:ook|meer)
gerelateerd(?:e)?(?: artikelen)?
läs (?:också|även|mer)
les (?:også|mer)
læs (?:også|mere)
lue (?:myös|lisää)
(?:czytaj|zobacz|przeczytaj|sprawdź) (?:także|też|również|więcej)
(?:olvassa el|kapcsolódó|olvasta már)
(?:διαβάστε|δείτε) (?:επίσης|ακόμα|ακόμη|περισσότερα)
(?:citește|citiți|vezi) (?:și|mai mult)
(?:читайте|дивіться) (?:також)
(?:прочети|вижте) (?:още|също)
(?:čtěte|přečtěte si) (?:také|též)
(?:baca) (?:juga)
相关(?:阅读|新闻|文章|报道|链接)
(?:延伸|推荐|更多)阅读
(?:関連|おすすめ|あわせて読みたい|人気)(?:記事|ニュース|リンク)?
(?:관련|추천|많이 본) ?(?:기사|뉴스|글)
(?:קראו|כתבות|עוד) (?:עוד|נוספות|בנושא)
`)

/** Labels of buttons, of lists of tags, of counts. */
const LABEL = toPattern(`
share(?: (?:this|on|via|it|article|story|the story|with)(?: .{0,30})?)?
tags?
tagged(?: (?:with|as|in|under))?
filed (?:under|in)
posted (?:in|on)
(?:categories|category|topics|keywords|labels)
(?:print|email|e-mail|save|copy link|bookmark)(?: (?:this|article|story|link|page))?
listen(?: to)? (?:this |the )?(?:article|story)
like this
pin (?:it|this)(?: for later)?
(?:\\d+ )?(?:shares?|likes?|views?)
(?:facebook|twitter|x|whatsapp|telegram|linkedin|pinterest|reddit|email|messenger|instagram|youtube)
شارك(?:ها)?(?: (?:هذا|هذه|المقال|الخبر|الموضوع|على|عبر|مع|الآن)(?: .{0,30})?)?
(?:ل?مشاركة|للمشاركة)(?: (?:المقال|الخبر|على|عبر)(?: .{0,30})?)?
(?:ال)?(?:وسوم|كلمات (?:مفتاحية|دلالية|دليلية)|تاغات|علامات|هاشتاغ)
(?:طباعة|نسخ الرابط|رابط مختصر)
(?:برچسب‌?ها?|اشتراک‌?گذاری|کلیدواژه‌?ها|چاپ|کپی لینک|لینک کوتاه)
(?:هاوبەشی(?: بکە| پێ ?بکە)?|بڵاوی بکەوە|تاگ(?:ەکان)?)
(?:parve bike|etîket)
(?:paylaş|etiketler|yazdır)
(?:поделиться|теги|метки|ключевые слова)(?: (?:в|с|на|новостью|материалом)(?: .{0,40})?)?
(?:partager|mots[- ]clés|imprimer)(?: (?:cet|sur|l'article)(?: .{0,40})?)?
(?:teilen|schlagw(?:orte|örter)|drucken|themen)(?: (?:sie|auf|per|diesen)(?: .{0,40})?)?
(?:compart(?:ir|e|ilhe|ilhar)|etiquetas|imprimir|archivado en)(?: (?:en|no|na|esta|este)(?: .{0,30})?)?
(?:condividi|stampa)(?: (?:su|questo)(?: .{0,30})?)?
(?:delen|deel|udostępnij|tagi|dela|del|jaa|tunnisteet|címkék|megosztás|ετικέτες|μοιράσου|μοιραστείτε(?: το)?)
(?:分享(?:到)?|标签|关键词|タグ|シェア(?:する)?|キーワード|공유(?:하기)?|태그)
`)

/** Requests to follow, subscribe, give. */
const CALL = toPattern(`
(?:follow|like|find|join) us(?: (?:on|at|via)(?: .{0,60})?)?
follow .{0,60}coverage.{0,80}
follow .{2,40} on (?:telegram|whatsapp|twitter|x|facebook|instagram|google news|youtube)(?: .{0,80})?
to (?:view|watch|play) this (?:video|content|audio).{0,160}
(?:please enable|you need to enable|your browser does not support) .{0,160}
(?:the|our|my) .{0,40}newsletters? .{0,120}
for (?:the latest|more|all|breaking|daily) .{0,100}(?:follow|join|like|visit|subscribe|download).{0,80}
read (?:this|it) in\\b.{0,80}
(?:підпис(?:уйтесь|уйся|атися|ка)|стежте) .{0,80}
(?:subscribe|sign up)(?: (?:to|for|now|here|today|and)(?: .{0,120})?)?
join (?:our|thousands|\\d[\\d,.]*) .{0,60}(?:channel|group|newsletter|community|subscribers|readers).{0,40}
(?:get|receive) .{0,80}(?:newsletter|inbox|alerts?).{0,40}
(?:our )?(?:newsletter|daily briefing)
click here to .{0,80}
(?:story|article) continues below.{0,30}
this (?:entry|post|article) was (?:posted|written|published|filed).{0,260}
(?:do you|have you got|got) (?:have )?a (?:story|tip).{0,140}
have (?:feedback|a question|a comment|something to add).{0,140}
(?:did you make|have you made|have you tried) this.{0,140}
(?:like|enjoy(?:ed|ing)?) what you(?:'re| are)? read.{0,140}
want (?:more|to receive|to get).{0,140}
vuoi ricevere.{0,140}
(?:quer|deseja) receber.{0,140}
quieres recibir.{0,140}
(?:register|sign in|log in) (?:now )?(?:for|to) .{0,60}(?:access|account|reading|read|continue).{0,60}
when you (?:buy|purchase).{0,200}commission.{0,60}
(?:check|see|view|compare) (?:the )?(?:price|prices|deal)s?(?: at)?.{0,60}
support (?:our|independent) (?:journalism|work|newsroom|reporting|media).{0,80}
(?:download|get) (?:the|our) .{0,40}app.{0,40}
report (?:an error|a typo|a mistake).{0,60}
(?:تابعونا|تابعنا|لمتابعة|للمزيد تابعونا)(?: .{0,60})?
(?:اشترك|إشترك|اشتركوا) (?:في|الآن|معنا|ب).{0,60}
النشرة (?:البريدية|الإخبارية)
(?:شوێنمان بکەو(?:ە|ن)|me bişopîn(?:e|in))(?: .{0,40})?
(?:abone ol(?:un)?|bizi takip)(?: .{0,60})?
(?:подпис(?:ка|аться|ывайтесь|ывайся|ись) на|следите за нами)(?: .{0,80})?
(?:abonnez-vous|inscrivez-vous|suivez[- ]nous)(?: .{0,60})?
(?:(?:newsletter )?abonnieren|folgen sie uns|jetzt abonnieren)(?: .{0,60})?
(?:suscríbete|síguenos|assine|inscreva-se|iscriviti|seguici|abonneer je|zapisz się na)(?: .{0,60})?
(?:关注我们|扫一扫|扫描二维码)(?:.{0,30})
`)

/** From here to the end it is comments, or a box on the author. */
const CLOSING = toPattern(`
(?:leave|post|write|add) (?:a |your )?(?:comment|reply|response)s?
(?:\\d+ )?(?:comments?|responses?|replies)(?: \\(?\\d+\\)?)?
(?:join|start) the (?:conversation|discussion)
(?:no|view|show|read)(?: all)? comments(?: yet)?
be the first to comment.{0,20}
(?:reader|user|facebook) comments
(?:your|readers'?|your own) (?:opinions?|views|letters|thoughts)
have your say
about the authors?
republish (?:this|our) (?:story|article|work|content)s?
(?:\\d+ )?(?:ال)?(?:تعليقات|تعليق)(?: \\(?\\d+\\)?)?
(?:اترك|أضف|اكتب|إضافة|شاركنا) (?:تعليق|رد|برأيك|ب?تعليق).{0,10}
(?:عن|نبذة عن) الكاتبة?
(?:نظرات|دیدگاه‌?ها?|ارسال (?:نظر|دیدگاه)|دیدگاهتان را بنویسید|نظر شما)(?: .{0,20})?
(?:کۆمێنت(?:ەکان)?|لێدوان(?:ەکان)?|بۆچوونی خۆت بنووسە)
(?:şîrove(?:yan)?(?: .{0,20})?|bersivekê binivîse)
(?:\\d+ )?(?:yorum(?:lar)?|yorum (?:yap|yaz|ekle|bırak)(?:ın)?|bir (?:yorum|cevap) (?:yazın|bırakın))(?: .{0,15})?
(?:\\d+ )?(?:комментари(?:и|ев|й|я)|оставить комментарий|добавить комментарий)(?: .{0,15})?
(?:\\d+ )?(?:commentaires?|laisser un commentaire|réagir)(?: .{0,15})?
(?:\\d+ )?(?:kommentare?|kommentar (?:schreiben|hinterlassen|verfassen)|schreiben sie einen kommentar)(?: .{0,15})?
(?:\\d+ )?(?:comentarios?|deja (?:un|tu) comentario|deixe (?:um|seu) comentário|comentários?)(?: .{0,15})?
(?:\\d+ )?(?:commenti|lascia un commento)(?: .{0,15})?
(?:\\d+ )?(?:reacties|komentarze|kommentit|kommentarer|hozzászólások|σχόλια)(?: .{0,15})?
(?:über den autor|über die autorin|à propos de l'auteur|sobre el autor|sull'autore|yazar hakkında|об авторе)
(?:网友)?(?:评论|留言|发表评论)(?:.{0,8})
コメント(?:する|を書く|一覧)?
댓글(?:.{0,8})
`)

/** Marks of advertising, alone on their line. */
const ADVERTISING =
  /^[^\p{L}\p{M}\p{N}]*(?:advertise?ment|advertising|sponsored(?: content)?|promoted|ad|ads|إعلان(?:ات)?|اعلان|آگهی|تبلیغات?|ڕیکلام|reklam|реклама|publicité|anzeige|werbung|publicidad|pubblicità|publicidade|advertentie|annons|mainos|reklama|hirdetés|διαφήμιση|广告|広告|광고|פרסומת)[^\p{L}\p{M}\p{N}]*$/iu

function toPattern(lines: string): RegExp {
  return new RegExp(`^[^\\p{L}\\d]*(?:${lines.trim().split('\n').join('|')})(?=$|[^\\p{L}\\p{M}\\p{N}])`, 'iu')
}

export type Phrase = {
  readonly says: 'related' | 'label' | 'call' | 'closing' | 'advertising'
  /** What stands behind it. */
  readonly rest: string
}

const LONGEST = 300

/** What the beginning of a line says, where it is a phrase of furniture. */
export function toPhrase(line: string): Phrase | undefined {
  const text = line.slice(0, LONGEST).replace(/[’ʼ]/g, "'").replace(/İ/g, 'i')
  if (ADVERTISING.test(text)) return { says: 'advertising', rest: '' }
  for (const [says, pattern] of [
    ['closing', CLOSING],
    ['related', RELATED],
    ['call', CALL],
    ['label', LABEL],
  ] as const) {
    const match = pattern.exec(text)
    if (match) return { says, rest: text.slice(match[0].length).replace(/^[^\p{L}\p{N}]+/u, '') }
  }
  return undefined
}

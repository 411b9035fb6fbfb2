/**
 * Words of dates that are said from now: `3 hours ago`, `yesterday at 9:05`, in the languages that dates are read in.
 * One line a language where a table has several; each word as `foldName` leaves it, two-word names joined by `_`.
 * English, German, French, Spanish, Portuguese, Italian, Dutch, Arabic, Persian, Sorani, Kurmanji, Turkish, Russian,
 * Greek, Hungarian, Korean, Chinese and Japanese.
 */
import { foldName } from './names.ts'

/** In milliseconds; of months and years, which are not all as long, in months. */
export type Unit = { readonly milliseconds: number } | { readonly months: number }

const SECOND = 1000
const HOUR = 3_600_000
const DAY = 24 * HOUR

const UNITS: readonly (readonly [Unit, string])[] = [
  [
    { milliseconds: SECOND },
    `s sec secs second seconds sekunde sekunden sek seconde secondes segundo segundos secondo secondi seconden
     ثانية ثواني ثوان ثانيه چرکە چرکه saniye sn seg sanî saniyeyan çirke sekund секунд секунду секунды сек δευτερολεπτο δευτερολεπτα δευτ masodperc masodperccel mp 초 秒 秒钟`,
  ],
  [
    { milliseconds: 60 * SECOND },
    `m min mins minute minutes minuten minuto minutos minuto minuti minuut minuten
     د دقيقة دقائق دقيقه دقیقه دقائق خولەک خوله‌ک دەقە دەقیقە deqe deqîqe xulek dakika dk dq минут минуту минуты мин λεπτο λεπτα λεπ perc perccel 분 分 分钟 分鐘 分間`,
  ],
  [
    { milliseconds: HOUR },
    `h hr hrs hour hours stunde stunden std heure heures hora horas ora ore uur
     س ساعة ساعات ساعه ساعت کاتژمێر سەعات saet saetan saetekê seet seetan katjimêr demjimêr demjimêran saat sa saatten час часа часов ч ωρα ωρες ώρ ora oraval 시간 小时 小時 時間`,
  ],
  [
    { milliseconds: DAY },
    `d day days tag tage tagen jour jours j dia dias giorno giorni gg g dag dagen dgn
     ي يوم أيام يوما ايام روز ڕۆژ رۆژ roj rojan rojekê gün день дня дней дн ημερα ημερες μερα μερες ημ nap nappal 일 天 日`,
  ],
  [
    { milliseconds: 7 * DAY },
    `w wk wks week weeks woche wochen semaine semaines sem wo hf semana semanas settimana settimane sett week weken
     أسبوع أسابيع أسبوعا هفته هەفتە hefte hefteyan hefteyekê hafta неделю недели недель неделя неделе нед εβδομαδα εβδομαδες εβδ het hettel 주 周 週 週間 星期`,
  ],
  [
    { months: 1 },
    `mo mos month months monat monate monaten mois mes meses mese mesi maand maanden
     شهر أشهر شهور شهرا ماه مانگ meh mehan mehekê ay месяц месяца месяцев месяце мес μηνα μηνας μηνες μην honap honappal ho 개월 달 个月 個月 か月 ヶ月`,
  ],
  [
    { months: 12 },
    `y yr yrs year years jahr jahre jahren an ans annee annees ano años anos año anno anni jaar jaren
     سنة سنوات عام أعوام عاما سنين سال ساڵ sal salan salekê yıl sene год года году лет г χρονο χρονια ετος ετη ev evvel 년 年`,
  ],
]

/** Units that say `ago` by themselves behind a figure, as social networks print them; minutes in full are how long reading takes. */
const ALONE = `h hr hrs d w wk wks mo mos y yr yrs m std j sem sa dk ч дн нед мес ημ س ي د`

/** Two of a unit in one word: Arabic's dual. */
const PAIRS: readonly (readonly [Unit, string])[] = [
  [{ milliseconds: SECOND }, 'ثانيتين ثانيتان'],
  [{ milliseconds: 60 * SECOND }, 'دقيقتين دقيقتان'],
  [{ milliseconds: HOUR }, 'ساعتين ساعتان'],
  [{ milliseconds: DAY }, 'يومين يومان'],
  [{ milliseconds: 7 * DAY }, 'أسبوعين أسبوعان'],
  [{ months: 1 }, 'شهرين شهران'],
  [{ months: 12 }, 'سنتين عامين سنتان عامان'],
]

/** What says that it is past. */
const AGO = `ago earlier vor y hace ha atras fa geleden منذ قبل مضت پیش قبل لەمەوبەر لەمەوپێش پێش بەر لەمەوپیش berî berê beriya
  önce evvel назад πριν ezelott 전 前
  last letzte letzten letztes letzter derniere dernier pasada pasado passada passado scorsa scorso vorige vorig afgelopen الماضي
  الماضية گذشته ڕابردوو رابردوو borî geçen прошлая прошлой прошлом прошлый προηγουμενη προηγουμενο περασμενη περασμενο
  mult elmult elozo προηγ 지난`

/** What stands beside the numbers and says nothing; labels that sites put before a date among it. */
const FILLERS = `about around over almost nearly approximately approx less than and at on the of a an il circa etwa ca ungefahr
  rund und um uhr am gegen kl environ et le la les de du depuis moins hace sobre unos unas y e el l os as a alle o cerca de
  om ongeveer en nakon الساعة حوالي نحو في و على تمام تقريبا ساعت در حدود حدودا و از لە کاتژمێر نزیکەی و لە_ئێستا ئێستا
  niha û ji li di seet saet nêzîkî saat yaklaşık yaklasik ve da de te ta в около и на στις απο την τον το περιπου και εδω εδώ kb es
  posted published updated last modified added created publie publiee mis jour veroffentlicht aktualisiert publicado
  publicada actualizado atualizado pubblicato aggiornato نشر النشر تم آخر تحديث منتشر شده انتشار بڵاوکراوەتەوە بڵاوکرایەوە
  weşandin hat hatiye weşandin yayınlanma yayınlandı güncelleme güncellendi tarihi eklenme опубликовано обновлено
  δημοσιευτηκε`

/** Numbers in words, from nought; what is no number of its own but some is three. */
const NUMBERS: readonly string[] = [
  'null',
  `a an one ein eine einer einem einen un une una uno um uma een واحد واحدة احدى یک یه یەک yek bir один одну одна ενα μια εναν egy 한`,
  'two couple zwei deux dos dois duas due twee اثنين اثنتين دو دوو du iki два две δυο ket ketto 두',
  `three few several some einige einigen einiger ein_paar paar quelques plusieurs unos algunos alguns alcuni enkele tres trois drei tre drie
   ثلاث ثلاثة بضع بضعة عدة سه چند سێ چەند sê çend üç birkaç три несколько τρεις τρια μερικα harom nehany 세 몇 数`,
  'four vier quatre cuatro quatro quattro أربع أربعة چهار چوار çar dört четыре τεσσερις τεσσερα negy 네',
  'five funf cinq cinco cinque vijf خمس خمسة پنج پێنج pênc beş пять πεντε ot 다섯',
  'six sechs seis sei zes ست ستة شش شەش şeş altı шесть εξι hat 여섯',
  'seven sieben sept siete sete sette zeven سبع سبعة هفت حەوت heft yedi семь επτα het_ 일곱',
  'eight acht huit ocho oito otto ثماني ثمانية هشت هەشت heşt sekiz восемь οκτω nyolc 여덟',
  'nine neun neuf nueve nove negen تسع تسعة نه نۆ neh dokuz девять εννεα kilenc 아홉',
  'ten zehn dix diez dez dieci tien عشر عشرة ده دە deh on десять δεκα tiz 열',
]

/** Half of what follows. */
const HALF = 'half halben halbe demi demie media meia mezza half نصف نیم نیو nîv yarım yarim полчаса пол μιση fel'

/** Now, give or take: whole lines, without their fillers. */
const NOW: readonly string[] = [
  `now; just now; right now; moments ago; a moment ago; this moment; seconds ago; a few moments ago; few moments ago; this minute`,
  `jetzt; gerade; gerade eben; soeben; eben; vor kurzem; vor wenigen augenblicken; maintenant; a l instant; l instant; a linstant; ahora; ahora mismo; justo ahora; agora; agora mesmo; adesso; ora; proprio ora; poco fa; nu; zojuist`,
  `الآن; الان; قبل قليل; منذ قليل; منذ لحظات; قبل لحظات; قبل ثوان; منذ ثوان; للتو; حالا; اکنون; الان; همین الان; همین حالا; لحظاتی پیش; هم اکنون; دقایقی پیش; لحظه ای پیش`,
  `ئێستا; هەر ئێستا; تازە; ئێستاکە; کەمێک لەمەوبەر; niha; vêga; nuha; hema niha; demek berê; kêliyek berê; şimdi; az önce; biraz önce; demin; şu anda; şu an`,
  `сейчас; только что; τωρα; μολις τωρα; most; epp most; az imént; 방금; 지금; 刚刚; 刚才; 今; たった今`,
]

/** Days by name, how many before today. */
const DAYS: readonly string[] = [
  `today heute aujourd_hui aujourdhui hoy hoje oggi vandaag اليوم امروز ئەمڕۆ ئه‌مرۆ ئەمرۆ îro bugün сегодня σημερα ma 오늘 今天 今日`,
  `yesterday gestern hier ayer ontem ieri gisteren أمس امس الأمس بالأمس البارحة دیروز دوێنێ دوینێ duh dün вчера χθες χτες tegnap 어제 昨天 昨日`,
  `day_before_yesterday vorgestern avant_hier anteayer antier anteontem l_altro_ieri altroieri eergisteren أول_أمس أول_من_أمس پریروز پێرێ pêr evvelsi_gün önceki_gün позавчера προχθες προχτες tegnapelott 그저께 前天 一昨日`,
]

function toWords(text: string): string[] {
  return text.trim().split(/\s+/).map(foldName)
}

function toTable<T>(lines: readonly (readonly [T, string])[]): ReadonlyMap<string, T> {
  return new Map(lines.flatMap(([value, words]) => toWords(words).map((word) => [word, value] as const)))
}

export const UNIT_OF = toTable(UNITS)
export const PAIR_OF = toTable(PAIRS)
export const NUMBER_OF = toTable([...NUMBERS.map((line, number) => [number, line] as const), [0.5, HALF]])
export const DAYS_BEFORE = toTable(DAYS.map((line, days) => [days, line] as const))
export const SHORT: ReadonlySet<string> = new Set(toWords(ALONE))
export const PAST: ReadonlySet<string> = new Set(toWords(AGO))
export const SILENT: ReadonlySet<string> = new Set(toWords(FILLERS))
/** Words of each, joined by blanks. */
export const NOW_LINES: ReadonlySet<string> = new Set(
  NOW.flatMap((line) => line.split(';').map((words) => toWords(words).join(' '))),
)

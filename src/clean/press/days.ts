/** Days as datelines name them. Promises: of a place with a day behind it, what is left is the place. */

import { findPhrases, isPhrase } from '../language/phrases.ts'
import { toPhraseTable } from '../language/table.ts'

const DAYS = toPhraseTable(`
en|news agencies|[{mon/tues/wednes/thurs/fri/satur/sun}day[,] ]{jan[uary]/feb[ruary]/mar[ch]/apr[il]/may/june/july/aug[ust]/sept[ember]/sep/oct[ober]/nov[ember]/dec[ember]/jun/jul}[.] #[st/nd/rd/th][[,] #]
en|news agencies|[{mon/tues/wednes/thurs/fri/satur/sun}day[,] ]#[st/nd/rd/th] {jan[uary]/feb[ruary]/mar[ch]/apr[il]/may/june/july/aug[ust]/sept[ember]/sep/oct[ober]/nov[ember]/dec[ember]/jun/jul}[.][[,] #]
en|news agencies|{mon/tues/wednes/thurs/fri/satur/sun}day
ar|news agencies|[[يوم ]{السبت/الأحد/الاثنين/الإثنين/الثلاثاء/الأربعاء/الخميس/الجمعة} ]# {كانون الثاني/شباط/آذار/نيسان/أيار/حزيران/تموز/آب/أيلول/تشرين الأول/تشرين الثاني/كانون الأول/يناير/فبراير/مارس/أبريل/إبريل/مايو/يونيو/يونيه/يوليو/يوليه/أغسطس/سبتمبر/أكتوبر/نوفمبر/ديسمبر}[ #][م/ م]
ar|news agencies|{يناير/فبراير/مارس/أبريل/إبريل/مايو/يونيو/يوليو/أغسطس/سبتمبر/أكتوبر/نوفمبر/ديسمبر}[ #][م/ م]
ar|news agencies|[يوم ]{السبت/الأحد/الاثنين/الثلاثاء/الأربعاء/الخميس/الجمعة}
ku|news agencies|#['][ê/yê/a/an] {çileya/çile/rêbendan/sibat/reşemî/adar/nîsan/avrêl/gulan/hezîran/pûşper/tîrmeh/temûz/tebax/gelawêj/îlon/rezber/cotmeh/çiriya/mijdar/çirî/kanûn/berfanbar}[ê/a/ya/yê][ {pêşîn/paşîn/yekem/duyem/yekê/duyê}][ #][an/a]
ckb|news agencies|#[ی] {کانوونی {دووەم/یەکەم}/شوبات/ئازار/نیسان/ئایار/حوزەیران/تەمموز/تەموز/ئاب/ئەیلوول/تشرینی {یەکەم/دووەم}}[ی][ #]
tr|news agencies|# {ocak/şubat/mart/nisan/mayıs/haziran/temmuz/ağustos/eylül/ekim/kasım/aralık}[ #][ {pazartesi/salı/çarşamba/perşembe/cuma/cumartesi/pazar}]
tr|news agencies|{pazartesi/salı/çarşamba/perşembe/cuma/cumartesi/pazar}
fa|news agencies|# {ژانویه/فوریه/مارس/آوریل/مه/ژوئن/ژوئیه/اوت/سپتامبر/اکتبر/نوامبر/دسامبر/فروردین/اردیبهشت/خرداد/تیر/مرداد/شهریور/مهر/آبان/آذر/دی/بهمن/اسفند}[ ماه][ #]
de|news agencies|#. {januar/februar/märz/april/mai/juni/juli/august/september/oktober/november/dezember}[ #]
fr|news agencies|#[er] {janvier/février/mars/avril/mai/juin/juillet/août/septembre/octobre/novembre/décembre}[ #]
en|every language|#{./-}#{./-}#
`)

/** A year, or a day of a date that its comma parted. */
const NUMBER = /^\p{Nd}{1,4}$/u

export function isDay(part: string): boolean {
  return NUMBER.test(part) || isPhrase(DAYS, part, '.')
}

/** A place without the day behind it: `القامشلي 4 حزيران 2015`. */
export function withoutDay(part: string): string {
  if (!/\p{Nd}|\s/u.test(part)) return part
  for (const { at, end } of findPhrases(DAYS, part)) {
    if (at > 0 && end === part.length) return part.slice(0, at).trim()
  }
  return part
}

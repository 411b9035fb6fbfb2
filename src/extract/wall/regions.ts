/** What pages say that are shown in some countries only. Written as challenges.ts. */
import { toPhraseTable } from '../../clean/language/table.ts'

/** All of a title, but for the site's name. */
export const REGION_TITLES = toPhraseTable(`
en|servers|[error ][451][ /: /- ]2unavailable {due to/for} legal reasons
en|sites|[{content/video/article/site} ]{not/un}[ ]available in your {country/region/location}
ar|sites|{غير متاح/غير متوفر} في {بلدك/منطقتك}
ku|sites|li welatê te tune
tr|sites|{bölgenizde/ülkenizde} {kullanılamıyor/mevcut değil}
fa|sites|در {کشور/منطقه} شما {در دسترس/موجود} نیست
de|sites|{in ihrem land/in deinem land/in ihrer region} nicht verfügbar
fr|sites|{indisponible/non disponible} dans votre {pays/région}
es|sites|no disponible en {su/tu} {país/región}
`)

/** Anywhere in a line. */
export const REGION_LINES = toPhraseTable(`
en|sites|{not/isn't/no longer/un}[ ][currently ]{available/accessible} in your {country/region/location/area}
en|sites|{not/isn't/un}[ ][currently ]available {to/for/in} {users/visitors/readers/people} {in/from/outside}~
en|publishers|access this website from a country~60european economic area
en|publishers|{unavailable in/not available in} most european countries
en|publishers|{access/site/website/content}~40{in the eu/in the european union/in europe}~30{gdpr/data protection}~
en|sites|{blocked/restricted}~20in your {country/region}
ar|sites|{غير متاح/غير متوفر}_1 ~15في {بلدك/منطقتك/دولتك}
ku|sites|li {welatê/herêma} te {tune/nayê}~
ckb|sites|لە {وڵاتەکەت/ناوچەکەت} بەردەست نییە
tr|sites|{bölgenizde/ülkenizde/bulunduğunuz bölgede/bulunduğunuz ülkede} ~20{kullanılamıyor/kullanılamaz/mevcut değil/erişilemiyor/erişilemez}
fa|sites|در {کشور/منطقه} شما ~10{در دسترس/موجود} نیست
de|sites|in {ihrem land/deinem land/ihrer region/deiner region} ~10{nicht verfügbar/nicht abrufbar/gesperrt}
fr|sites|{pas/plus/non/in} disponible ~10dans votre {pays/région}
fr|sites|indisponible ~10dans votre {pays/région}
es|sites|no ~10disponible en {su/tu} {país/región/ubicación}
nl|sites|niet beschikbaar in {uw/jouw/je} {land/regio}
sv|sites|inte tillgänglig_1 i ditt land
it|sites|non ~10disponibile nel {tuo/suo} paese
ru|sites|недоступ_3 в вашей стране
`)

/**
 * News agencies by their names. Promises: one that a publication does not call its own counts only where a dateline or a
 * credit would have it; it never makes a text an agency's.
 */

import type { Channel } from '../../model/model.ts'
import { toLetters } from '../language/fold.ts'
import { findPhrases } from '../language/phrases.ts'
import { EXCLUSIVE } from './labels.ts'
import { toPlainSigns } from './signs.ts'

/** What ARA News calls itself in its editions. */
const ENGLISH = 'ARA News'
const OWN: ReadonlyMap<string, string> = new Map(
  `ARA News;ARA News Agency;ARA News Network;آرا نيوز;وكالة آرا نيوز;شبكة آرا نيوز;وكالة أنباء آرا نيوز;ئارا نیوز
  ئاژانسی ئارا نیوز;Ajansa ARA News;Ajansa Nûçeyan a ARA News;ARA Nûçe;ARA News Ajansı;ARA Haber Ajansı`
    .split(/[;\n]\s*/)
    .map((name) => [toLetters(name), name]),
)

/** Others of the region and of the world, in every edition's letters. */
const OTHERS: ReadonlySet<string> = new Set(
  `AFP;Agence France-Presse;AP;Associated Press;The Associated Press;Reuters;Thomson Reuters;dpa;EFE;EPA;ANSA;UPI;Xinhua;
  TASS;MNA;Rudaw Digital;Rudaw English;Interfax;Sputnik;RIA Novosti;RT;BBC;CNN;VOA;RFE/RL;Bloomberg;Al Jazeera;Al Arabiya;Al-Monitor;KNA;epd;ATS;APA;SDA
  AA;Anadolu;Anadolu Agency;Anadolu Ajansı;DHA;Doğan Haber Ajansı;Demirören Haber Ajansı;İHA;İhlas Haber Ajansı;CHA
  Cihan;DİHA;Dicle Haber Ajansı;MA;Mezopotamya Ajansı;Mezopotamya;Mesopotamia Agency;JINHA;JİNHA;JinNews;Jin News;ETHA;BİA;Bianet
  ANF;ANF News;Firat News Agency;Fırat Haber Ajansı;ANHA;Hawar News;Hawar News Agency;Hawar;Ajansa Nûçeyan a Hawarê
  Ajansa Hawar;Rudaw;Rûdaw;Kurdistan 24;Kurdistan24;K24;Basnews;BasNews;NRT;NRT TV;Kurdpress;KNN;Peyamner;PUKmedia;Shafaq News
  Shafaaq News;Roj News;RojNews;Kurdsat;Xendan;Waar;Gulan;North Press;North Press Agency;SANA;NINA;INA;Al-Sumaria
  Alsumaria;Alsumaria News;Sumaria News;Al-Mada;IRNA;ISNA;Mehr;Mehr News;Mehr News Agency;Tasnim;Fars;Fars News;Kurdpa
  Petra;NNA;WAFA;KUNA;SPA;MENA;QNA;WAM;Syria Direct;SOHR;Enab Baladi;Qasioun;STEP;Orient
  أ ف ب;أ.ف.ب;ا ف ب;فرانس برس;وكالة فرانس برس;الفرنسية;الوكالة الفرنسية;رويترز;وكالة رويترز;أ ب;أسوشيتد برس;أسوشييتد برس
  د ب أ;الألمانية;الأناضول;وكالة الأناضول;سانا;وكالة سانا;السومرية;السومرية نيوز;شفق نيوز;باسنيوز;رووداو;رووداو ديجيتال;روداو;كردستان 24
  كوردستان 24;هاوار;وكالة هاوار;وكالة أنباء هاوار;فرات نيوز;وكالة فرات;المدى;المدى برس;نينا;واع;سبوتنيك;شينخوا;تاس;الجزيرة
  الجزيرة نت;العربية;العربية نت;إرنا;مهر;تسنيم;فارس;بترا;وفا;كونا;واس;قنا;وام;وكالات;الوكالات;وكالات أنباء;نورث برس;عنب بلدي
  ئاژانسەکان;ڕووداو;رووداو;کوردستان ٢٤;باسنیوز;ئێن ئاڕ تی;پەیامنێر;خەندان;فورات نیوز;ئەی ئێن ئێف;هاوار نیوز
  ئاژانسی هاوار;ئاژانسی ئەنادۆڵ;فرانس پرێس;ڕۆیتەرز;ئەسۆشیەیتد پرێس;وێستگە;سبەی;کوردپرێس
  ایرنا;ایسنا;مهر;تسنیم;فارس;ایلنا;کردپرس;رویترز;آسوشیتدپرس;خبرگزاری فرانسه;آناتولی;خبرگزاری آناتولی
  خبرگزاری ایرنا;خبرگزاری ایسنا;خبرگزاری مهر;خبرگزاری تسنیم;خبرگزاری فارس;خبرگزاری رویترز;خبرگزاری‌ها
  Agencies;News agencies;Agences;Agenturen;Ajanslar;Ajans;Haber Ajansları;Ajans`
    .split(/[;\n]\s*/)
    .map(toLetters),
)

/**
 * The agency that a line names, if it names nothing else: the channel's own in whatever letters
 * (`ARA NEWS`) comes out as the channel writes it, its names in other scripts as they stand.
 */
export function toAgency(line: string, channel: Pick<Channel, 'agency'>): string | undefined {
  // `© ARA News` is a picture's.
  if (line.length > 100 || line.includes('©')) return undefined
  const bare = withoutEnds(line)
  if (bare === '' || bare.length > 60) return undefined
  const letters = toLetters(bare)
  if (channel.agency !== undefined && letters === toLetters(channel.agency)) return channel.agency
  const own = OWN.get(letters)
  return own === ENGLISH ? own : own && bare
}

/** Agencies that a line names, if it names nothing else: `(DHA)`, `AFP, Reuters`, `رويترز`. */
export function toNewsAgencies(line: string): string | undefined {
  if (line.length > 60) return undefined
  const bare = withoutEnds(line)
  const names = OTHERS.has(toLetters(bare))
    ? [bare]
    : bare.split(/[,،/|&+–-]|\s(?:and|und|et|û|ve|و)\s|\sو(?=\p{L}{3})/u)
  return bare !== '' && names.every((name) => OTHERS.has(toLetters(name))) ? bare : undefined
}

/** `خاص – آرا نيوز`, `Exclusive to ARA News`, `ARA News / ÖZEL`. @param hasOthers whether other agencies count */
export function toExclusive(line: string, channel: Pick<Channel, 'agency'>, hasOthers = false): string | undefined {
  if (line.length > 60) return undefined
  for (const { at, end } of findPhrases(EXCLUSIVE, line)) {
    const sides = [line.slice(0, at), line.slice(end)].filter((side) => withoutEnds(side) !== '')
    const side = sides.length === 1 ? (sides[0]?.replace(/^[\sـ]+/, '') ?? '') : ''
    const agency = toAgency(side, channel) ?? (hasOthers ? toNewsAgencies(side) : undefined)
    if (agency) return agency
  }
  return undefined
}

function withoutEnds(line: string): string {
  return toPlainSigns(line).replace(/^[\s([|/:,،–—-]+|[\s)\]|/:.,،–—-]+$/g, '')
}

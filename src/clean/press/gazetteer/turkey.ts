/** Places of Turkey, as src/clean/press/gazetteer.ts says. */
export const TURKEY = `
*turkey|Turkey|39.0|35.2|Türkiye;Turkiye;Tirkiye;تركيا;تورکیا;ترکیه;Turquie;Türkei;تركية;تورکیە;Tirkîye;Tirkiyê
diyarbakir|Diyarbakir|37.9144|40.2306|Diyarbakır;Amed;Amida;ديار بكر;دياربكر;آمد;ئامەد;دیاربەکر;Diyarbekir;Diyarbekr;Amedê;ديار بكر (آمد);امد;آمەد;ئامەدی باکووری کوردستان
mardin|Mardin|37.3212|40.7245|Mêrdîn;Merdin;ماردين;مێردین;Mêrdînê;Mardîn;ماردین;مەردین
nusaybin|Nusaybin|37.0706|41.2153|Nisêbîn;Nisebin;Nusaybîn;Nsibin;نصيبين;نسێبین;نوسەیبین;Nisêbînê;Nisibin;Nusaibin;نصیبین
sanliurfa|Sanliurfa|37.1591|38.7969|Şanlıurfa;Urfa;Riha;Ruha;Edessa;أورفا;اورفا;شانلي أورفا;ڕوها;ئورفا;Şanliurfa;Sanli Urfa;Rihayê;Ourfa;Şanlı Urfa;Reha;شانلي اورفة;ڕها
suruc|Suruc|36.9761|38.4239|Suruç;Pirsûs;Pirsus;Suruj;سروج;پرسوس;Sürüç;Pirsusê;Suruch;Suroudj;سروج التركية
gaziantep|Gaziantep|37.0662|37.3833|Antep;Dîlok;Entab;Aintab;Ayntab;غازي عنتاب;عنتاب;غازی عەنتاب;Ghazi Antep;Gazi Antep;Antab;Dîlokê;Gazientab;عينتاب;غازي عينتاب;دیلۆک
kilis|Kilis|36.7184|37.1212|Kilîs;كلس;کلس
akcakale|Akcakale|36.7106|38.9486|Akçakale;أقجة قلعة;آقچه قلعه
sirnak|Sirnak|37.5164|42.4611|Şırnak;Şirnex;Shirnak;Şirnak;شرناق;شرنخ;شرناخ;Şırnax;Şirnax;Şirnexê;Sirnex;Chirnak;شيرناخ;شرناق التركية;شەرنەخ
cizre|Cizre|37.3256|42.1900|Cizîr;Cizira Botan;Cizîra Botan;Jazira;Jizre;جزرة;الجزيرة;جزيرة ابن عمر;جزیرە;Cizira;Cizîrê;Djizré;Jazira Botan;جزير;جزیری بۆتان;جزيرة بوتان
silopi|Silopi|37.2486|42.4703|Silopî;Silopiya;سيلوبي;سلۆپی
hakkari|Hakkari|37.5744|43.7408|Colemêrg;Culemerg;Hakkâri;حكاري;هكاري;جۆلەمێرگ;هەکاری;Hekarî;Hakkarî;Hakari;Colemerg;Çolemerg;جولميرك
yuksekova|Yuksekova|37.5736|44.2872|Yüksekova;Gever;يوكسيكوفا;گەڤەر;Geverê;Yuksekova district;گەوەر
batman|Batman|37.8812|41.1351|Êlih;Elih;باتمان;ئێلح
siirt|Siirt|37.9333|41.9500|Sêrt;Sêrtê;سيرت;سێرت
van|Van|38.5012|43.3730|Wan;فان;وان
bingol|Bingol|38.8854|40.4980|Bingöl;Çewlîg;Cewlig;بينغول;چەولیگ
tunceli|Tunceli|39.1081|39.5483|Dersim;Dêrsim;ديرسم;درسيم;دێرسیم
mus|Mus|38.7432|41.5064|Muş;Mûş;موش
agri|Agri|39.7191|43.0503|Ağrı;Agirî;Qerekose;أغري;ئاگری
antakya|Antakya|36.2021|36.1600|Antioch;Hatay;Entakya;أنطاكيا;هاتاي
reyhanli|Reyhanli|36.2683|36.5672|Reyhanlı;الريحانية;Rihaniya
istanbul|Istanbul|41.0082|28.9784|İstanbul;Stenbol;Stembol;إسطنبول;اسطنبول;استنبول;ئیستەنبووڵ;ئەستەمبۆڵ;Stenbolê;Stanbul;Stembolê;Constantinople;Istamboul;استانبول;ئەستەنبوڵ;ئەستەنبووڵ;ئیستانبوڵ
ankara|Ankara|39.9334|32.8597|Enqere;أنقرة;انقرة;ئەنقەرە;ئەنکەرە;Enkere;Enqerê;آنكارا;آنکارا;ئانکارا;ئەنقەره
izmir|Izmir|38.4237|27.1428|İzmir;Îzmîr;إزمير;ئیزمیر;Smyrna;Izmîr;ازمير
adana|Adana|37.0000|35.3213|Edene;أضنة;ئەدەنە
incirlik|Incirlik|37.0011|35.4258|İncirlik;إنجرليك;انجرليك;ئینجرلیک
*bakur|Bakur|38.2|41.5|Bakurê Kurdistanê;Northern Kurdistan;North Kurdistan;Turkish Kurdistan;Kuzey Kürdistan;Kurdistan turc;كردستان تركيا;شمال كردستان;باكور;باکوور;باکووری کوردستان
adiyaman|Adiyaman|37.7648|38.2786|Adıyaman;Semsûr;Semsur;أديامان;سەمسوور
elazig|Elazig|38.6810|39.2264|Elazığ;Xarpêt;Xarpet;Elazîz;إلازغ;خارپێت
malatya|Malatya|38.3552|38.3095|Meletî;Meletî;Malatia;ملاطية;مەلەتی
kahramanmaras|Kahramanmaras|37.5858|36.9371|Kahramanmaraş;Maraş;Gurgum;Mereş;مرعش;مەرعەش
igdir|Igdir|39.9237|44.0450|Iğdır;Îdir;Idir;إغدير;ئیدر
kars|Kars|40.6013|43.0975|Qers;قارص;قەرس
ardahan|Ardahan|41.1105|42.7022|Erdexan;أردهان
erzurum|Erzurum|39.9043|41.2679|Erzirom;Erzerom;Erzîrom;أرضروم;ئەرزەڕۆم
erzincan|Erzincan|39.7500|39.5000|Erzingan;أرزنجان
sivas|Sivas|39.7477|37.0179|Sêwas;سيواس
bitlis|Bitlis|38.4006|42.1095|Bedlîs;Bidlîs;Bedlis;بدليس;بەدلیس
konya|Konya|37.8746|32.4932|Qonya;قونية;قۆنیا
mersin|Mersin|36.8121|34.6415|Mêrsîn;İçel;مرسين;مێرسین
osmaniye|Osmaniye|37.0742|36.2478|عثمانية
antalya|Antalya|36.8969|30.7133|Entalya;أنطاليا;ئەنتالیا
bursa|Bursa|40.1885|29.0610|بورصة
kocaeli|Kocaeli|40.7654|29.9408|İzmit;Izmit
sakarya|Sakarya|40.7569|30.3781|Adapazarı
eskisehir|Eskisehir|39.7667|30.5256|Eskişehir;إسكي شهير
kayseri|Kayseri|38.7205|35.4826|Qeyserî;قيصري
samsun|Samsun|41.2867|36.3300|سامسون
trabzon|Trabzon|41.0027|39.7168|Trebizond;طرابزون
rize|Rize|41.0201|40.5234|ريزا
tekirdag|Tekirdag|40.9781|27.5117|Tekirdağ
edirne|Edirne|41.6771|26.5557|Edrine;أدرنة
mugla|Mugla|37.2153|28.3636|Muğla
manisa|Manisa|38.6191|27.4289|مانيسا
aydin|Aydin|37.8480|27.8457|Aydın
denizli|Denizli|37.7830|29.0963|دنيزلي
balikesir|Balikesir|39.6484|27.8826|Balıkesir
canakkale|Canakkale|40.1553|26.4142|Çanakkale
corum|Corum|40.5506|34.9556|Çorum
tokat|Tokat|40.3139|36.5544|توقات
bodrum|Bodrum|37.0344|27.4305|بودروم
lice|Lice|38.4549|40.6503|Licê;ليجة;لجێ
silvan|Silvan|38.1350|41.0070|Farqîn;Ferqîn;Miyafarqîn;سيلفان;فارقین
bismil|Bismil|37.8486|40.6622|بسمل
cinar|Cinar|37.7250|40.4158|Çınar;Xana Axpar;Xana Akpar
ergani|Ergani|38.2650|39.7589|Erxenî;Erxanî
kulp|Kulp|38.5025|41.0111|Pasûr;Pasur
hani|Hani|38.4089|40.3908|Hênê;Hene
dicle|Dicle|38.3617|40.0764|Pîran
sur|Sur|37.9117|40.2378|Sûr;Sûr district;Sur ilçesi;سور;صور آمد
kiziltepe|Kiziltepe|37.1939|40.5861|Kızıltepe;Qoser;قزل تبه;قۆسەر
derik-mardin|Derik (Mardin)|37.3636|40.2703|Dêrika Çiyayê Mazî;Derik, Mardin
midyat|Midyat|37.4192|41.3392|Midyad;مديات
dargecit|Dargecit|37.5461|41.7175|Dargeçit;Kerboran
savur|Savur|37.5372|40.8906|Stewr
ceylanpinar|Ceylanpinar|36.8464|40.0472|Ceylanpınar;Serêkaniyê (Bakur);جيلان بينار
birecik|Birecik|37.0250|37.9769|Bêrecûg
viransehir|Viransehir|37.2353|39.7628|Viranşehir;Wêranşar;ويران شهير;وێرانشار
siverek|Siverek|37.7550|39.3167|Sêwreg;Siwereg;سيفيريك;سێوەرەگ
halfeti|Halfeti|37.2500|37.8667|Xelfetî
idil|Idil|37.3408|41.8894|İdil;Hezex;Hezax;هەزەخ
uludere|Uludere|37.4472|42.8522|Qilaban;Roboski;Roboskî;روبوسكي;ڕۆبۆسکی
beytussebap|Beytussebap|37.5694|43.1683|Beytüşşebap;Elkê
cukurca|Cukurca|37.2472|43.6133|Çukurca;Çelê
semdinli|Semdinli|37.3056|44.5706|Şemdinli;Şemzînan;شمدينلي;شەمزینان
baskale|Baskale|38.0450|44.0150|Başkale;Elbak
ercis|Ercis|39.0306|43.3597|Erciş;Erdîş
muradiye|Muradiye|38.9908|43.7664|Bêgirî
ozalp|Ozalp|38.6561|43.9900|Özalp;Qelqelî
dogubayazit|Dogubayazit|39.5483|44.0833|Doğubayazıt;Bazîd;Bazid;Bajarê Bazîdê;بازید
varto|Varto|39.1714|41.4528|Gimgim
bulanik|Bulanik|39.0883|42.2667|Bulanık;Kop
malazgirt|Malazgirt|39.1450|42.5389|Kela;Melazgir;Milazgir
tatvan|Tatvan|38.5031|42.2817|Tetwan
hizan|Hizan|38.2256|42.4286|Xîzan
eruh|Eruh|37.7489|42.1819|Dih
kurtalan|Kurtalan|37.9269|41.7022|Misirc
hasankeyf|Hasankeyf|37.7142|41.4139|Heskîf;Heskif;حصن كيفا;حەسکێف
pulumur|Pulumur|39.4858|39.8958|Pülümür;Pilemorî
afsin|Afsin|38.2472|36.9136|Afşin
elbistan|Elbistan|38.2050|37.1983|البستان
pazarcik|Pazarcik|37.4878|37.2914|Pazarcık;Bazarcix
iskenderun|Iskenderun|36.5872|36.1736|İskenderun;Alexandretta;Îskenderûn;إسكندرون
karkamis|Karkamis|36.8311|38.0150|Karkamış;Qerqamîş;كركميش
islahiye|Islahiye|37.0233|36.6325|İslahiye;إصلاحية
imrali|Imrali|40.5400|28.5400|İmralı;Îmralî;Girava Îmraliyê;إمرالي;ئیمراڵی
northern-cyprus|Nicosia|35.1856|33.3823|Lefkoşa;Lefkosia;Nicosie;نيقوسيا
`

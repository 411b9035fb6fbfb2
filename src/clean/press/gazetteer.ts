/**
 * The places the agency files from and writes of: slug, name, latitude, longitude, then every other
 * spelling (English variants, Kurdish in both scripts, Arabic, Turkish), separated by `;`.
 * A `*` before the slug marks a country or a region, which alone is a weak dateline.
 */
export const GAZETTEER = `
*syria|Syria|35.0|38.5|Sûriye;Suriye;سوريا;سورية;سوریا;سووریا;Syrian Arab Republic
*iraq|Iraq|33.2|43.7|Îraq;Iraq;Irak;العراق;عێراق;عراق
*turkey|Turkey|39.0|35.2|Türkiye;Turkiye;Tirkiye;تركيا;تورکیا;ترکیه
*iran|Iran|32.4|53.7|Îran;İran;إيران;ایران;ئێران;ئیران
*lebanon|Lebanon|33.9|35.9|Libnan;Lubnan;Lübnan;لبنان;لوبنان
*jordan|Jordan|31.2|36.5|Urdun;Ürdün;الأردن;ئوردن;ئوردون
*israel|Israel|31.4|35.0|Îsraîl;İsrail;إسرائيل;ئیسرائیل;ئیسرائیل
*egypt|Egypt|26.8|30.8|Misir;Mısır;مصر;میسر
*saudi-arabia|Saudi Arabia|24.0|45.0|Erebistana Siûdî;Suudi Arabistan;السعودية;سعودیە;Saudi
*qatar|Qatar|25.3|51.2|Qeter;Katar;قطر;قەتەر
*russia|Russia|61.5|99.0|Rûsya;Rusya;روسيا;ڕووسیا;رووسیا;Russian Federation
*germany|Germany|51.1|10.4|Almanya;Elmanya;ألمانيا;ئەڵمانیا;المانیا
*france|France|46.6|2.5|Fransa;فرنسا;فەڕەنسا;فەرەنسا
*united-states|United States|39.8|-98.6|USA;US;U.S.;United States of America;Amerîka;DYA;ABD;الولايات المتحدة;أمريكا;أميركا;ئەمریکا;ئەمەریکا
*united-kingdom|United Kingdom|54.0|-2.5|UK;U.K.;Britain;Great Britain;England;Brîtanya;İngiltere;بريطانيا;بەریتانیا
*austria|Austria|47.6|14.1|Awistirya;Nemsa;Avusturya;النمسا;نەمسا
*belgium|Belgium|50.6|4.7|Belçîka;Belçika;بلجيكا;بەلجیکا
*sweden|Sweden|62.0|15.0|Swêd;İsveç;السويد;سوید
*switzerland|Switzerland|46.8|8.2|Swîsre;İsviçre;سويسرا;سویسرا
*greece|Greece|39.0|22.0|Yewnanistan;Yunanistan;اليونان;یۆنان
*kurdistan-region|Kurdistan Region|36.4|44.4|Kurdistan Region of Iraq;Iraqi Kurdistan;Iraqi Kurdistan Region;KRG;KRI;Başûrê Kurdistanê;Herêma Kurdistanê;Kurdistan;إقليم كردستان;كردستان العراق;كوردستان;إقليم كوردستان;هەرێمی کوردستان;باشووری کوردستان;کوردستان
*rojava|Rojava|36.7|40.2|Syrian Kurdistan;Rojavayê Kurdistanê;Western Kurdistan;West Kurdistan;روجافا;روج آفا;ڕۆژاڤا;رۆژاڤا;غربي كردستان;Syria's Kurdish region
*northern-syria|Northern Syria|36.5|38.5|North Syria;North Syria;Northern Syria Region;شمال سوريا;شمالي سوريا;Bakurê Sûriyê
*northern-iraq|Northern Iraq|36.4|43.4|North Iraq;شمال العراق;شمالي العراق
qamishli|Qamishli|37.0511|41.2269|Qamishlo;Al-Qamishli;Qamişlo;Kamışlı;Kamishli;Kamishly;Qamishly;Kameshli;Qamislo;Qamishlu;Qamişlû;القامشلي;قامشلي;قامشلو;القامشلو;قامیشلۆ;قامشلۆ;قامیشلی
kobane|Kobane|36.8911|38.3536|Kobani;Kobanê;Kobanî;Kobanî;Ayn al-Arab;Ain al-Arab;Ayn al Arab;Ayn el-Arab;Ayn el Arap;Ain Al-Arab;Kubani;Kobanie;كوباني;كوبانى;كوبانيه;عين العرب;كوباني عين العرب;کۆبانی;کۆبانێ;كۆبانی
hasakah|Hasakah|36.5024|40.7477|Al-Hasakah;Hassake;Hasaka;Hassakeh;Hasakeh;Hassaka;Hasekê;Heseke;Hesekê;Haseke;Hesîçe;Hasaka city;Al-Hasakeh;الحسكة;حسكة;حەسەکە;حەسەکێ;حەسیچە
afrin|Afrin|36.5119|36.8694|Efrîn;Efrin;Afreen;Ifrin;عفرين;عەفرین
ras-al-ayn|Ras al-Ayn|36.8500|40.0706|Serê Kaniyê;Serekaniye;Sere Kaniye;Sari Kani;Serêkaniyê;Serekani;Ras al-Ain;Ras al Ain;Resulayn;رأس العين;سري كانيه;سەرێ کانیێ;سەرێکانی
tell-abyad|Tell Abyad|36.6978|38.9567|Tal Abyad;Tel Abyad;Girê Spî;Gire Spi;Tall Abyad;Tel Abyat;Akçakale karşısı;تل أبيض;كري سبي;گرێ سپی
amuda|Amuda|37.1042|40.9300|Amude;Amûdê;Amuda city;Amouda;عامودا;عاموده;عامودێ;عامودا
derik|Derik|37.1753|42.1411|Dêrik;Al-Malikiyah;Malikiyah;Al-Malikiya;Malikiya;Dayrik;Dêrika Hemko;المالكية;ديريك;دێریک
darbasiyah|Darbasiyah|37.0728|40.6525|Dirbêsiyê;Dirbesiye;Al-Darbasiyah;Darbasiya;Derbasiye;Ad-Darbasiyah;الدرباسية;دربيسيه;دربێسیێ
rumelan|Rumelan|36.9797|42.0439|Rimêlan;Rmeilan;Rumaylan;Remelan;رميلان;ڕمێلان
jazaa|Jazaa|36.82|42.05|Jaz'a;Cezaa;Tal Jazaa;جزعة
tel-tamer|Tel Tamer|36.6564|40.3711|Tell Tamer;Tal Tamer;Tal Tamr;Til Temir;Tell Tamir;Girê Xurma;تل تمر;تل تامر
tel-hamis|Tel Hamis|36.8028|41.4950|Tell Hamis;Tal Hamis;Til Hemîs;Tel Hamees;تل حميس;تل حمیس
tel-brak|Tel Brak|36.6664|41.0575|Tell Brak;Tal Brak;Til Birak;تل براك
al-yaarubiyah|Al-Yaarubiyah|36.8111|42.0656|Yaarubiyah;Yarubiyah;Til Koçer;Tel Kocher;Tel Kochar;Til Kocer;اليعربية;تل كوجر
al-qahtaniyah|Al-Qahtaniyah|37.0342|41.5183|Tirbespî;Tirbespiye;Tirbe Spî;Terbespi;Qahtaniyah;القحطانية;تربه سبيه;تربسبي
al-hawl|Al-Hawl|36.3906|41.1496|Al-Hol;Hol;Hawl;al-Houl;Al-Hole;الهول;هۆل
al-shaddadi|Al-Shaddadi|36.0600|40.7300|Shaddadi;Shaddadah;Al-Shaddadah;Şedadê;Shadadi;الشدادي;الشدادة
jarabulus|Jarabulus|36.8175|38.0111|Jarablus;Cerablus;Cerabulus;جرابلس;جەرابلوس
manbij|Manbij|36.5281|37.9553|Minbic;Menbij;Munbij;Membij;Minbij;Menbiç;منبج;مەنبیج
al-bab|Al-Bab|36.3706|37.5156|El Bab;El-Bab;Bab;الباب;باب
azaz|Azaz|36.5861|37.0442|A'zaz;Ezaz;Izaz;أعزاز;اعزاز;عەزاز
aleppo|Aleppo|36.2021|37.1343|Halab;Heleb;Halep;حلب;حەلەب
sarrin|Sarrin|36.6050|38.3050|Sirrin;Sirîn;Sarin;صرين
ain-issa|Ain Issa|36.3850|38.8597|Ayn Issa;Ain Isa;Eyn Îsa;Ayn Isa;عين عيسى;عەین عیسا
raqqa|Raqqa|35.9500|39.0100|Raqqah;Al-Raqqa;Ar-Raqqah;Rakka;Reqa;Reqqa;ar-Raqqa;الرقة;رقة;ڕەققە;رەقە;رەققا
tabqa|Tabqa|35.8367|38.5481|Al-Tabqa;Tabqah;Al-Thawrah;Tebqa;الطبقة;تەبقە
deir-ez-zor|Deir ez-Zor|35.3333|40.1500|Deir ez-Zour;Deir Ezzor;Deir al-Zor;Deir al-Zour;Dayr az-Zawr;Der Zor;Dêrazor;Dêra Zorê;Deyrizor;Deir Ez Zor;Deir-ez-Zor;Deir ezzour;دير الزور;دێرەزوور;دێرەزور
al-mayadin|Al-Mayadin|35.0214|40.4514|Mayadin;Mayadeen;Al-Mayadeen;الميادين
abu-kamal|Abu Kamal|34.4506|40.9186|Al-Bukamal;Albu Kamal;Al-Boukamal;Bukamal;البوكمال;أبو كمال
damascus|Damascus|33.5138|36.2765|Dimashq;Şam;Dîmeşq;Sham;دمشق;دیمەشق;Damas
homs|Homs|34.7308|36.7094|Hims;Humus;Hums;حمص;حومس
hama|Hama|35.1318|36.7578|Hamah;Hema;حماة;حماه;حەما
idlib|Idlib|35.9306|36.6339|Idleb;Edlib;İdlib;Îdlib;إدلب;ادلب;ئیدلیب;Idlib province
jisr-ash-shughur|Jisr ash-Shughur|35.8125|36.3175|Jisr al-Shughour;Jisr al-Shughur;Jisr ash-Shugur;Jisr al-Shoughour;Cisr eş-Şuğur;جسر الشغور
ariha|Ariha|35.8139|36.6094|Areeha;Eriha;أريحا
latakia|Latakia|35.5317|35.7908|Lattakia;Laodicea;Lazkiye;Al-Ladhiqiyah;Laziqiye;اللاذقية;لازقیە
tartus|Tartus|34.8890|35.8866|Tartous;Tartûs;طرطوس;تەرتوس
daraa|Daraa|32.6189|36.1021|Dara;Deraa;Der'a;Dera;درعا;دەرعا
suwayda|Suwayda|32.7090|36.5694|As-Suwayda;Sweida;Suweida;Al-Suwayda;السويداء;سوەیدا
palmyra|Palmyra|34.5600|38.2672|Tadmur;Tadmor;Tedmur;تدمر;تەدمور
douma|Douma|33.5722|36.4019|Duma;دوما
ghouta|Ghouta|33.51|36.40|Eastern Ghouta;East Ghouta;Ghuta;الغوطة;الغوطة الشرقية
yarmouk|Yarmouk|33.4742|36.3042|Yarmouk Camp;Yarmuk;اليرموك;مخيم اليرموك
quneitra|Quneitra|33.1258|35.8239|Al-Quneitra;Qunaitra;القنيطرة
marea|Marea|36.4753|37.1953|Mare;Mare';مارع
tell-rifaat|Tell Rifaat|36.4731|37.0972|Tal Rifaat;Tel Rifat;Arfad;تل رفعت;Tel Rifaat
erbil|Erbil|36.1911|44.0092|Irbil;Arbil;Hewlêr;Hewler;Hawler;Howler;Arbela;أربيل;اربيل;هەولێر;هولير;هه‌ولێر
sulaymaniyah|Sulaymaniyah|35.5570|45.4351|Sulaimani;Slemani;Silêmanî;Sulaymani;Sulaimaniyah;Sulaimaniya;Süleymaniye;As-Sulaymaniyah;Suleimaniya;Slêmanî;Silemani;السليمانية;سلێمانی;سلیمانی
duhok|Duhok|36.8669|42.9503|Dohuk;Dihok;Dahuk;Dehok;دهوك;دۆهۆک;دهۆک
zakho|Zakho|37.1436|42.6819|Zaxo;Zaho;Zakhu;زاخو;زاخۆ
kirkuk|Kirkuk|35.4681|44.3922|Kerkûk;Kerkuk;Karkuk;كركوك;کەرکووک;کەرکوک
halabja|Halabja|35.1778|45.9861|Helebce;Halabjah;Halepçe;حلبجة;هەڵەبجە
mosul|Mosul|36.3350|43.1189|Mûsil;Musul;Al-Mawsil;Mawsil;Mosil;الموصل;موصل;مووسڵ;موسڵ;مووسل
sinjar|Sinjar|36.3208|41.8764|Shingal;Şengal;Shengal;Sengal;Sincar;Shangal;Singal;سنجار;شنكال;شەنگال;شنگال;شەنگار
sinjar-mountain|Mount Sinjar|36.3700|41.7200|Sinjar Mountain;Shingal Mountain;Çiyayê Şengalê;جبل سنجار;جبل شنكال
tal-afar|Tal Afar|36.3761|42.4486|Tel Afar;Tall Afar;Telafer;Tilefer;تلعفر;تل عفر;تەلەعفەر
bashiqa|Bashiqa|36.4536|43.3419|Ba'shiqah;Başîqa;Baashiqa;بعشيقة;بەعشیقە
makhmur|Makhmur|35.7756|43.5794|Makhmour;Mexmûr;Mahmur;مخمور;مەخموور
tikrit|Tikrit|34.6071|43.6782|Tikrît;Tekrit;تكريت;تکریت
baiji|Baiji|34.9292|43.4919|Bayji;Beiji;Beyci;بيجي
khanaqin|Khanaqin|34.3481|45.3906|Xaneqîn;Hanekin;Xanaqin;خانقين;خانەقین
jalawla|Jalawla|34.2725|45.1800|Celewla;Jalula;Jalaula;جلولاء;جەلەولا
tuz-khurmatu|Tuz Khurmatu|34.8881|44.6325|Tuz Khormato;Dûz Xurmatû;Tuz Hurmatu;طوزخورماتو;طوز خورماتو;خورماتوو;دووزخورماتوو
baghdad|Baghdad|33.3152|44.3661|Bexda;Bağdat;Bagdad;Bexdad;بغداد;بەغدا;بەغداد
ramadi|Ramadi|33.4258|43.2992|Ar-Ramadi;Al-Ramadi;الرمادي;ڕەمادی;رومادی
fallujah|Fallujah|33.3500|43.7833|Falluja;Felluce;Al-Fallujah;الفلوجة;فەلوجە
baqubah|Baqubah|33.7500|44.6167|Baquba;Ba'quba;بعقوبة;بەعقوبە
basra|Basra|30.5085|47.7804|Basrah;Besra;Al-Basrah;البصرة;بەسرە
najaf|Najaf|31.9960|44.3148|Necef;An-Najaf;النجف;نەجەف
karbala|Karbala|32.6160|44.0249|Kerbela;كربلاء;کەربەلا
samarra|Samarra|34.1983|43.8742|Samerra;سامراء;سامەڕا
qandil|Qandil|36.5500|44.9800|Qandil Mountains;Mount Qandil;Qendîl;Kandil;قنديل;جبال قنديل;قەندیل
soran|Soran|36.6533|44.5444|Diana;Diyana;سوران;سۆران
ranya|Ranya|36.2544|44.8822|Ranîye;Raniya;Rania;رانية;ڕانیە;رانیە
rabia|Rabia|36.8058|42.1000|Rabi'a;Rabiah;Rebîa;ربيعة;ڕەبیعە
fishkhabour|Fishkhabour|37.0600|42.3700|Faysh Khabur;Pêşxabûr;Peshkhabour;Semalka;Samalka;Sêmalka;فيشخابور;سيمالكا;سێمالکا
lalish|Lalish|36.7717|43.3031|Laleş;Lalesh;Lalişa Nûranî;لالش;لالەش
sheikhan|Sheikhan|36.6931|43.3539|Shekhan;Şêxan;Ain Sifni;Ayn Sifni;شيخان;شێخان
diyarbakir|Diyarbakir|37.9144|40.2306|Diyarbakır;Amed;Amida;ديار بكر;دياربكر;آمد;ئامەد;دیاربەکر
mardin|Mardin|37.3212|40.7245|Mêrdîn;Merdin;ماردين;مێردین
nusaybin|Nusaybin|37.0706|41.2153|Nisêbîn;Nisebin;Nusaybîn;Nsibin;نصيبين;نسێبین;نوسەیبین
sanliurfa|Sanliurfa|37.1591|38.7969|Şanlıurfa;Urfa;Riha;Ruha;Edessa;أورفا;اورفا;شانلي أورفا;ڕوها;ئورفا
suruc|Suruc|36.9761|38.4239|Suruç;Pirsûs;Pirsus;Suruj;سروج;پرسوس
gaziantep|Gaziantep|37.0662|37.3833|Antep;Dîlok;Entab;Aintab;Ayntab;غازي عنتاب;عنتاب;غازی عەنتاب
kilis|Kilis|36.7184|37.1212|Kilîs;كلس;کلس
akcakale|Akcakale|36.7106|38.9486|Akçakale;أقجة قلعة;آقچه قلعه
sirnak|Sirnak|37.5164|42.4611|Şırnak;Şirnex;Shirnak;Şirnak;شرناق;شرنخ;شرناخ
cizre|Cizre|37.3256|42.1900|Cizîr;Cizira Botan;Cizîra Botan;Jazira;Jizre;جزرة;الجزيرة;جزيرة ابن عمر;جزیرە
silopi|Silopi|37.2486|42.4703|Silopî;Silopiya;سيلوبي;سلۆپی
hakkari|Hakkari|37.5744|43.7408|Colemêrg;Culemerg;Hakkâri;حكاري;هكاري;جۆلەمێرگ;هەکاری
yuksekova|Yuksekova|37.5736|44.2872|Yüksekova;Gever;يوكسيكوفا;گەڤەر
batman|Batman|37.8812|41.1351|Êlih;Elih;باتمان;ئێلح
siirt|Siirt|37.9333|41.9500|Sêrt;Sêrtê;سيرت;سێرت
van|Van|38.5012|43.3730|Wan;فان;وان
bingol|Bingol|38.8854|40.4980|Bingöl;Çewlîg;Cewlig;بينغول;چەولیگ
tunceli|Tunceli|39.1081|39.5483|Dersim;Dêrsim;ديرسم;درسيم;دێرسیم
mus|Mus|38.7432|41.5064|Muş;Mûş;موش
agri|Agri|39.7191|43.0503|Ağrı;Agirî;Qerekose;أغري;ئاگری
antakya|Antakya|36.2021|36.1600|Antioch;Hatay;Entakya;أنطاكيا;هاتاي
reyhanli|Reyhanli|36.2683|36.5672|Reyhanlı;الريحانية;Rihaniya
istanbul|Istanbul|41.0082|28.9784|İstanbul;Stenbol;Stembol;إسطنبول;اسطنبول;استنبول;ئیستەنبووڵ;ئەستەمبۆڵ
ankara|Ankara|39.9334|32.8597|Enqere;أنقرة;انقرة;ئەنقەرە;ئەنکەرە
izmir|Izmir|38.4237|27.1428|İzmir;Îzmîr;إزمير;ئیزمیر
adana|Adana|37.0000|35.3213|Edene;أضنة;ئەدەنە
incirlik|Incirlik|37.0011|35.4258|İncirlik;إنجرليك;انجرليك;ئینجرلیک
tehran|Tehran|35.6892|51.3890|Teheran;Tahran;Tehran city;طهران;تهران;تاران
mahabad|Mahabad|36.7631|45.7222|Mehabad;مهاباد;مەهاباد
sanandaj|Sanandaj|35.3219|46.9862|Sine;Sinah;Senendaj;سنندج;سنه;سنە
kermanshah|Kermanshah|34.3142|47.0650|Kirmaşan;Kirmashan;كرمانشاه;کرمانشاه;کرماشان
urmia|Urmia|37.5527|45.0761|Orumiyeh;Wurmê;Urmiye;Ûrmiye;أرومية;ارومیه;ورمێ;ئورمیە
marivan|Marivan|35.5183|46.1829|Merîwan;Mariwan;مريوان;مریوان;مەریوان
baneh|Baneh|35.9975|45.8853|Bane;بانه;بانە
sardasht|Sardasht|36.1550|45.4789|Serdeşt;سردشت;سەردەشت
beirut|Beirut|33.8938|35.5018|Beyrût;Beyrut;Beyrouth;بيروت;بەیروت;بەیرووت
tripoli-lebanon|Tripoli (Lebanon)|34.4367|35.8497|Tripoli, Lebanon;طرابلس لبنان
arsal|Arsal|34.1794|36.4208|Ersal;عرسال
amman|Amman|31.9539|35.9106|Eman;Umman şehri;عمان;عەممان
jerusalem|Jerusalem|31.7683|35.2137|Al-Quds;Qudus;Kudüs;القدس;قودس
cairo|Cairo|30.0444|31.2357|Qahîre;Kahire;Al-Qahirah;القاهرة;قاهیرە
riyadh|Riyadh|24.7136|46.6753|Riyad;الرياض;ریاز;ڕیاز
doha|Doha|25.2854|51.5310|Dewha;الدوحة;دەوحە
moscow|Moscow|55.7558|37.6173|Mosko;Moskova;Moskow;موسكو;مۆسکۆ
washington|Washington|38.9072|-77.0369|Washington, D.C.;Washington DC;Waşîngton;Vaşington;WASHINGTON, DC;واشنطن;واشنتۆن
new-york|New York|40.7128|-74.0060|New York City;Nû York;نيويورك;نیویۆرک
london|London|51.5074|-0.1278|Londra;Londen;لندن;لەندەن
paris|Paris|48.8566|2.3522|Parîs;باريس;پاریس
berlin|Berlin|52.5200|13.4050|Berlîn;برلين;بەرلین
brussels|Brussels|50.8503|4.3517|Bruksel;Brüksel;Bruxelles;بروكسل;برۆکسل;بروکسل
geneva|Geneva|46.2044|6.1432|Cenevre;Cenêv;Genève;جنيف;جنێڤ;ژنێڤ
vienna|Vienna|48.2082|16.3738|Viyana;Vîyena;Wien;فيينا;ڤیەننا;ڤیەنا
stockholm|Stockholm|59.3293|18.0686|Stokholm;ستوكهولم;ستۆکهۆڵم
athens|Athens|37.9838|23.7275|Atîna;Atina;أثينا;ئەسینا
lesbos|Lesbos|39.2100|26.2800|Lesvos;Midilli;ليسبوس
cologne|Cologne|50.9375|6.9603|Köln;Koln;Kolonya;كولونيا;کۆڵن
the-hague|The Hague|52.0705|4.3007|Den Haag;La Haye;Lahey;لاهاي;لاهای
lausanne|Lausanne|46.5197|6.6323|Lozan;لوزان;لۆزان
amsterdam|Amsterdam|52.3676|4.9041|أمستردام;ئەمستردام
rome|Rome|41.9028|12.4964|Roma;روما;ڕۆما
sochi|Sochi|43.6028|39.7342|Soçî;سوتشي;سۆچی
astana|Astana|51.1605|71.4704|Nur-Sultan;أستانا;آستانة;ئاستانە
yerevan|Yerevan|40.1792|44.4991|Êrîvan;Erivan;يريفان;یەریڤان
`

/** Places of Syria, as src/clean/press/gazetteer.ts says. */
export const SYRIA = `
*syria|Syria|35.0|38.5|Sûriye;Suriye;سوريا;سورية;سوریا;سووریا;Syrian Arab Republic;Syrie;Syrien;Siria;سوريه;Şam ülkesi
*rojava|Rojava|36.7|40.2|Syrian Kurdistan;Rojavayê Kurdistanê;Western Kurdistan;West Kurdistan;روجافا;روج آفا;ڕۆژاڤا;رۆژاڤا;غربي كردستان;Syria's Kurdish region;Rojavayê;Rojavayê Kurdistan;Kurdistan syrien;Batı Kürdistan;Suriye Kürdistanı;كردستان سوريا;غرب كردستان;غربي كوردستان;ڕۆژئاڤا;ڕۆژاوا;ڕۆژئاوای کوردستان;رۆژئاوا;رۆژئاوای كوردستان
*northern-syria|Northern Syria|36.5|38.5|North Syria;North Syria;Northern Syria Region;شمال سوريا;شمالي سوريا;Bakurê Sûriyê;North and East Syria;Northern and Eastern Syria;Bakur û Rojhilatê Sûriyê;Kuzey Suriye;Kuzey ve Doğu Suriye;شمال وشرق سوريا;Nordsyrien;Nord de la Syrie;باکووری سووریا;باکوور و ڕۆژهەڵاتی سووریا
qamishli|Qamishli|37.0511|41.2269|Qamishlo;Al-Qamishli;Qamişlo;Kamışlı;Kamishli;Kamishly;Qamishly;Kameshli;Qamislo;Qamishlu;Qamişlû;القامشلي;قامشلي;قامشلو;القامشلو;قامیشلۆ;قامشلۆ;قامیشلی;Kamechli;Kamishlo;Kamischli;Qamichli;Qamichlo;Kamichlo;Qamischli;Kamışlo;Qamîşlo;Qamîşlok;Qamishle;El-Kamışlı;قامشلى;قاميشلو;قامیشلوو;قامیشلۆک
kobane|Kobane|36.8911|38.3536|Kobani;Kobanê;Kobanî;Kobanî;Ayn al-Arab;Ain al-Arab;Ayn al Arab;Ayn el-Arab;Ayn el Arap;Ain Al-Arab;Kubani;Kobanie;كوباني;كوبانى;كوبانيه;عين العرب;كوباني عين العرب;کۆبانی;کۆبانێ;كۆبانی;Kobanée;Cobane;Kobanye;Eyn el-Ereb;Aïn al-Arab;عين عرب;كوباني (عين العرب);كوبانه;کوبانی;کۆبانێی;Ain el-Arab
hasakah|Hasakah|36.5024|40.7477|Al-Hasakah;Hassake;Hasaka;Hassakeh;Hasakeh;Hassaka;Hasekê;Heseke;Hesekê;Haseke;Hesîçe;Hasaka city;Al-Hasakeh;الحسكة;حسكة;حەسەکە;حەسەکێ;حەسیچە;Hassakah;Hassaké;Hasseke;Haseki;Al Hasakah;El-Hasakah;Hesiça;Hesîça;الحسكه;حەسەكە;حەسيچە;Hasaka Governorate;Al-Hassakah;Hesice;Hasakê
afrin|Afrin|36.5119|36.8694|Efrîn;Efrin;Afreen;Ifrin;عفرين;عەفرین;Afrine;Efrîne;Afrîn;عفرین;Efrîn canton
ras-al-ayn|Ras al-Ayn|36.8500|40.0706|Serê Kaniyê;Serekaniye;Sere Kaniye;Sari Kani;Serêkaniyê;Serekani;Ras al-Ain;Ras al Ain;Resulayn;رأس العين;سري كانيه;سەرێ کانیێ;سەرێکانی;Sere Kanieye;Sarekani;Sarikani;Serê Kanî;Sere Kani;Serêkanî;Rasulayn;Ras ul-Ain;Ras el-Aïn;Ras el-Ain;Ras al-Eyn;Reselayn;Rasalayn;Resul Ayn;سري كانيي;سريكانيه;سه ري كانيه;سري كانية;سەرێکانیێ;سەرێ کانی;سەری کانی;راس العين
tell-abyad|Tell Abyad|36.6978|38.9567|Tal Abyad;Tel Abyad;Girê Spî;Gire Spi;Tall Abyad;Tel Abyat;Akçakale karşısı;تل أبيض;كري سبي;گرێ سپی;Tall Abiad;Tel Abiad;Til Ebyed;Tel Abyed;Girespî;Girê Sipî;تل ابيض;كرى سبي;كري سبيه;گرێ سپێ;گری سپی;تەل ئەبیەز
amuda|Amuda|37.1042|40.9300|Amude;Amûdê;Amuda city;Amouda;عامودا;عاموده;عامودێ;عامودا;Amoude;Amûda;Emudê;Amudi;عامودة;ئامودێ;عاموودا;ئاموودا
derik|Derik|37.1753|42.1411|Dêrik;Al-Malikiyah;Malikiyah;Al-Malikiya;Malikiya;Dayrik;Dêrika Hemko;المالكية;ديريك;دێریک;Dérik;Derika Hemko;Derek;Al-Malikiyya;El-Malikiye;El Malikiyah;دێرکا حەمکۆ;ديرك;مالكية
darbasiyah|Darbasiyah|37.0728|40.6525|Dirbêsiyê;Dirbesiye;Al-Darbasiyah;Darbasiya;Derbasiye;Ad-Darbasiyah;الدرباسية;دربيسيه;دربێسیێ;Darbasiyeh;Derbessiye;Dirbasiyah;Dirbesî;El-Derbasiye;Darbasiyya;دەرباسیە;درباسية;دربيسية;دربەسیێ
rumelan|Rumelan|36.9797|42.0439|Rimêlan;Rmeilan;Rumaylan;Remelan;رميلان;ڕمێلان;Rmelan;Rimelan;Rumeylan;Rimelyan;Remîlan;رميلان النفطية;رمێلان
jazaa|Jazaa|36.82|42.05|Jaz'a;Cezaa;Tal Jazaa;جزعة
tel-tamer|Tel Tamer|36.6564|40.3711|Tell Tamer;Tal Tamer;Tal Tamr;Til Temir;Tell Tamir;Girê Xurma;تل تمر;تل تامر;Tall Tamr;Tall Tamir;Tal Tamir;Til Temîr;Tel Temir;Tel Temr;Tall Tamer;تل تمير;تەل تەمر;تل تەمر
tel-hamis|Tel Hamis|36.8028|41.4950|Tell Hamis;Tal Hamis;Til Hemîs;Tel Hamees;تل حميس;تل حمیس;Til Hamis;Tel Hamîs;Tal Hamees;Tall Hamis;Til Hemis;تەل حەمیس
tel-brak|Tel Brak|36.6664|41.0575|Tell Brak;Tal Brak;Til Birak;تل براك;Tall Brak;Til Berak;Tel Berak;Tal Barak;Tel Barak;تەل بەراک
al-yaarubiyah|Al-Yaarubiyah|36.8111|42.0656|Yaarubiyah;Yarubiyah;Til Koçer;Tel Kocher;Tel Kochar;Til Kocer;اليعربية;تل كوجر;Al-Ya'rubiyah;Yaroubia;Yaroubiyeh;Yarubia;Til Kocher;Tal Kochar;Til Koçek;Tel Koçer;تل كوجك;گرکۆچەر;تل كوجير;یەعروبیە
al-qahtaniyah|Al-Qahtaniyah|37.0342|41.5183|Tirbespî;Tirbespiye;Tirbe Spî;Terbespi;Qahtaniyah;القحطانية;تربه سبيه;تربسبي;Tirbespiyê;Tirbe Spiyê;Tirbê Spî;Terbespî;Tirbespi;Qahtaniya;Qahtaniyeh;Al-Qahtania;قحطانية;تربسبيه;تربة سبي;تربەسپیێ
al-hawl|Al-Hawl|36.3906|41.1496|Al-Hol;Hol;Hawl;al-Houl;Al-Hole;الهول;هۆل;Al Hol;El Hol;Hol Camp;Al-Hol camp;Hawl camp;Hewl;مخيم الهول;هول
al-shaddadi|Al-Shaddadi|36.0600|40.7300|Shaddadi;Shaddadah;Al-Shaddadah;Şedadê;Shadadi;الشدادي;الشدادة;Shaddadeh;Shadadeh;Ash-Shaddadi;Şeddadi;Şeddade;El-Shaddadi;شدادي;شەدادێ
jarabulus|Jarabulus|36.8175|38.0111|Jarablus;Cerablus;Cerabulus;جرابلس;جەرابلوس;Jerablus;Djarabulus;Girgamêş;جرابلوس
manbij|Manbij|36.5281|37.9553|Minbic;Menbij;Munbij;Membij;Minbij;Menbiç;منبج;مەنبیج;Manbidj;Munbuj;Menbic;Menbîc;Manbej;Mınbiç;منبج المدينة;مەنبج;مەمبج
al-bab|Al-Bab|36.3706|37.5156|El Bab;El-Bab;Bab;الباب;باب;Al Bab;باب المدينة;الباب السورية
azaz|Azaz|36.5861|37.0442|A'zaz;Ezaz;Izaz;أعزاز;اعزاز;عەزاز;Azzaz;إعزاز
aleppo|Aleppo|36.2021|37.1343|Halab;Heleb;Halep;حلب;حەلەب;Alep;Haleb;Helebê;حه لب
sarrin|Sarrin|36.6050|38.3050|Sirrin;Sirîn;Sarin;صرين;Sirin;Serrîn;صرين الجنوبية
ain-issa|Ain Issa|36.3850|38.8597|Ayn Issa;Ain Isa;Eyn Îsa;Ayn Isa;عين عيسى;عەین عیسا;Ayn Îsa;Ain Eissa;Aïn Issa;Eyn Isa;عين عيسي;عێن عیسا
raqqa|Raqqa|35.9500|39.0100|Raqqah;Al-Raqqa;Ar-Raqqah;Rakka;Reqa;Reqqa;ar-Raqqa;الرقة;رقة;ڕەققە;رەقە;رەققا;Raqa;Er-Rakka;Reqqe;Al Raqqah;Rakkah;ڕەقە;ڕەقا;رەقا;رقه
tabqa|Tabqa|35.8367|38.5481|Al-Tabqa;Tabqah;Al-Thawrah;Tebqa;الطبقة;تەبقە;Tabka;Tabaqa;At-Tabqah;Et-Tabka;Al-Thawra;الطبقه;الثورة;تەبقا
deir-ez-zor|Deir ez-Zor|35.3333|40.1500|Deir ez-Zour;Deir Ezzor;Deir al-Zor;Deir al-Zour;Dayr az-Zawr;Der Zor;Dêrazor;Dêra Zorê;Deyrizor;Deir Ez Zor;Deir-ez-Zor;Deir ezzour;دير الزور;دێرەزوور;دێرەزور;Deir Azzour;Deir al-Zawr;Deir es-Zor;Deir es Sor;Deir Essor;Dêr Ezzor;Dêrezor;Deirezzor;Deyr ez-Zor;Dair az-Zaur;ديرالزور;دير زور;دێر ئەلزور;دێر زوور;دەیرەزوور
al-mayadin|Al-Mayadin|35.0214|40.4514|Mayadin;Mayadeen;Al-Mayadeen;الميادين;Meyadin;Miyadin;میادین
abu-kamal|Abu Kamal|34.4506|40.9186|Al-Bukamal;Albu Kamal;Al-Boukamal;Bukamal;البوكمال;أبو كمال;Albukamal;Abou Kamal;Bu Kamal;Boukamal;Ebu Kemal;البو كمال;ابو كمال
damascus|Damascus|33.5138|36.2765|Dimashq;Şam;Dîmeşq;Sham;دمشق;دیمەشق;Damas;Damaskus;Damasco;Dimeşq;Dimişq;Dimashk;Rif Dimashq;Damascus countryside;ريف دمشق;دمشق العاصمة;شام
homs|Homs|34.7308|36.7094|Hims;Humus;Hums;حمص;حومس;حومص
hama|Hama|35.1318|36.7578|Hamah;Hema;حماة;حماه;حەما
idlib|Idlib|35.9306|36.6339|Idleb;Edlib;İdlib;Îdlib;إدلب;ادلب;ئیدلیب;Idlib province;Idlip;إدلب المدينة;ئیدلب;Edleb
jisr-ash-shughur|Jisr ash-Shughur|35.8125|36.3175|Jisr al-Shughour;Jisr al-Shughur;Jisr ash-Shugur;Jisr al-Shoughour;Cisr eş-Şuğur;جسر الشغور
ariha|Ariha|35.8139|36.6094|Areeha;Eriha;أريحا
latakia|Latakia|35.5317|35.7908|Lattakia;Laodicea;Lazkiye;Al-Ladhiqiyah;Laziqiye;اللاذقية;لازقیە;Lattaquié;Latakya;Lazîqiye;Ladhiqiyah;Lazkiya;لاذقية;لاتاکیا
tartus|Tartus|34.8890|35.8866|Tartous;Tartûs;طرطوس;تەرتوس;Tortosa;طرطوس المدينة
daraa|Daraa|32.6189|36.1021|Dara;Deraa;Der'a;Dera;درعا;دەرعا;Deraah;Dar'a;درعا البلد
suwayda|Suwayda|32.7090|36.5694|As-Suwayda;Sweida;Suweida;Al-Suwayda;السويداء;سوەیدا;Soueïda;Sweyda;Suwaida;Es-Suweyda;سويداء
palmyra|Palmyra|34.5600|38.2672|Tadmur;Tadmor;Tedmur;تدمر;تەدمور;Palmyre;Palmira;Tedmûr;Tadmour
douma|Douma|33.5722|36.4019|Duma;دوما
ghouta|Ghouta|33.51|36.40|Eastern Ghouta;East Ghouta;Ghuta;الغوطة;الغوطة الشرقية
yarmouk|Yarmouk|33.4742|36.3042|Yarmouk Camp;Yarmuk;اليرموك;مخيم اليرموك
quneitra|Quneitra|33.1258|35.8239|Al-Quneitra;Qunaitra;القنيطرة
marea|Marea|36.4753|37.1953|Mare;Mare';مارع
tell-rifaat|Tell Rifaat|36.4731|37.0972|Tal Rifaat;Tel Rifat;Arfad;تل رفعت;Tel Rifaat
al-jawadiyah|Al-Jawadiyah|36.99|41.87|Çil Axa;Çilaxa;Chilagha;Jawadiyah;Jawadiya;Cewadiye;الجوادية;جل آغا;جل اغا;چل ئاغا
girke-lege|Girkê Legê|37.02|41.96|Muabbada;Girke Lege;Kirki Laki;Al-Muabbada;Mabada;Maabada;Gerke Lege;معبدة;كركي لكي;گرکێ لەگێ
abu-rasayn|Abu Rasayn|36.83|40.25|Zirgan;Zarkan;Abu Rasin;Abu Rasein;أبو راسين;زركان;زرگان
tel-maarouf|Tel Maarouf|36.95|41.42|Tal Maarouf;Til Marûf;Tell Marouf;تل معروف;تەل مەعروف
al-sinaa|Al-Sinaa|36.47|40.75|Sinaa prison;Ghweran;Ghuwayran;Xiwêran;Gweiran;غويران;حي غويران;سجن الصناعة;غوێران
sheikh-maqsood|Sheikh Maqsood|36.2342|37.1561|Sheikh Maqsoud;Şêx Meqsûd;Sheikh Maksud;Şeyh Maksud;Cheikh Maqsoud;الشيخ مقصود;شێخ مەقسوود
jindires|Jindires|36.3947|36.6886|Jinderes;Jindayris;Cindirês;Cinderes;Jandairis;جنديرس;جندريسه;جندرێس
rajo|Rajo|36.6786|36.6625|Raco;Rajou;راجو;ڕاجۆ
bulbul|Bulbul|36.7700|36.7900|Bilbilê;Bülbül;Bilbil;بلبل;بلبلة
shahba|Shahba|36.45|37.15|Şehba;Al-Shahba;Shehba;الشهباء;شەهبا
nubl|Nubl|36.3794|36.9972|Nubbul;Nibil;Nubul;نبل
al-tanf|Al-Tanf|33.5075|38.6181|Tanf;At-Tanf;El Tenf;التنف
baniyas|Baniyas|35.1822|35.9403|Banias;Banyas;بانياس
jableh|Jableh|35.3614|35.9253|Jabla;Jablah;جبلة
saraqib|Saraqib|35.8644|36.8058|Saraqeb;Serakib;سراقب
maarat-al-numan|Maarat al-Numan|35.6486|36.6753|Maarrat al-Numan;Ma'arrat al-Nu'man;Maaret al-Numan;معرة النعمان
khan-shaykhun|Khan Shaykhun|35.4419|36.6508|Khan Sheikhoun;Khan Sheikhun;Han Şeyhun;خان شيخون
al-suqaylabiyah|Al-Suqaylabiyah|35.3690|36.3930|Suqaylabiyah;Suqaylabiya;السقيلبية
madaya|Madaya|33.6922|36.1003|مضايا
zabadani|Zabadani|33.7250|36.0972|Al-Zabadani;الزبداني
qalamoun|Qalamoun|33.95|36.60|Qalamun;القلمون
darayya|Darayya|33.4580|36.2370|Daraya;داريا
al-baghouz|Al-Baghouz|34.4506|40.9606|Baghouz;Baghuz;Baxoz;الباغوز;باغۆز
hajin|Hajin|34.6897|40.8319|Hajeen;هجين
tishrin-dam|Tishrin Dam|36.3800|38.1800|Tishreen Dam;Bendava Tişrînê;سد تشرين;Tişrin Barajı
`

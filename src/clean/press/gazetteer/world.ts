/** Places of the rest of the world, as src/clean/press/gazetteer.ts says. */
export const WORLD = `
*lebanon|Lebanon|33.9|35.9|Libnan;Lubnan;Lübnan;لبنان;لوبنان;Liban;Libanon
*jordan|Jordan|31.2|36.5|Urdun;Ürdün;الأردن;ئوردن;ئوردون;Jordanie;Jordanien;اردن
*israel|Israel|31.4|35.0|Îsraîl;İsrail;إسرائيل;ئیسرائیل;ئیسرائیل
*egypt|Egypt|26.8|30.8|Misir;Mısır;مصر;میسر;Égypte;Ägypten;مصر العربية
*saudi-arabia|Saudi Arabia|24.0|45.0|Erebistana Siûdî;Suudi Arabistan;السعودية;سعودیە;Saudi;Arabie saoudite;Saudi-Arabien;عربستان
*qatar|Qatar|25.3|51.2|Qeter;Katar;قطر;قەتەر
*russia|Russia|61.5|99.0|Rûsya;Rusya;روسيا;ڕووسیا;رووسیا;Russian Federation;Russie;Russland;روسية;روسیه
*germany|Germany|51.1|10.4|Almanya;Elmanya;ألمانيا;ئەڵمانیا;المانیا;Allemagne;Deutschland;آلمان
*france|France|46.6|2.5|Fransa;فرنسا;فەڕەنسا;فەرەنسا;Frankreich;فرانسه
*united-states|United States|39.8|-98.6|USA;US;U.S.;United States of America;Amerîka;DYA;ABD;الولايات المتحدة;أمريكا;أميركا;ئەمریکا;ئەمەریکا;États-Unis;Vereinigte Staaten;Amerika;آمریکا;Dewletên Yekbûyî yên Amerîkayê
*united-kingdom|United Kingdom|54.0|-2.5|UK;U.K.;Britain;Great Britain;England;Brîtanya;İngiltere;بريطانيا;بەریتانیا;Royaume-Uni;Großbritannien;انگلیس;Brîtanyaya Mezin
*austria|Austria|47.6|14.1|Awistirya;Nemsa;Avusturya;النمسا;نەمسا;Autriche;Österreich
*belgium|Belgium|50.6|4.7|Belçîka;Belçika;بلجيكا;بەلجیکا;Belgique;Belgien
*sweden|Sweden|62.0|15.0|Swêd;İsveç;السويد;سوید;Suède;Schweden
*switzerland|Switzerland|46.8|8.2|Swîsre;İsviçre;سويسرا;سویسرا;Suisse;Schweiz
*greece|Greece|39.0|22.0|Yewnanistan;Yunanistan;اليونان;یۆنان;Grèce;Griechenland
beirut|Beirut|33.8938|35.5018|Beyrût;Beyrut;Beyrouth;بيروت;بەیروت;بەیرووت;Beirout;بيروت العاصمة;بیروت
tripoli-lebanon|Tripoli (Lebanon)|34.4367|35.8497|Tripoli, Lebanon;طرابلس لبنان
arsal|Arsal|34.1794|36.4208|Ersal;عرسال
amman|Amman|31.9539|35.9106|Eman;Umman şehri;عمان;عەممان
jerusalem|Jerusalem|31.7683|35.2137|Al-Quds;Qudus;Kudüs;القدس;قودس;Jérusalem;Yerushalayim;Qudsê;قدس
cairo|Cairo|30.0444|31.2357|Qahîre;Kahire;Al-Qahirah;القاهرة;قاهیرە;Le Caire;Kairo;Qahira;قاهرة;قاهره
riyadh|Riyadh|24.7136|46.6753|Riyad;الرياض;ریاز;ڕیاز
doha|Doha|25.2854|51.5310|Dewha;الدوحة;دەوحە
moscow|Moscow|55.7558|37.6173|Mosko;Moskova;Moskow;موسكو;مۆسکۆ;Moscou;Moskau;Moskva;Moskowê;مسکو
washington|Washington|38.9072|-77.0369|Washington, D.C.;Washington DC;Waşîngton;Vaşington;WASHINGTON, DC;واشنطن;واشنتۆن;Washington D.C;Waşingtonê;واشینگتۆن;واشنگتن;واشنتن
new-york|New York|40.7128|-74.0060|New York City;Nû York;نيويورك;نیویۆرک;Nûyork;نیو یۆرک;نیویورک
london|London|51.5074|-0.1278|Londra;Londen;لندن;لەندەن;Londres;Londonê;لندن شهر;له‌نده‌ن
paris|Paris|48.8566|2.3522|Parîs;باريس;پاریس;Parîsê;باریس
berlin|Berlin|52.5200|13.4050|Berlîn;برلين;بەرلین;Berlînê;برلین
brussels|Brussels|50.8503|4.3517|Bruksel;Brüksel;Bruxelles;بروكسل;برۆکسل;بروکسل;Brüssel;Brukselê;بروکسێل
geneva|Geneva|46.2044|6.1432|Cenevre;Cenêv;Genève;جنيف;جنێڤ;ژنێڤ;Genf;Genevra;Ginebra;جنيف السويسرية;ژنو
vienna|Vienna|48.2082|16.3738|Viyana;Vîyena;Wien;فيينا;ڤیەننا;ڤیەنا;Vienne;Viyanna
stockholm|Stockholm|59.3293|18.0686|Stokholm;ستوكهولم;ستۆکهۆڵم
athens|Athens|37.9838|23.7275|Atîna;Atina;أثينا;ئەسینا
lesbos|Lesbos|39.2100|26.2800|Lesvos;Midilli;ليسبوس
cologne|Cologne|50.9375|6.9603|Köln;Koln;Kolonya;كولونيا;کۆڵن;Kolon;كولن
the-hague|The Hague|52.0705|4.3007|Den Haag;La Haye;Lahey;لاهاي;لاهای
lausanne|Lausanne|46.5197|6.6323|Lozan;لوزان;لۆزان
amsterdam|Amsterdam|52.3676|4.9041|أمستردام;ئەمستردام
rome|Rome|41.9028|12.4964|Roma;روما;ڕۆما
sochi|Sochi|43.6028|39.7342|Soçî;سوتشي;سۆچی
astana|Astana|51.1605|71.4704|Nur-Sultan;أستانا;آستانة;ئاستانە
yerevan|Yerevan|40.1792|44.4991|Êrîvan;Erivan;يريفان;یەریڤان
*netherlands|Netherlands|52.1|5.3|The Netherlands;Holland;Holenda;Hollanda;Pays-Bas;Niederlande;هولندا;هولندا;هۆڵەندا;هلند
*norway|Norway|61.0|9.0|Norwêc;Norveç;Norvège;Norwegen;النرويج;نەرویج
*denmark|Denmark|56.0|10.0|Danîmarka;Danimarka;Danemark;Dänemark;الدنمارك;دانیمارک
*finland|Finland|64.0|26.0|Fînlenda;Finlandiya;Finlande;Finnland;فنلندا;فینلاند
*italy|Italy|42.8|12.8|Îtalya;İtalya;Italie;Italien;إيطاليا;ئیتاڵیا
*spain|Spain|40.2|-3.7|Spanya;İspanya;Espagne;Spanien;إسبانيا;ئیسپانیا
*canada|Canada|56.1|-106.3|Kanada;كندا;کەنەدا
*australia|Australia|-25.3|133.8|Awistralya;Avustralya;Australie;Australien;أستراليا;ئوسترالیا
*armenia|Armenia|40.1|45.0|Ermenistan;Arménie;Armenien;أرمينيا;ئەرمەنستان;ارمنستان
*azerbaijan|Azerbaijan|40.3|47.6|Azerbaycan;Azerbaïdjan;Aserbaidschan;أذربيجان;ئازەربایجان
*georgia|Georgia|42.2|43.4|Gurcistan;Gürcistan;Géorgie;جورجيا;گورجستان
*kuwait|Kuwait|29.3|47.5|Kuweyt;Kuwêt;Koweït;الكويت;کوێت;کوەیت
*united-arab-emirates|United Arab Emirates|24.0|54.0|UAE;Emirates;Birleşik Arap Emirlikleri;Mîrgehên Erebî;Émirats arabes unis;الإمارات;الامارات;ئیمارات
*yemen|Yemen|15.6|48.0|Yemên;Yémen;Jemen;اليمن;یەمەن
*libya|Libya|27.0|17.0|Lîbya;Libye;Libyen;ليبيا;لیبیا
*palestine|Palestine|31.9|35.2|Filistîn;Filistin;Palästina;فلسطين;فەلەستین
*ukraine|Ukraine|49.0|31.0|Ûkrayna;Ukrayna;أوكرانيا;ئۆکرانیا;اوکراین
*china|China|35.0|103.0|Çîn;Çin;Chine;الصين;چین
dubai|Dubai|25.2048|55.2708|Dubayy;Dubaï;دبي;دوبەی
abu-dhabi|Abu Dhabi|24.4539|54.3773|Abou Dhabi;أبو ظبي;ئەبوزەبی
manama|Manama|26.2285|50.5860|المنامة
muscat|Muscat|23.5880|58.3829|مسقط
sanaa|Sanaa|15.3694|44.1910|Sana'a;صنعاء
gaza|Gaza|31.5017|34.4668|Gaza City;Gazze;Xeze;غزة;غەززە
ramallah|Ramallah|31.9038|35.2034|رام الله
tel-aviv|Tel Aviv|32.0853|34.7818|Tel Avîv;تل أبيب;تەلئەبیب
baku|Baku|40.4093|49.8671|Bakou;Bakû;باكو;باکۆ
tbilisi|Tbilisi|41.7151|44.8271|Tiflis;Tiflîs;Tblîsî;تبليسي
kyiv|Kyiv|50.4501|30.5234|Kiev;Kîev;كييف;کیێڤ
frankfurt|Frankfurt|50.1109|8.6821|Francfort;فرانكفورت;فرانکفۆرت
hamburg|Hamburg|53.5511|9.9937|Hambourg;هامبورغ;هامبۆرگ
munich|Munich|48.1351|11.5820|München;Münih;Munih;ميونيخ;میونشن;میونخ
dusseldorf|Dusseldorf|51.2277|6.7735|Düsseldorf;دوسلدورف;دوسڵدۆرف
strasbourg|Strasbourg|48.5734|7.7521|Straßburg;Strasburg;Stransbourg;ستراسبورغ;ستراسبۆرگ
marseille|Marseille|43.2965|5.3698|Marsilya;مرسيليا
zurich|Zurich|47.3769|8.5417|Zürich;Zürih;زيورخ;زیورخ
bern|Bern|46.9480|7.4474|Berne;برن
copenhagen|Copenhagen|55.6761|12.5683|Kopenhag;Kopenhagen;Copenhague;كوبنهاغن;کۆپنهاگن
oslo|Oslo|59.9139|10.7522|أوسلو;ئۆسلۆ
helsinki|Helsinki|60.1699|24.9384|Hêlsînkî;هلسنكي
gothenburg|Gothenburg|57.7089|11.9746|Göteborg;غوتنبرغ
malmo|Malmo|55.6050|13.0038|Malmö;مالمو
madrid|Madrid|40.4168|-3.7038|مدريد
larnaca|Larnaca|34.9229|33.6233|لارنكا
toronto|Toronto|43.6532|-79.3832|تورونتو
sydney|Sydney|-33.8688|151.2093|سيدني
beijing|Beijing|39.9042|116.4074|Pékin;Peking;Pekin;بكين;پەکین
`

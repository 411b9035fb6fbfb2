/** Places of Iraq and the Kurdistan Region, as src/clean/press/gazetteer.ts says. */
export const IRAQ = `
*iraq|Iraq|33.2|43.7|Îraq;Iraq;Irak;العراق;عێراق;عراق;Iraku;عێڕاق
*kurdistan-region|Kurdistan Region|36.4|44.4|Kurdistan Region of Iraq;Iraqi Kurdistan;Iraqi Kurdistan Region;KRG;KRI;Başûrê Kurdistanê;Herêma Kurdistanê;Kurdistan;إقليم كردستان;كردستان العراق;كوردستان;إقليم كوردستان;هەرێمی کوردستان;باشووری کوردستان;کوردستان;Southern Kurdistan;South Kurdistan;Başûr;Başûrê;Bashur;Kurdistan irakien;Région du Kurdistan;Region Kurdistan;Irak Kürdistanı;Güney Kürdistan;Kürdistan Bölgesi;IKBY;جنوب كردستان;باشور كردستان;كردستان;اقليم كوردستان;باشوور;هەرێمی كوردستان;کردستان عراق;Autonome Region Kurdistan
*northern-iraq|Northern Iraq|36.4|43.4|North Iraq;شمال العراق;شمالي العراق;Kuzey Irak;Bakurê Iraqê;Nordirak;باکووری عێراق
erbil|Erbil|36.1911|44.0092|Irbil;Arbil;Hewlêr;Hewler;Hawler;Howler;Arbela;أربيل;اربيل;هەولێر;هولير;هه‌ولێر;Hawlêr;Hewlêrê;Hewlir;Haouler;Erbîl;هه‌ولير;ههولير;هەولیر;اربیل
sulaymaniyah|Sulaymaniyah|35.5570|45.4351|Sulaimani;Slemani;Silêmanî;Sulaymani;Sulaimaniyah;Sulaimaniya;Süleymaniye;As-Sulaymaniyah;Suleimaniya;Slêmanî;Silemani;السليمانية;سلێمانی;سلیمانی;Suleimaniyah;Suleymaniyah;Suleymaniye;Sulaimany;Sulaymaniya;Sulaymaniyeh;Souleimaniye;Souleimaniyé;Soleymaniyeh;Slemanî;Silemanî;Suleimaniye;Sulemani;Sulemaniya;Sulaimania;Sulaimaniyya;سليمانية;سلێمانى;سلیمانیە;سلیمانیه
duhok|Duhok|36.8669|42.9503|Dohuk;Dihok;Dahuk;Dehok;دهوك;دۆهۆک;دهۆک;Dihokê;Dohouk;Duhouk;دهوک;دهۆك;دۆهۆك
zakho|Zakho|37.1436|42.6819|Zaxo;Zaho;Zakhu;زاخو;زاخۆ;Zakhou;Zaxoyê;Zahko
kirkuk|Kirkuk|35.4681|44.3922|Kerkûk;Kerkuk;Karkuk;كركوك;کەرکووک;کەرکوک;Kirkouk;Kerkük;Kirkûk;كه‌ركوك;كەركوك;کرکوک
halabja|Halabja|35.1778|45.9861|Helebce;Halabjah;Halepçe;حلبجة;هەڵەبجە;Helebceyê;Halabdja;هه‌ڵه‌بجه;هەڵەبجەی شەهید;حلبجه
mosul|Mosul|36.3350|43.1189|Mûsil;Musul;Al-Mawsil;Mawsil;Mosil;الموصل;موصل;مووسڵ;موسڵ;مووسل;Mossoul;Mossul;Mousil;Mûsilê;موصل المدينة;موسل
sinjar|Sinjar|36.3208|41.8764|Shingal;Şengal;Shengal;Sengal;Sincar;Shangal;Singal;سنجار;شنكال;شەنگال;شنگال;شەنگار;Sindjar;Şengalê;Shinjar;Schengal;Sindschar;Şingal;سنجار المدينة;شەنگاڵ;شنگاڵ;شنگار;شێنگال
sinjar-mountain|Mount Sinjar|36.3700|41.7200|Sinjar Mountain;Shingal Mountain;Çiyayê Şengalê;جبل سنجار;جبل شنكال;Sinjar Mountains;Mont Sinjar;Sincar Dağı;Shengal Mountains;چیای شنگال;چیای شەنگال
tal-afar|Tal Afar|36.3761|42.4486|Tel Afar;Tall Afar;Telafer;Tilefer;تلعفر;تل عفر;تەلەعفەر;Talafar;Tel-Afar;Tall'afar;Telefer;تل اعفر;تلعفر المدينة
bashiqa|Bashiqa|36.4536|43.3419|Ba'shiqah;Başîqa;Baashiqa;بعشيقة;بەعشیقە;Bashika;Başika;Bashiqah;Baschiqa;بعشيقه;بەعشیقا
makhmur|Makhmur|35.7756|43.5794|Makhmour;Mexmûr;Mahmur;مخمور;مەخموور;Maxmur;Mexmur;Maxmûr;Makhmoor;Makhmur camp;مەخمور;مخيم مخمور
tikrit|Tikrit|34.6071|43.6782|Tikrît;Tekrit;تكريت;تکریت;Tekrît;Tikreet
baiji|Baiji|34.9292|43.4919|Bayji;Beiji;Beyci;بيجي
khanaqin|Khanaqin|34.3481|45.3906|Xaneqîn;Hanekin;Xanaqin;خانقين;خانەقین;Khanqin;Khanekin;Xaneqin;Khanaqeen;خانەقى;خانقین
jalawla|Jalawla|34.2725|45.1800|Celewla;Jalula;Jalaula;جلولاء;جەلەولا;Jalawlaa;Jallawla;Golala;جلولا;گوڵاڵە
tuz-khurmatu|Tuz Khurmatu|34.8881|44.6325|Tuz Khormato;Dûz Xurmatû;Tuz Hurmatu;طوزخورماتو;طوز خورماتو;خورماتوو;دووزخورماتوو;Tuz Khurmato;Tuz Xurmatû;Tooz Khurmatoo;Tuz Khormatu;Duz Xurmatu;طوز خرماتو;دووزخورماتو
baghdad|Baghdad|33.3152|44.3661|Bexda;Bağdat;Bagdad;Bexdad;بغداد;بەغدا;بەغداد;Bexdayê;Baghdâd;بغداد العاصمة;به‌غدا;بغداد شهر
ramadi|Ramadi|33.4258|43.2992|Ar-Ramadi;Al-Ramadi;الرمادي;ڕەمادی;رومادی
fallujah|Fallujah|33.3500|43.7833|Falluja;Felluce;Al-Fallujah;الفلوجة;فەلوجە;Fallouja;Felûce;Falludscha;فلوجة
baqubah|Baqubah|33.7500|44.6167|Baquba;Ba'quba;بعقوبة;بەعقوبە
basra|Basra|30.5085|47.7804|Basrah;Besra;Al-Basrah;البصرة;بەسرە;Bassora;Bassorah;بصرة;به‌سره
najaf|Najaf|31.9960|44.3148|Necef;An-Najaf;النجف;نەجەف;Nadjaf;Nedschef;نجف
karbala|Karbala|32.6160|44.0249|Kerbela;كربلاء;کەربەلا;Kerbala;كربلا
samarra|Samarra|34.1983|43.8742|Samerra;سامراء;سامەڕا
qandil|Qandil|36.5500|44.9800|Qandil Mountains;Mount Qandil;Qendîl;Kandil;قنديل;جبال قنديل;قەندیل;Qandîl;Kandil Mountains;Kandil Dağı;Kandil Dağları;Çiyayên Qendîlê;قەندیل چیا;قندیل;چیای قەندیل
soran|Soran|36.6533|44.5444|Diana;Diyana;سوران;سۆران
ranya|Ranya|36.2544|44.8822|Ranîye;Raniya;Rania;رانية;ڕانیە;رانیە
rabia|Rabia|36.8058|42.1000|Rabi'a;Rabiah;Rebîa;ربيعة;ڕەبیعە
fishkhabour|Fishkhabour|37.0600|42.3700|Faysh Khabur;Pêşxabûr;Peshkhabour;Semalka;Samalka;Sêmalka;فيشخابور;سيمالكا;سێمالکا
lalish|Lalish|36.7717|43.3031|Laleş;Lalesh;Lalişa Nûranî;لالش;لالەش
sheikhan|Sheikhan|36.6931|43.3539|Shekhan;Şêxan;Ain Sifni;Ayn Sifni;شيخان;شێخان
anbar|Anbar|32.9|41.6|Al-Anbar;Enbar;الأنبار;ئەنبار
diyala|Diyala|33.90|45.10|Diyalah;Diyale;ديالى;دیالە
salahaddin|Salahaddin|34.45|43.60|Salah al-Din;Saladin;Salah ad-Din;Selahedîn;صلاح الدين;سەڵاحەددین
nineveh|Nineveh|36.00|42.50|Ninawa;Nineweh;Neynewa;Ninova;نينوى;نەینەوا
babil|Babil|32.47|44.42|Babylon;Hillah;Hilla;Al-Hillah;بابل;الحلة
wasit|Wasit|32.50|45.83|Kut;Al-Kut;واسط;الكوت
maysan|Maysan|31.84|47.14|Missan;Amarah;Al-Amarah;ميسان;العمارة
dhi-qar|Dhi Qar|31.05|46.26|Thi Qar;Nasiriyah;Nasiriya;An-Nasiriyah;ذي قار;الناصرية
muthanna|Muthanna|31.31|45.28|Samawah;Samawa;المثنى;السماوة
qadisiyah|Qadisiyah|31.99|44.93|Diwaniyah;Diwaniya;القادسية;الديوانية
amedi|Amedi|37.0922|43.4878|Amadiya;Amadiyah;Amêdî;Amediye;العمادية;ئامێدی
akre|Akre|36.7414|43.8933|Aqrah;Akrê;Aqra;Akra;عقرة;ئاکرێ
shaqlawa|Shaqlawa|36.4053|44.3208|Şeqlawe;Shaklawa;شقلاوة;شەقڵاوە
koya|Koya|36.0833|44.6283|Koysinjaq;Koye;Koy Sanjaq;Köysancak;كويسنجق;كۆیە;کۆیە
rawanduz|Rawanduz|36.6122|44.5244|Rewandiz;Rawandiz;Ruwandiz;رواندوز;ڕەواندز;رەواندوز
chamchamal|Chamchamal|35.5333|44.8333|Çemçemal;Chemchemal;جمجمال;چەمچەماڵ
kalar|Kalar|34.6292|45.3222|Kelar;Kellar;كلار;کەلار
darbandikhan|Darbandikhan|35.1119|45.6950|Derbendîxan;Darbandikhan Dam;دربندخان;دەربەندیخان
penjwen|Penjwen|35.6200|45.9400|Penjwin;Pêncwên;بنجوين;پێنجوێن
qaladiza|Qaladiza|36.1833|45.1333|Qeladizê;Qaladze;Qaladiza district;قلعة دزة;قەڵادزێ
dukan|Dukan|35.9500|44.9600|Dokan;Dûkan;دوكان;دووکان
hawija|Hawija|35.3250|43.7717|Hawijah;Hewîce;Al-Hawija;الحويجة;حەویجە
dibis|Dibis|35.6700|44.0700|Dibs;Dubis;Dubz;الدبس;دوبز
altun-kupri|Altun Kupri|35.7500|44.1333|Pirdê;Pirde;Altın Köprü;آلتون كوبري;پردێ
gwer|Gwer|36.0450|43.4890|Gwêr;Guwer;Kuwayr;الكوير;گوێڕ
hamdaniya|Hamdaniya|36.2700|43.3800|Qaraqosh;Al-Hamdaniya;Bakhdida;Baghdeda;قرقوش;الحمدانية;قەرەقۆش
tel-keppe|Tel Keppe|36.4917|43.1189|Tel Kaif;Tel Kayf;Telkeyf;Tilkêf;تلكيف
alqosh|Alqosh|36.7333|43.0958|Al-Qosh;Elqoş;ألقوش;القوش;ئەلقوش
zummar|Zummar|36.6500|42.6100|Zumar;Zumar district;زمار;زوممار
qayyarah|Qayyarah|35.8000|43.2900|Qayyara;Qayara;Gayara;القيارة;گەیارە
kocho|Kocho|36.1500|41.9900|Koço;Kojo;كوجو;کۆچۆ
haditha|Haditha|34.1400|42.3780|Hadithah;حديثة
al-qaim|Al-Qaim|34.3700|41.0600|Qaim;Al Qa'im;القائم
rutba|Rutba|33.0400|40.2850|Rutbah;Ar-Rutbah;الرطبة
balad|Balad|34.0164|44.1461|بلد
taji|Taji|33.5100|44.2500|At-Taji;التاجي
mandali|Mandali|33.7500|45.5500|Mendelî;مندلي;مەندەلی
jurf-al-sakhar|Jurf al-Sakhar|32.8670|44.2170|Jurf as-Sakhr;جرف الصخر
`

/** Places of Iran, as src/clean/press/gazetteer.ts says. */
export const IRAN = `
*iran|Iran|32.4|53.7|Îran;İran;إيران;ایران;ئێران;ئیران;إيران الإسلامية;Persia
tehran|Tehran|35.6892|51.3890|Teheran;Tahran;Tehran city;طهران;تهران;تاران;Téhéran;Tehranê;Tehran province;طهران العاصمة
mahabad|Mahabad|36.7631|45.7222|Mehabad;مهاباد;مەهاباد;Mehabadê;مهابادی;Sablax;Savojbolagh
sanandaj|Sanandaj|35.3219|46.9862|Sine;Sinah;Senendaj;سنندج;سنه;سنە;Sinê;Senendec;Sanandadj;سنندج شهر
kermanshah|Kermanshah|34.3142|47.0650|Kirmaşan;Kirmashan;كرمانشاه;کرمانشاه;کرماشان;Kirmanşah;Kermanschah;Kirmashah;كرمنشاه;کرماشانی;Kirmaşanê
urmia|Urmia|37.5527|45.0761|Orumiyeh;Wurmê;Urmiye;Ûrmiye;أرومية;ارومیه;ورمێ;ئورمیە;Urmiyeh;Oroumieh;Ourmia;Urmîye;Urumiyeh;Orumieh;ارومية
marivan|Marivan|35.5183|46.1829|Merîwan;Mariwan;مريوان;مریوان;مەریوان
baneh|Baneh|35.9975|45.8853|Bane;بانه;بانە
sardasht|Sardasht|36.1550|45.4789|Serdeşt;سردشت;سەردەشت
*rojhelat|Rojhelat|35.6|46.8|Rojhilat;Rojhilatê Kurdistanê;Eastern Kurdistan;East Kurdistan;Iranian Kurdistan;Doğu Kürdistan;Kurdistan iranien;كردستان إيران;شرق كردستان;روجهلات;کردستان ایران;ڕۆژهەڵات;رۆژهەڵات;ڕۆژهەڵاتی کوردستان;رۆژهەڵاتی کوردستان
bukan|Bukan|36.5210|46.2089|Bokan;Bôkan;بوكان;بوکان;بۆکان
saqqez|Saqqez|36.2499|46.2735|Saqez;Seqiz;Saqqiz;سقز;سەقز
piranshahr|Piranshahr|36.7010|45.1413|Pîranşar;Piransar;Piranşar;Xanê;بيرانشهر;پیرانشهر;پیرانشار
oshnavieh|Oshnavieh|37.0397|45.0983|Şino;Shno;Oshnaviyeh;اشنویه;شنۆ
naqadeh|Naqadeh|36.9553|45.3880|Nexede;Naghadeh;Sindus;نقده;نەغەدە
khoy|Khoy|38.5503|44.9521|Xoy;Khoi;خوي;خوی;خۆی
salmas|Salmas|38.1973|44.7653|Selmas;سلماس;سەڵماس
maku|Maku|39.2950|44.5167|Makû;Mako;ماكو;ماکو;ماکۆ
miandoab|Miandoab|36.9694|46.1027|Miyandoab;Mîandwaw;میاندوآب;میاندواو
tabriz|Tabriz|38.0800|46.2919|Tebriz;Tewrêz;Tebrêz;Täbris;تبريز;تبریز;تەورێز
ardabil|Ardabil|38.2498|48.2933|Erdebil;Ardebil;أردبيل;اردبیل
zanjan|Zanjan|36.6769|48.4963|Zencan;زنجان
qazvin|Qazvin|36.2797|50.0049|Kazvin;قزوین;قزوين
hamadan|Hamadan|34.7983|48.5148|Hamedan;Hemedan;همدان;هەمەدان
ilam|Ilam|33.6374|46.4227|Îlam;إيلام;ایلام;ئیلام
khorramabad|Khorramabad|33.4878|48.3558|Xurremabad;Xoremawa;خرم آباد;خرم‌آباد;خوڕەماوا
qorveh|Qorveh|35.1670|47.8050|Qurwe;قروه;قوروە
bijar|Bijar|35.8669|47.6053|Bîcar;بیجار;بيجار
divandarreh|Divandarreh|35.9140|47.0239|Dîwandere;Divandareh;دیواندره;دیواندەرە
kamyaran|Kamyaran|34.7954|46.9357|Kamîaran;Kamiyaran;کامیاران;كامياران
paveh|Paveh|35.0435|46.3565|Pawe;پاوه;پاوە
javanrud|Javanrud|34.8069|46.4886|Ciwanro;Javanroud;جوانرود;جوانڕۆ
sarpol-e-zahab|Sarpol-e Zahab|34.4611|45.8628|Sarpol-e-Zahab;Serpêlî Zehaw;Sarpol Zahab;سرپل ذهاب;سەرپێڵی زەهاو
eslamabad-e-gharb|Eslamabad-e Gharb|34.1093|46.5275|Islamabad-e Gharb;Şabad;اسلام آباد غرب;شائاباد
isfahan|Isfahan|32.6546|51.6680|Esfahan;Ispahan;Îsfehan;أصفهان;اصفهان
mashhad|Mashhad|36.2605|59.6168|Meşhed;Maschhad;مشهد
shiraz|Shiraz|29.5918|52.5837|Şîraz;Şiraz;شيراز;شیراز
qom|Qom|34.6416|50.8746|Ghom;Qum;قم
ahvaz|Ahvaz|31.3183|48.6706|Ahwaz;Ehwaz;الأهواز;اهواز
karaj|Karaj|35.8400|50.9391|Kerec;كرج;کرج
rasht|Rasht|37.2808|49.5832|Reşt;رشت
bandar-abbas|Bandar Abbas|27.1832|56.2666|بندر عباس
zahedan|Zahedan|29.4963|60.8629|زاهدان
`

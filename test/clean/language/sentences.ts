/** Headlines and sentences as newsrooms write them, by the language they are in; odd ones among them. */
export const SENTENCES: Readonly<Record<string, string>> = {
  pl: `Nie ma zgody na wyjazd
Prezydent jest w Warszawie`,
  cs: `Prezident je v Praze a mluví s novináři
Válka je u konce a lidé se vracejí`,
  en: `Why we left
The president met the minister on Monday in the capital, the agency said.
President and minister meet in the city
Iran says it will not sign
The end of the war
It is over
Erdoğan says Turkey will act against PKK
President Erdoğan arrived in Şırnak on Monday and met with the governor.
Convoy of trucks leaves Hewlêr for Kobanê after two days at the border
The Serê Kaniyê road is open again, residents of Dirbêsiyê said
Öcalan’s lawyers were not allowed to visit İmralı
Why the people of Afrîn are leaving their homes
HOW THE TOWN OF KOBANÊ WAS REBUILT AFTER THE WAR
Gültan Kışanak and Fırat Anlı have been released from prison
What we know about the fire in Diyarbakır’s Sur district
Hundreds return to Kobane as bakeries reopen
The café owner said: “Em ê vegerin malên xwe,” and closed the door behind him.
Peshmerga forces retake two villages near Kirkuk
In Şengal, a school for girls has been opened by volunteers
Residents of Cizîrê and Botan are without water for the third day
Minister Çavuşoğlu: “We have no plans to leave Idlib”
He wrote «الحرية» on the wall and they took him to prison
A visit to the tomb of Ehmedê Xanî in Bazîd
Is it safe to go back to Girê Spî?
Kurdish singer Şivan Perwer to perform in Köln and Zürich
Two people were killed when a mine exploded near Tell Abyad`,
  ar: `انتهت الحرب
قتيلان في حلب
القوات الكردية تتقدم في ريف كوباني
آلاف المقاتلين الأجانب حول دمشق
وصول قافلة مساعدات إلى روجآفا
روژآفا: افتتاح مدرسة جديدة في قامشلو
غارات جوية على مواقع في الرقة
قال متحدث باسم YPG إن SDF و YPJ دخلتا المدينة
مقتل ثلاثة أشخاص في انفجار سيارة مفخخة بالحسكة
رئيس حكومة إقليم كوردستان نيچيرڤان بارزاني يزور باريس
هەولێر: اجتماع بين وزيري النفط
صحيفة: أردوغان يلتقي ترامب غدا
لماذا عاد أهالي عفرين إلى قراهم؟
عودة مئات العائلات إلى كوباني بعد افتتاح المخابز 2015
كتب على الجدار "Rojava" ثم غادر المكان
درجات الحرارة تنخفض في شمال سوريا
دخلت القوات مركز المدينة بعد معارك.
ﺍﻟﻘﻮﺍﺕ ﺍﻟﻜﺮﺩﻳﺔ ﺗﺪﺧﻞ ﻛﻮﺑﺎﻧﻲ
دَخَلَتِ القُوّاتُ مَرْكَزَ المَدينَةِ
الأمم المتحدة: نزوح خمسة آلاف عائلة
فيديو.. لحظة سقوط البرج في الرقة
گلستان: قصة مدينة صغيرة في سوريا`,
  ckb: `جەنگ کۆتایی هات
هێزە کوردییەکان لە کۆبانی پێشڕەوی دەکەن
سەرۆکی هەرێم لە هەولێر پێشوازی لە شاندێک کرد
نرخی نەوت دابەزی
پێشمەرگە گەیشتنە کۆبانێ
دەستەیەک لە هێزەکانی پێشمەرگە گەیشتنە شاری کۆبانێ.
سه‌رۆكی هه‌رێم سه‌ردانی كه‌ركوكی كرد
سه‌رۆكی هه‌رێمی كوردستان سه‌ردانی شاری كه‌ركوكی كرد و له‌گه‌ڵ پارێزگار كۆبووه‌وه‌.
پێشمه‌رگه‌ گه‌یشتنه‌ كۆبانێ
ئه‌مڕۆ له‌ سلێمانی كۆبوونه‌وه‌یه‌ك كرا
په‌رله‌مانی كوردستان كۆده‌بێته‌وه‌
ئەمریکا: داعش لە موسڵ دەردەکرێت
بڕیارێکی نوێ بۆ مووچەی فەرمانبەران
كوژرانی دوو كه‌س له‌ كه‌ركوك
وەزیری نەوت سەردانی بەغدا دەکات
لە یاری ئەمڕۆدا بارسا بردییەوە
YPG شاری گرێ سپی ئازاد کرد
وته‌بێژی حكومه‌ت لێدوانێكی دا
کوردستان بەرەو سەربەخۆیی
چۆن دەتوانین ئاو پاشەکەوت بکەین؟
باران و بەفر لە سنوورەکانی هەولێر`,
  'kmr-Arab': `هێزێن پێشمەرگەی ل دهۆکێ ژ گوندێن خۆ دەرکەتن
پارێزگارێ دهۆکێ دگەل وەزیرێ نەفتێ کۆمبوو
خەلکێ گوندی ژ باژێڕی دەرکەتن و چوونە چیای
ئەڤرۆ ل زاخۆ دو کەس هاتن کوشتن
حکومەتا هەرێما کوردستانێ دبێژیت کو دێ ئاڤێ دەت
ئەڤ رێکە ژلایێ باژێرڤانیێ ڤە هاتە چێکرن`,
  fa: `جنگ تمام شد
نیروهای کرد در کوبانی پیشروی کردند
گزارش تازه درباره پناهجویان ایرانی
حمله داعش به کوبانی
کوبانی – نیروهای داعش امروز به شهر کوبانی حمله کردند و درگیری‌ها ادامه دارد.
حمله‌ به‌ شهر كوبانی ادامه‌ دارد
خانه‌های مردم در سنندج ویران شد
رئیس جمهور ایران به ترکیه رفت
چرا مردم از خانه‌هایشان رفتند؟
وزیر خارجه: مذاکرات ادامه خواهد داشت
دو کشته در انفجار مین در مریوان
آتش‌سوزی در بازار تبریز
زلزله‌ای به بزرگی ۵ ریشتر کرمانشاه را لرزاند
بارزانی: همه‌پرسی برگزار می‌شود
قیمت نفت کاهش یافت
پیشمرگه‌ها وارد شهر شدند
این خبر تکذیب شد
هزاران نفر در راهپیمایی شرکت کردند
دادگاه حکم اعدام او را تأیید کرد
گفت‌وگو با نویسنده‌ی کتاب
برف و باران در استان‌های غربی`,
  kmr: `Li Kobanê 3 kes hatin kuştin
Hikûmeta nû hat avakirin
Hêzên kurdî li Kobanê pêş ketin
Şerê Kobanê berdewam e
YPG li Şengalê 3 gund rizgar kirin
Li Hesekê du kes hatin kuştin
Pêşmerge gihîştin Kobanê
Hêzên pêşmerge îro gihîştin bajarê Kobanê ji bo alîkariyê û şer didome.
ŞERÊ KOBANÊ BERDEWAM E
Erdoğan: Em ê bi ser Efrînê de herin
Cizre: Qedexe hate rakirin
Parlamentoya Ewropayê li ser kurdan civiya
Selahattin Demirtaş ji girtîgehê name şand
Hevserokê HDP’ê Demirtaş axivî
Nexweşxaneya nû li Qamişlo hat vekirin
Jinên kurd li Parîsê meşiyan
Zimanê kurdî li dibistanan
Dewleta Tirk gundên Efrînê bombe kirin
Berxwedana Kobanê di roja 100emî de ye
Hikûmeta Herêma Kurdistanê biryar da
Serokê Amerîkayê got ku ew ê ji Sûriyê derkevin
Baran û berf dê bibare`,
  tr: `Kobani'de 3 ölü
Yeni hükümet kuruldu
Kürt güçleri Kobani’de ilerliyor
Cumhurbaşkanı Suriye için yeni bir plan açıkladı
PKK geri çekiliyor: İlk grup sınırı geçti
Ankara’da patlama: 3 ölü
Kobani’de çatışma çıktı ve askerler girdi.
CUMHURBAŞKANI ERDOĞAN ABD’YE GİDİYOR
Cumhurbaşkanı Erdoğan Açıkladı
HDP’li milletvekili gözaltına alındı
Diyarbakır’ın Sur ilçesinde sokağa çıkma yasağı ilan edildi
Rojava’da yeni yönetim
Barzani’den bağımsızlık açıklaması
Hava durumu: Doğu illerinde kar bekleniyor
Suriyeli mülteciler sınırda bekliyor
Bakan: Karar yarın açıklanacak
Serê Kaniyê’ye hava saldırısı düzenlendi
Mahkeme gazeteci için tahliye kararı verdi
Seçim sonuçları ne zaman belli olacak?
Dolar ve euro güne nasıl başladı
Mardin’de iki kişi yaralandı
Bu haber doğru değil`,
  de: `Der Krieg ist vorbei
Zwei Tote bei Brand in Köln
Warum wir gehen
Die Brücke über die Elbe
Der Präsident Erdoğan reist nach Berlin
Kurden in Kobanê: „Wir gehen nicht weg“
Im Norden von Syrien sind die Kämpfe wieder aufgeflammt
Warum die Bäcker in Şırnak streiken
Nach dem Erdbeben fehlt es an Zelten und Decken
Die Lage bleibt ernst, sagt der Sprecher der Peschmerga
Das Parlament hat über den Antrag abgestimmt
Tausende auf der Flucht vor dem IS
In der Nacht wurden drei Menschen verletzt
Rückkehr nach Afrîn: Eine Reportage`,
  fr: `La guerre est finie
Le ministre de la Santé démissionne
Les habitants sont de retour
C'est la fin de la guerre
L’été à la forêt: être ou naître
Les forces kurdes avancent dans la ville de Kobané
Des milliers de réfugiés sont arrivés à la frontière
Erdoğan rencontre le président français à Paris
Qu’est-ce que le Rojava ?
Le maire de Şırnak a été arrêté
Les peshmergas ont repris deux villages
Pourquoi les habitants n’ont pas quitté la ville
Aide humanitaire: un convoi est bloqué depuis deux jours
La ministre a dit qu’elle ne partirait pas
Une école pour les filles dans le camp
L’armée turque entre en Syrie`,
  es: `Cientos de familias regresan a Kobane tras la apertura de las panaderías
El presidente Erdoğan viaja a Moscú
Las fuerzas kurdas avanzan en el norte de Siria
Dos muertos por la explosión de una mina
Por qué los vecinos de Şırnak no vuelven a sus casas
La ciudad está sin agua desde el lunes
Los refugiados llegan a la frontera con Turquía
Una escuela para niñas en el campo de refugiados
El ministro dijo que no hay acuerdo
Miles de personas huyen de los combates
La nueva ley entra en vigor el martes
Qué se sabe del atentado en Ankara`,
  it: `Il ministro si dimette dopo la protesta
Chi è il nuovo presidente
Centinaia di famiglie tornano a Kobane dopo la riapertura dei forni
Il presidente Erdoğan arriva a Roma
Le forze curde avanzano nel nord della Siria
Due morti per l’esplosione di una mina
Perché gli abitanti di Kobanê non se ne vanno
La città è senza acqua da lunedì
Una scuola per le ragazze del campo profughi
Il ministro ha detto che non c’è accordo
Migliaia di persone in fuga dalla guerra
L’esercito turco è entrato in Siria
Che cosa è successo ad Ankara
Il film sulla resistenza di Kobane`,
  nl: `Minister treedt af na kritiek van de Kamer
Honderden gezinnen keren terug naar Kobani
De president van Turkije komt naar Den Haag
Waarom de inwoners van Şırnak niet weggaan
Het leger is de stad binnengetrokken
Er zijn twee mensen omgekomen bij een explosie
Een school voor meisjes in het kamp
Koerden in Nederland voeren actie tegen Erdoğan
De minister zei dat er geen akkoord is`,
  sv: `Kriget är över
Två döda efter brand i Malmö
Hundratals familjer återvänder till Kobane
Turkiets president Erdoğan kommer till Stockholm
Varför invånarna i Şırnak inte kan åka hem
Två personer dog när en mina exploderade
En skola för flickor har öppnat i lägret
Det är inte klart vem som låg bakom attacken
Kurder i Sverige protesterar mot Turkiet
Ministern sade att det inte finns något avtal`,
  ru: `Курды освободили город
Президент Эрдоган прилетел в Москву
Сотни семей вернулись в Кобани после открытия пекарен
Почему жители не хотят уезжать из города
Два человека погибли при взрыве мины
Турецкая армия вошла в Сирию
Министр сказал, что соглашения нет
Что известно о теракте в Анкаре`,
  ur: `بھارت کے وزیر اعظم نے کہا ہے کہ
کرد فورسز کوبانی میں داخل ہو گئیں
ترکی کے صدر نے روس کا دورہ کیا
شام میں دو افراد ہلاک ہوئے ہیں
پناہ گزینوں کے لیے نیا اسکول
یہ خبر درست نہیں ہے`,
  ps: `د افغانستان ولسمشر وویل چې سوله به راشي
طالبانو په کابل کې برید وکړ
د کوچنیانو لپاره یو نوی ښوونځی جوړ شو
په کندهار کې دوه تنه ووژل شول
د بهرنیو چارو وزیر ترکیې ته لاړ
دا خبر سم نه دی`,
  ug: `ئۇيغۇر تىلىدىكى خەۋەرلەر
خىتاي ھۆكۈمىتى بۇ خەۋەرنى رەت قىلدى`,
  he: `המלחמה נגמרה
מאות משפחות חזרו לעיר
הכורדים בצפון סוריה: לא נעזוב את הבית
ארדואן נפגש עם נשיא רוסיה
שר הביטחון אמר כי אין הסכם`,
  diq: `Dewleta Tirkîya dewanê Dêrsimî rê zor kena
Înan vat ke ma zî şonê keyeyê xo
Zazakî de rojnameyêko newe vejîya
Ewro Dêrsim de di merdimî merdî û hîrê kesî bî birîndar`,
  az: `Azərbaycan prezidenti Bakıda çıxış edib
Bu gün Gəncədə yeni məktəb açılıb
Türkiyə və Azərbaycan arasında yeni saziş imzalandı
Nazir bildirib ki, danışıqlar davam edəcək`,
  pt: `O presidente não vai à reunião
Governo diz que não há crise
O presidente da Turquia chega a Lisboa
Milhares de pessoas fogem dos combates na Síria
Uma escola para meninas no campo de refugiados
Não há acordo, disse o ministro`,
  uk: `Війна закінчилась
Сотні сімей повернулися до Кобані
Президент Туреччини прибув до Києва`,
  bg: `Стотици семейства се върнаха в града`,
  el: `Ο πόλεμος τελείωσε
Δύο νεκροί
Εκατοντάδες επιστρέφουν στο Κομπάνι`,
  hy: `Հարյուրավոր ընտանիքներ վերադարձել են`,
  syr: `ܣܘܪܝܝܐ ܒܩܡܫܠܝ`,
  ka: `ასობით ოჯახი დაბრუნდა`,
  ko: `수백 가족이 코바니로 돌아왔다`,
  ja: `数百家族がコバニに帰還`,
  zh: `数百个家庭返回科巴尼`,
}

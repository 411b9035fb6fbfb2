/**
 * Languages by their commonest words. Words of one script in one table; a word that several languages have speaks for
 * each of them, so that what they don't share decides. `'` stands where a word is cut by an apostrophe: `l'`, `'de`.
 */

export const LATIN_WORDS: Readonly<Record<string, string>> = {
  en: `the of and to in is for that with on was as by at from are has have its after this were be said will who not a
    an it he she they his her their we i but or had been which would more than about into over against between during
    under says over out up new two all could when there what before since amid no can if you our us told where while
    against also because may how why near killed people
    met president minister city town army forces officials agency 's n't 're 've 'll`,
  fr: `le la les des une un est dans pour que qui sur par avec du et au aux sont cette ce plus ont à après selon de en il
    elle ils nous vous ne pas se son sa ses leur été être fait mais ou où comme entre contre deux depuis lors sous sans
    l' d' qu' n' s' c' j' ville
    ville armée turque entre président ministre pays forces guerre maire habitants nouvelle nouveau jours ans milliers`,
  de: `der die das und ist nicht mit von den ein eine für auf dem im zu des sich nach bei aus wird sind wurde über in er
    sie es wir ich an am als auch dass daß hat haben war werden wurden einen einem einer eines zum zur um noch nur oder
    aber gegen zwischen vor unter durch mehr wie sein seine ihre kein keine seit bis
    warum wieder wer wo wann heute gestern jahr jahre jahren menschen gibt neue neuen neuer sagt fehlt seine stadt tote
    was wenn dann`,
  es: `el la los las una un que del de por con para es en y se su al sus tras según más fue son entre no lo como ha han a
    pero sobre este esta desde hasta ya ser está dos contra sin también cuando muy o le les nos había sido donde
    dijo hay ley nueva nuevo años presidente ministro gobierno ciudad muertos día días personas`,
  it: `il lo la i gli le di che del della dei delle per una un uno sono nel nella con è e al alla alle ai non da dal dalla
    si dopo anche ha hanno in su sul sulla come più ma o fra tra contro essere stato suo sua loro l' d' un' dell' all'
    nell' dall' sull' quest' c'
    presidente ministro governo città anni nuova nuovo morti perché giorni persone arriva`,
  pt: `o a os as um uma que não para com do da dos das em no na nos nas de é ao à pela pelo por se são após mais e foi seu
    sua como mas ou ser está entre contra sobre até também já quando muito ele ela eles há
    presidente ministro governo cidade anos nova novo mortos dia dias pessoas disse`,
  nl: `de het een van en dat niet met voor op zijn is te in bij naar aan ook uit door worden wordt na over er om die dit
    heeft hebben was werd maar als nog dan wel geen tegen tussen onder meer hij zij ze wij hun haar deze
    terug honderden mensen jaar twee waarom nieuwe stad president minister zegt`,
  sv: `och att det som en ett är på för av med den till har inte från om efter vid blev men sig i de vi han hon var
    kan ska skulle eller när så hade över under mellan mot också nu mer än där detta varit
    kommer kom två år nya sade säger där varför sverige protesterar personer dog`,
  da: `og at det som en et er på for af med den til har ikke fra om efter ved blev men sig i de vi han hun var kan skal
    ville eller når så havde over under mellem mod også nu mere end der dette været blevet
    kommer kom to år nye sagde siger der hvorfor danmark personer døde`,
  nb: `og å at det som en et er på for av med den til har ikke fra om etter ved ble men seg i de vi han hun var kan skal
    ville eller når så hadde over under mellom mot også nå mer enn der dette vært blitt
    kommer kom to år nye sa sier der hvorfor norge personer døde`,
  fi: `ja on ei että se oli mutta kun myös hän ovat kuin joka jotka sekä mukaan tai vain nyt jo sen hänen ole olla`,
  hu: `a az és hogy nem egy is volt meg van szerint már még csak után ki el vagy ezt akik között de ha mint lesz azt ez`,
  pl: `w z na do się nie że jest i o po od za jak przez dla oraz był są przy co to a ale ma być go jego ich czy już tym
    tego które który która`,
  cs: `a v na se je že s z do o k i ve za by byl to po jako ale pro podle od při jeho jejich který která které jsou není`,
  ro: `și de la în pe cu un o din nu care este sunt pentru mai fi că a au fost după prin sau dar între lui`,
  sq: `të e në dhe i një për me është që nga si u ka janë nuk më se do por kjo ky ishte pas`,
  ca: `el la els les de i a en un una que per amb és no del al dels als ha han va més però com aquest aquesta entre l'
    d' s' n'`,
  tr: `ve bir bu için ile olarak olan oldu dedi değil çok daha gibi kadar sonra göre karşı yeni türkiye cumhurbaşkanı
    başkanı saldırı açıkladı etti ediyor yapıldı kürt suriye mı mi mu mü ya da de ancak ise en ki o var yok ne her
    tarafından bazı tüm iki üç arasında üzerinde içinde önce şu biz ben sen onun onlar nasıl neden ama fakat ölü yaralı
    öldü girdi çıktı geldi gitti geçti aldı verdi başladı kişi yıl gün bakanı polis asker askerler çatışma patlama şehir
    kenti ilçesi köyü il sınır sınırı bölge göçmen mülteci hükümet güçleri kürtçe eden ettiği edildi edilen olduğu
    olduğunu söyledi belirtti haber milletvekili 'de 'da 'te 'ta 'den 'dan 'ten 'tan 'nin 'nun 'nün 'in 'un 'ün 'ye 'ya
    'yi 'yu 'yü 'ni 'e 'a 'i 'u 'ü 'deki 'daki 'teki 'taki 'nde 'nda 'li 'lu 'ler 'lar
    bekliyor bekleniyor açıklanacak açıklaması hava durumu düzenlendi saldırısı karar karşı bugün yarın dün gözaltına alındı ilan mahkeme seçim gün
    belediye başkanları görevden atandı kayyum meclis istifa barış savaş özgürlük halk halkı gazeteci tutuklandı serbest bırakıldı açıldı yapılan yapılacak edecek oldu olacak ilgili devam neden okul öğrenci kadın çocuk insan hakları`,
  az: `və bir bu üçün ilə olan edib deyib çox daha kimi qədər sonra görə qarşı yeni azərbaycan isə ki o var yox hər
    tərəfindən bütün iki üç arasında önce onun onlar necə lakin amma də da nə əgər olub bildirib ölkə prezident prezidenti
    şəhər rayonu edən edilib olduğunu haqqında nəfər
    gün məktəb açılıb imzalandı saziş davam edəcək edir nazir nazirliyi`,
  kmr: `û ku li ji bi yê yên ya xwe bû hat hatin dike dikin kir kirin ser jî nav ev ev ew wan wê heta piştî berî jibo bo
    navbera dibe bûye gelek nû kurd kurdistan rojava şer şerê de di da ne na ez em hûn tu wî me min te çawa çi kî kes
    kesan du sê çar her hemû hîn êdî dema îro duh sibe bajar bajarê gund gundê gundên welat welatê hêz hêzên pêşmerge
    rizgar kuştin mirin hate hatine dibin dibêje got gotin gotina daxuyanî ragihand ragihandin diyar berdewam didome
    dest pê re ve jê lê an yan jin zarok xelk xelkê kurdî kurdan kurdên birîndar êrîş êrîşa êrîşê partiya
    serokê serok hevserok hevserokê çû çûn tê tên heye hene tune nîne dê wek weke bêhtir herî gel dewlet dewleta artêşa
    gihîştin bes ligel rê ber bin din
    ê herin name axivî şand girtîgehê girtîgeh qedexe rakirin hikûmeta hikûmet herêma herêm kurdistanê biryar parlamentoya civiya nexweşxaneya jinên zimanê ziman dibistan dibistanan derkevin baran berf tirk berxwedana hevdîtin hevdîtina bombe vekirin roja rojê amade mal malên gihaştin hilbijartin hilbijartinên
    nûçe nûçeyên rewşa rewş penaber penaberan balyozê pêşwaziya pêşwazî aramî ewlehî ewlehiyê azadî azadiya aştî aştiyê welatî welatiyan sivîl şehîd fermandarê rojnamevan rojnameger dadgeh dadgehê girtin hatiye kiribû nekir nabe dikarin dixwaze dixwazin divê çima kengî kîjan rojên sala salê meha saet kurdî tirkî erebî sûriyê tirkiyê tirkiyeyê îraqê îranê pirtûk xwendekar mamoste çand çanda`,
  diq: `û de ra ro rê o a ke yê na no ê ey înan înan zî xo bi kerd kerdo kerdî beno benê bîyo bîyê vano vana vanê vat vato
    est esto estî çin çino ma şima ez mi to se çi kam nika ewro vizêr meşte dewe dewa şaristan kurdkî kirdkî zazakî
    dersim amed kerdene biyene ame şi şîyo şîyê amey amo tiya uca hende zaf bol rîyo rî seba verê peynî mîyan
    mîyanê ser sero domanî cenî merdim merdimî roşna newe tewr tena gore raşt
    kena keno kenê kenî dewanê keyeyê keye merdî bî hîrê şonê vejîya vejîyo`,
}

export const ARABIC_WORDS: Readonly<Record<string, string>> = {
  ar: `في من على إلى أن إن التي الذي الذين عن مع هذا هذه ذلك تلك بعد قبل قال قالت قد لم لن لا ما كان كانت كما بين خلال ضد
    حول عند عدد حيث أو ثم كل بعض غير منذ حتى أكثر إنه أنه أنها إنها بأن لكن ولم وقد وفي ومن وقال وقالت وكان وكانت هو هي هم
    له لها لهم به بها فيه فيها عليه عليها يوم اليوم أمس أمام تحت فوق دون عبر نحو لدى أي أيضا أيضاً هناك الآن دخلت وصل وصلت
    مدينة مدن بلدة قرية ريف شمال جنوب شرق غرب قوات مقتل غارات جوية مواقع رئيس وزير حزب آلاف مئات عشرات قافلة مساعدات جديدة
    جديد افتتاح تتقدم يتقدم متحدث باسم خبر شهر`,
  fa: `و در به از که را با این برای است شد شده می آن بر یک تا خود هم یا نیز بود باشد کرد کردند کرده شود های ها ای اما اگر
    پس پیش بین درباره دیگر هر همه روز امروز دیروز گفت گفته گفتند نیست هستند بودند دارد دارند داد دادند آنها ما من او وی چه
    چرا چگونه همچنین علیه روی زیر بیش سال نیروهای ایران ایرانی کشور شهر حمله گزارش رئیس جمهور وزیر خبر تازه ادامه شدند کشته
    اند نمی خواهد باید توسط پیشروی میان هزار جدید شدن کردن`,
  ckb: `هات لە بە و بۆ کە ئەو ئەم لەگەڵ سەر دوای پێش پێی دەکات دەکەن کرد کردن کراوە بوو بووە هەیە نییە ئێمە ئەوان ئەوە ئەمە
    هەر هەموو چەند یەک دوو سێ نێوان لەلایەن لەسەر لەناو وەک بەڵام یان تا زۆر زیاتر دەبێت دەڵێت گوت وتی رایگەیاند
    ڕایگەیاند سەرۆکی هەرێم هەرێمی کوردستان شاری شار پێشمەرگە پێشمەرگەی حکومەتی حکومەت وەزیری ئەمڕۆ دوێنێ کەس کوژران
    بریندار هێزی هێزەکانی هەولێر سلێمانی کەرکوک بەرەو دەستی پێکرد لێ دا نوێ کورد کوردی کوردان نەوت هاوڵاتیان پارتی`,
  'kmr-Arab': `ل ژ ب د دێ یێ یا یێن کو ئەڤ ئەڤە دگەل بۆ وێ وی وان خۆ ڤە ژی نە هاتن هات کرن کر چوو بوون دبیت دبێژیت
    گۆت گوت ئەو ئەم هوون تە مە من لسەر ژبەر ژلایێ ژلایی ئەوێ ئەوێن پشتی بەری هەتا نوکە ئەڤرۆ دهۆک دهۆکێ بەهدینان
    پارێزگەها پارێزگارێ باژێر باژێرێ باژێڕێ باژێڕ گوندێ گوندێن خەلکێ حکومەتا هەرێما کوردستانێ پێشمەرگەی وەکی گەلەک
    پتر سەرۆکێ وەزیرێ هێزێن دکەت دکەن دکەتن دئێتە دێن سێ جاران
    دەرکەتن چوونە هاتنە هاتە گوندی باژێڕی باژێڕێ ژبۆ`,
  ur: `کے کی کا میں ہے اور سے کو نے پر کہ ہیں یہ اس ایک تھا تھی تھے کر گیا گئی گئے بھی نہیں ہو وہ کیا لیے بعد ساتھ جو ان
    تو تک ہی اپنے کچھ کرنے ہوئے ہوا رہا رہے رہی والے والی دو سال بھارت پاکستان کہا ملک جب لیکن`,
  ps: `د په او چې له کې ته دی ده دي یې سره هم کړي کړ شوي شو وو وه نه یو دا هغه دغه څخه پر لپاره کوي وي شي وایي وویل
    کېږي افغانستان طالبانو ولسمشر هېواد خپل خپلو بل باندې اړه پورې پسې ورته`,
  ug: `ۋە بىلەن بۇ بىر ئۈچۈن ئۇ بولغان قىلىپ دەپ كېيىن ئۇيغۇر ئىدى ئەمەس بار يوق شۇ ئىچىدە ھەم قىلغان ياكى خىتاي نىڭ
    خەۋەر خەۋەرنى ھۆكۈمىتى قىلدى تىلىدىكى`,
  sd: `۾ ۽ جي جو جا کي ته آهي آهن سان کان لاء هن تي جنهن پوءِ به ڪري ڪيو جون سنڌ سنڌي هڪ ٿي ٿيو ڪرڻ ناهي`,
}

export const CYRILLIC_WORDS: Readonly<Record<string, string>> = {
  ru: `и в не на что с по как это из от за для к о но он она они его её их был была было были бы так уже или при до
    после также когда если чем все мы вы я том тем этом которые который
    сказал нет президент министр года году город города армия человек люди вошла заявил новый`,
  uk: `і в не на що з по як це із від за для до о але він вона вони його її їх був була було були б так вже або при та у й
    після також коли якщо ніж всі ми ви я який які яка про під
    сказав немає президент міністр року місто міста армія людей новий`,
  bg: `и в не на че с по как това от за до но той тя те му е са беше бяха ще да се след също когато ако или при които
    който като през със във
    президент министър година град града хора нов няма`,
  sr: `и у не на да с по као ово из од за до али он она они је су био била било ће се након такође када ако или при који
    која које што са`,
}

export const HEBREW_WORDS: Readonly<Record<string, string>> = {
  he: 'של על את לא עם כי זה הוא היא אל אם גם או יש אין היה היו אחרי לפני בין כל יותר רק אבל אני אנחנו הם מאות לעיר',
  yi: 'און דער די דאס איז פון אין צו מיט נישט האט א פאר זיין וואס אויף אז ער זי מען',
}

/**
 * Endings of four letters that hardly any other language of Latin script has; with i for ı, so that capitals and
 * what was typed without its dot are known too.
 */
export const TURKISH_ENDINGS: ReadonlySet<string> = new Set(
  'iyor uyor üyor yorl inda inde unda ünde iyle acak ecek igin iğin iğin mesi ildi ündü iler'.split(' '),
)

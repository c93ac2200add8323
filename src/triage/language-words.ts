// Everyday words of the languages that people write in: greetings, function words, negations, "from". Data only.
// Written as in `lightly`; a word that several languages share is weak evidence for each, so it may stand twice.

import type { LanguageCode } from '../model/language.ts';

export type LanguageWords = {
  readonly code: LanguageCode;
  /** Function words: how a language is told, and what carries little meaning in a phrase. */
  readonly words: string;
  /** A greeting or thanks says little but tells the language. */
  readonly greetings: string;
  readonly not: string;
  /** Words before a place that one comes from, rather than is in. */
  readonly from: string;
  /** Letters that among the languages of its script point to this one. */
  readonly letters?: string;
};

const row = (
  code: LanguageCode,
  words: string,
  greetings: string,
  not = '',
  from = '',
  letters = '',
): LanguageWords => ({ code, words, greetings, not, from, letters });

export const LANGUAGE_WORDS: readonly LanguageWords[] = [
  row(
    'en',
    "i i'm im me my we you your he she it they the a an and or but if is are am was be been have has had do does did can could will would should to of in on at for with from by as this that these there what when where who how which why want need please help know get about just so because yes yeah ok",
    'hello hi hey thanks thank thx bye good morning',
    "not no dont don't cant can't cannot wont won't never doesnt doesn't didnt didn't isnt isn't",
    'from left',
  ),
  row(
    'fr',
    "je j'ai jai tu il elle nous vous ils on mon ma mes votre vos le la les un une des du de et ou mais si est suis êtes sont c'est cest a ai avez ont peux peut puis voudrais veux pour avec dans sur par en au aux ce cette ces que qui quoi où comment quand pourquoi quel quelle besoin faire être avoir plus bien très chez",
    'bonjour bonsoir salut coucou merci revoir svp slt',
    'pas ne n non jamais plus rien sans nest nai',
    'de du quitté viens',
    'œùûçêëîôàèé',
  ),
  row(
    'de',
    'ja ich du er sie es wir ihr mein meine meinen dein der die das den dem des ein eine einen einem einer und oder aber wenn ist bin sind war sein habe hat haben kann können will möchte muss darf soll für mit in im auf an zu zum zur von bei nach aus wie was wo wer wann warum welche brauche gibt es auch noch schon hier bitte mich mir sich als über ob machen',
    'hallo guten tag morgen abend danke servus moin grüß gott tschüss',
    'nicht kein keine keinen nie niemals nein ohne',
    'aus von',
    'ßäöü',
  ),
  row(
    'ar',
    'نعم ايوه أنا انا نحن هو هي أنت انت هل ما ماذا من في على إلى الى عن مع هذا هذه ذلك التي الذي كيف أين اين متى لماذا أريد اريد أحتاج احتاج أن ان إن كان كانت عندي لدي لي عند بعد قبل أو او و لكن إذا اذا كل يمكن يمكنني ممكن بدي شو وين كيفني ازاي عايز عاوز محتاج ابغى لو كم هون هنا حتى لازم اللي مين ليش بس الله أستطيع استطيع عمل شركة',
    'مرحبا مرحبًا أهلا اهلا السلام عليكم سلام شكرا شكرًا صباح مساء الخير هلا',
    'لا لم لن ليس ليست ما مش مو غير بدون بلا',
    'من',
    'ةضصظطذثىإأ',
  ),
  row(
    'uk',
    'так я ти він вона воно ми ви вони мій моя моє мої мені мене мною нам нас вам вас чи що як де коли хто чому який яка яке які це цей ця та і й в у з із до на за для від по про при без але або якщо є був була було бути маю має можу можна хочу треба потрібно потрібна потрібен будь ласка тут там вже ще також тільки дуже допоможіть підкажіть скажіть свій свою свого',
    'привіт вітаю добрий день доброго дня ранку вечора дякую здрастуйте добридень',
    'не ні ніколи немає нема без',
    'з із зі від',
    'іїєґ',
  ),
  row(
    'ru',
    'да я ты он она оно мы вы они мой моя моё мои мне меня мной нам нас вам вас ли что как где когда кто почему какой какая какие это этот эта и в у с из к на за для от по о об при но или если есть был была было быть могу можно хочу надо нужно нужна нужен пожалуйста здесь там уже ещё еще также только очень помогите подскажите скажите свой свою своего',
    'привет здравствуйте добрый день доброе утро спасибо вечер здрасте',
    'не нет никогда без',
    'из от',
    'ыэъё',
  ),
  row(
    'bg',
    'аз ти той тя ние вие те мой моя моите ми ме ни ви ли какво как къде кога кой защо каква какви каквото това този тази и в във на с със от до за по при но или ако е съм са си бях беше мога може искам трябва имам има да се че който която които тук там още също само много моля ще',
    'здравейте здравей здрасти благодаря добър ден мерси',
    'не няма никога без',
    'от',
    'ъщ',
  ),
  row(
    'fa',
    'بله من تو او ما شما آنها این آن که در به از با برای را و یا اگر است هست هستم هستیم بود باشد می می‌خواهم میخواهم میخوام می‌توانم میتوانم میتونم چطور چگونه چه کجا کی چرا آیا کنم کنید دارم دارد نیاز لطفا لطفاً باید هم یک تا بعد خود من‌را رو برام چند چی اینجا کار شرکت کردن شدن',
    'سلام درود خسته نباشید ممنون مرسی تشکر متشکرم صبح بخیر',
    'نه نیست ندارم نمی نمی‌خواهم نمیخوام نمی‌توانم نمیتونم هرگز بدون',
    'از',
    'پچژگی',
  ),
  row('prs', 'میخایم میخایم میتانم استم استیم چیز کدام کجاست بیادر لطفآ', 'تشکر زنده باشین', 'نیستم', 'از'),
  row(
    'ps',
    'زه ته هغه موږ تاسو دوی زما ستا د په کې کی له سره ته او یا که خو دا دغه چې چیرته څنګه څه ولې کله څوک غواړم لرم کولی شم شي کړم یم یو دي ده شته لپاره باید مرسته دلته هم ډېر',
    'سلام ستړي مه شې مننه ښه راغلاست پخیر',
    'نه نشته نشم هیڅکله',
    'له',
    'ټډړږښڼځڅېۍګ',
  ),
  row(
    'ur',
    'میں ہم تم آپ وہ یہ میرا میری میرے مجھے ہمیں کا کی کے کو سے پر نے اور یا لیکن اگر ہے ہیں ہوں تھا تھی کیا کیسے کہاں کب کون کیوں چاہتا چاہتی چاہیے کر کرنا سکتا سکتی ہو رہا رہی لیے لئے ساتھ یہاں بھی براہ کرم مدد',
    'السلام علیکم سلام شکریہ ہیلو آداب',
    'نہیں نہ مت کبھی بغیر',
    'سے',
    'ٹڈڑےںہھ',
  ),
  row(
    'ckb',
    'من تۆ ئەو ئێمە ئێوە ئەوان لە بۆ بە کە و یان ئەگەر ئەم ئەمە چۆن چی کوێ کەی کێ بۆچی دەمەوێ دەتوانم دەکرێت هەیە نییە پێویستم تکایە من ئێستا لێرە هەر زۆر یارمەتی بکەم چەند',
    'سڵاو سلاو سوپاس چۆنی بەیانی باش',
    'نا ناتوانم نامەوێ نییە بێ',
    'لە',
    'ەێۆڵڕڤ',
  ),
  row(
    'ku',
    'ez tu ew em hûn min te wî wê me we li ji bo bi û an ger lê ev ew çi çawa ku kî kengî çima dixwazim dikarim heye heyî hewce pêwîst ji kerema xwe re de da jî gelek alîkarî bikim karê vir yek dê',
    'silav merheba spas rojbaş roj baş',
    'na ne nikarim naxwazim tune',
    'ji',
    'êîûçş',
  ),
  row(
    'tr',
    'evet ben sen o biz siz onlar benim bana beni bizim bir ve veya ama eğer bu şu için ile de da mi mı mu mü ne nasıl nerede nereden kim neden hangi var istiyorum isterim lazım gerek gerekiyor olarak olan olur olmak yapmak yapabilirim alabilirim lütfen çok daha gibi kadar burada nereye miyim mıyım',
    'merhaba selam selamlar teşekkürler teşekkür ederim günaydın iyi günler',
    'değil yok hayır hiç asla istemiyorum',
    'dan den',
    'ğışç',
  ),
  row(
    'es',
    'sí yo tú él ella nosotros usted ustedes ellos mi mis su sus el la los las un una unos de del y o pero si es soy eres son está estoy estar ser tengo tiene hay puedo puede quiero necesito para por con en a al que qué cómo cuándo dónde quién cuál cuáles este esta esto más muy también aquí porque se me lo como hacer',
    'hola buenos días buenas tardes gracias adiós',
    'no ni nunca jamás sin',
    'de desde',
    'ñ¿áíóú',
  ),
  row(
    'it',
    'sì io tu lui lei noi voi loro mio mia miei il lo la i gli le un una uno di del della dei e o ma se è sono sei ho hai ha abbiamo posso può voglio vorrei per con in a al che cosa come quando dove chi quale quali questo questa più molto anche qui perché si mi ci devo fare essere avere bisogno nel nella da',
    'ciao buongiorno buonasera salve grazie',
    'non no mai senza',
    'da dalla',
    'èòàù',
  ),
  row(
    'pt',
    'sim eu tu ele ela nós você vocês eles meu minha o a os as um uma de do da dos das e ou mas se é sou são está estou ser ter tenho tem há posso pode quero preciso para por com em no na que como quando onde quem qual quais este esta isto mais muito também aqui porque me não fazer',
    'olá oi bom dia boa tarde obrigado obrigada tchau',
    'não nunca nem sem',
    'de do da',
    'ãõç',
  ),
  row(
    'pl',
    'tak ja ty on ona my wy oni mój moja moje mi mnie nam nas się i w z do na za dla od po o przy ale lub albo jeśli czy co jak gdzie kiedy kto dlaczego jaki jaka jakie to ten ta jest jestem są był być mam ma mogę można chcę muszę trzeba potrzebuję proszę tu tutaj tam już jeszcze także tylko bardzo żeby aby mieć',
    'cześć dzień dobry witam dziękuję hej siema',
    'nie nigdy bez',
    'z ze od',
    'ąęłńśźż',
  ),
  row(
    'ro',
    'da eu tu el ea noi voi ei ele meu mea un o și sau dar dacă este e sunt ești suntem am ai are avem pot poate vreau doresc trebuie nevoie pentru cu în la de din pe prin ce cum când unde cine care acest aceasta mai foarte aici că să se îmi mă fac face fi firmă',
    'bună salut ziua mulțumesc mersi alo',
    'nu niciodată fără',
    'din',
    'ășțîâ',
  ),
  row(
    'sq',
    'unë ti ai ajo ne ju ata im ime e të në me për nga dhe ose por nëse është jam janë kam ka kemi mund dua doja duhet nevojë çfarë si ku kur kush pse cili kjo ky këtu më shumë edhe një do bëj',
    'përshëndetje tungjatjeta miredita mirëdita faleminderit ckemi',
    'nuk jo asnjëherë pa',
    'nga',
    'ëç',
  ),
  row(
    'so',
    'aniga adiga isaga iyada annaga waan waxaan wuxuu waxay waa ma in oo iyo ama laakiin haddii ka ku u la si sidee xaggee goorma ayaa maxaa maxay yaa rabaa doonayaa karaa leeyahay ahay yahay tahay waxa halkan aad fadlan caawimaad ganacsi soo mid kale laga loo igu iga shaqo',
    'salaan asc nabad mahadsanid iska warran haye',
    'ma maya aan la',
    'ka',
  ),
  row(
    'vi',
    'tôi bạn anh chị em chúng họ là của và hoặc nhưng nếu có không được cho với ở trong từ đến này đó gì nào sao đâu ai khi bao nhiêu muốn cần phải làm thế xin giúp rất cũng các một những để',
    'chào xin cảm ơn',
    'không chưa chẳng',
    'từ',
    'ăđơưạảấầậắặẹẽếềểễệỉịọỏốồổỗộớờởợụủứừửữựỳỷỹ',
  ),
  row(
    'nl',
    'ja ik jij je hij zij wij we jullie ze mijn jouw uw u de het een en of maar als is ben bent zijn was heb hebt heeft hebben kan kunnen wil willen moet mag voor met in op aan naar van bij uit te om hoe wat waar wie wanneer waarom welke dit dat deze er ook nog al hier niet graag nodig worden mij',
    'hallo hoi dag goedemorgen goedendag bedankt dank doei',
    'niet geen nooit nee zonder',
    'uit van',
    'ĳ',
  ),
  row(
    'sv',
    'ja jag du han hon vi ni de mig min mitt mina en ett och eller men om är var vara har hade kan ska vill måste får för med i på av till från hos hur vad var vem när varför vilken vilka det den detta att som också här inte behöver finns bli ju så',
    'hej hejsan tack god morgon tjena',
    'inte ingen aldrig nej utan',
    'från',
    'åäö',
  ),
  row('el', '', 'γεια καλημέρα ευχαριστώ', 'δεν μη όχι ποτέ χωρίς', 'από'),
  row(
    'am',
    'እኔ አንተ አንቺ እሱ እሷ እኛ እናንተ እነሱ ነው ናቸው ነኝ አለ አለኝ የለም ወደ ስለ እና ወይም ግን ከሆነ ይህ ያ ምን እንዴት የት መቼ ማን ለምን እፈልጋለሁ እችላለሁ ይቻላል እባክህ እባክዎ ላይ ውስጥ ጋር ነበር መሆን ሥራ',
    'ሰላም ታዲያስ ጤና ይስጥልኝ አመሰግናለሁ',
    'አይደለም የለም አልችልም አልፈልግም',
    'ከ',
    'ጸሠኸ',
  ),
  row(
    'ti',
    'ኣነ ንስኻ ንስኺ ንሱ ንሳ ንሕና ንስኻትኩም ንሳቶም እዩ እዮም ኣሎ ኣለኒ ናብ ብዛዕባ ከምኡ ወይ ግን እንተ እዚ እቲ እንታይ ከመይ ኣበይ መዓስ መን ንምንታይ ይደሊ እደሊ ክኽእል እኽእል ይከኣል በጃኹም ኣብ ውሽጢ ምስ ነይሩ ምዃን ስራሕ ካብ ናይ',
    'ሰላም ከመይ ኣለኹም የቐንየለይ',
    'ኣይኮነን የለን ኣይክእልን ኣይደልን',
    'ካብ',
    'ኣቐኹዃሕዕ',
  ),
];

/** Words that join two wishes in one message. */
export const JOINING_WORDS: ReadonlySet<string> = new Set(
  'and but also und aber auch außerdem et mais aussi و لكن وكمان وأيضا كمان і та але також и но также а y pero también e ma anche mas também i ale oraz și dar ve ama dhe por en maar ook och men iyo laakiin اور و یا'.split(
    ' ',
  ),
);

/** What politeness adds to an answer or a pick: "yes please", "the second one, thanks". */
export const POLITE_WORDS: ReadonlySet<string> = new Set(
  'please pls plz you very much one option number choice sure really dear sir madam bitte gern svp plait stp il te vous s veuillez merci будь ласка прошу пожалуйста пожалуиста номер لو سمحت سمحتم من فضلك رجاء رقم lütfen lutfen prego favor proszę prosze vă rog ju lutem لطفا'.split(
    ' ',
  ),
);

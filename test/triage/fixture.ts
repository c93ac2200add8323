// A small hand-made line for the tests of triage: seven topics, four languages, a few places. No real facts.

import type { LanguageCode, Texts } from '../../src/model/language.ts';
import type { Line, LocaleTexts } from '../../src/model/line.ts';
import type { Intent, Phrases } from '../../src/model/phrase.ts';
import type { Place } from '../../src/model/place.ts';
import type { Topic } from '../../src/model/topic.ts';

const TOPICS: Readonly<Record<string, Readonly<Record<LanguageCode, readonly string[]>>>> = {
  'biz.start': {
    en: [
      'i want to open a shop',
      'how do i start a business',
      'i want start bisnes',
      'open my own restaurant',
      'i would like to be self-employed',
      'first steps to found a company',
      'can you help me start my own company',
      'i have an idea for a small business',
    ],
    de: [
      'ich will ein geschäft aufmachen',
      'wie gründe ich eine firma',
      'ich möchte einen imbiss eröffnen',
      'selbständig machen wie geht das',
      'ich will mein eigenes restaurant',
      'erste schritte zur gründung',
      'ich habe eine geschäftsidee',
      'firma gründen',
    ],
    ar: [
      'أريد أن أفتح مطعما',
      'بدي افتح محل',
      'كيف أبدأ مشروع صغير',
      'أريد تأسيس شركة',
      'عندي فكرة مشروع',
      'كيف أفتح شركة',
      'حابب افتح صالون',
      'أريد أن أعمل لحسابي',
    ],
    uk: [
      'хочу відкрити магазин',
      'як почати бізнес',
      'як відкрити свою справу',
      'хочу відкрити кафе',
      'чи можна відкрити фоп',
      'маю ідею для бізнесу',
      'перші кроки для підприємця',
      'хочу працювати на себе',
    ],
  },
  'fin.micro': {
    en: [
      'i need a loan for my business',
      'where can i get a microcredit',
      'borrow money to start',
      'small business loan',
      'who lends money to migrants',
      'need money for a start',
      'bank refused me a loan',
      'microloan conditions',
    ],
    de: [
      'ich brauche einen kredit',
      'mikrokredit für gründer',
      'wer leiht mir geld für den start',
      'ich brauche geld',
      'kleiner kredit für mein geschäft',
      'kredit ohne bank',
      'geld leihen für die firma',
      'darlehen für selbständige',
    ],
    ar: [
      'أحتاج قرضا لمشروعي',
      'من يعطيني قرض صغير',
      'أريد قرض',
      'محتاج مصاري للمشروع',
      'تمويل مشروع صغير',
      'كيف أحصل على قرض',
      'البنك رفض القرض',
      'قرض بدون فوائد',
    ],
    uk: [
      'потрібен кредит на бізнес',
      'де взяти мікрокредит',
      'хочу взяти позику',
      'потрібні гроші на старт',
      'хто дає кредит українцям',
      'кредит для підприємця',
      'банк відмовив у кредиті',
      'позика на відкриття',
    ],
  },
  'biz.tax': {
    en: [
      'how do i get a tax number',
      'do i have to pay vat',
      'bookkeeping for my company',
      'tax return for the self-employed',
      'where do i register for tax',
      'what taxes do i pay',
      'invoice with vat',
      'accountant for taxes',
    ],
    de: [
      'wie bekomme ich eine steuernummer',
      'muss ich umsatzsteuer zahlen',
      'buchhaltung für meine firma',
      'steuererklärung selbständige',
      'finanzamt anmelden',
      'welche steuern zahle ich',
      'rechnung mit mehrwertsteuer',
      'steuerberater',
    ],
    ar: [
      'كيف أحصل على رقم ضريبي',
      'هل أدفع ضريبة',
      'محاسبة الشركة',
      'التصريح الضريبي',
      'كم الضرائب',
      'ضريبة القيمة المضافة',
      'محاسب للضرائب',
      'فاتورة مع ضريبة',
    ],
    uk: [
      'як отримати податковий номер',
      'чи треба платити пдв',
      'бухгалтерія для фірми',
      'податкова декларація',
      'які податки платити',
      'податки для підприємця',
      'рахунок з пдв',
      'бухгалтер',
    ],
  },
  'arr.housing': {
    en: [
      'i am looking for a flat',
      'how to rent a room',
      'help with housing',
      'we need a place to live',
      'apartment for my family',
      'landlord wants documents',
      'cheap rent',
      'social housing',
    ],
    de: [
      'ich suche eine wohnung',
      'zimmer mieten',
      'hilfe bei der wohnungssuche',
      'wir brauchen eine unterkunft',
      'wohnung für meine familie',
      'vermieter will unterlagen',
      'billige miete',
      'sozialwohnung',
    ],
    ar: [
      'أبحث عن شقة',
      'كيف أستأجر غرفة',
      'مساعدة في السكن',
      'نحتاج بيت',
      'شقة للعائلة',
      'إيجار رخيص',
      'بدي بيت للايجار',
      'سكن اجتماعي',
    ],
    uk: [
      'шукаю квартиру',
      'як орендувати кімнату',
      'допомога з житлом',
      'нам потрібне житло',
      'квартира для родини',
      'дешева оренда',
      'власник хоче документи',
      'соціальне житло',
    ],
  },
};

const DANGERS: Readonly<Record<string, Readonly<Record<LanguageCode, readonly string[]>>>> = {
  'safe.violence': {
    en: [
      'he hits me',
      'my husband beats me',
      'i am afraid of my partner',
      'he threatens to kill me',
      'i was raped',
    ],
    de: [
      'mein mann schlägt mich',
      'er bedroht mich',
      'ich habe angst vor meinem mann',
      'ich wurde vergewaltigt',
      'er hat mich geschlagen',
    ],
    ar: ['زوجي يضربني', 'يهددني بالقتل', 'أخاف من زوجي', 'تعرضت للاغتصاب', 'هو يضربني كل يوم'],
    uk: [
      'чоловік мене бʼє',
      'він мене побив',
      'він погрожує мені',
      'боюся свого чоловіка',
      'мене зґвалтували',
    ],
  },
  'safe.suicide': {
    en: [
      'i want to die',
      "i don't want to live any more",
      'i want to kill myself',
      'i will end my life',
      'i hurt myself',
    ],
    de: [
      'ich will sterben',
      'ich will nicht mehr leben',
      'ich bringe mich um',
      'ich will mich umbringen',
      'ich tue mir weh',
    ],
    ar: ['أريد أن أموت', 'لا أريد أن أعيش', 'سأقتل نفسي', 'أفكر في الانتحار', 'أؤذي نفسي'],
    uk: [
      'я хочу померти',
      'я не хочу більше жити',
      'хочу вбити себе',
      'покінчити з життям',
      'завдаю собі болю',
    ],
  },
  'safe.traffick': {
    en: [
      'my boss keeps my passport',
      'they took my passport',
      'i am forced to work',
      'i cannot leave my job they lock me in',
      'they make me work without pay',
    ],
    de: [
      'mein chef hat meinen pass',
      'sie haben mir den pass weggenommen',
      'ich werde zur arbeit gezwungen',
      'sie sperren mich ein',
      'ich muss ohne lohn arbeiten',
    ],
    ar: [
      'صاحب العمل أخذ جواز سفري',
      'أخذوا جوازي',
      'يجبرونني على العمل',
      'حبسوني في البيت',
      'أعمل بدون أجر بالقوة',
    ],
    uk: [
      'начальник забрав мій паспорт',
      'у мене забрали паспорт',
      'мене змушують працювати',
      'мене замкнули',
      'змушують працювати без оплати',
    ],
  },
  'safe.emergency': {
    en: ['there is a fire', 'fire', 'he is not breathing', 'i am in danger', 'call an ambulance'],
    de: ['es brennt', 'feuer', 'er atmet nicht', 'ich bin in gefahr', 'rufen sie einen krankenwagen'],
    ar: ['حريق', 'لا يتنفس', 'أنا في خطر', 'اتصلوا بالإسعاف', 'النجدة'],
    uk: ['пожежа', 'він не дихає', 'я в небезпеці', 'викличте швидку', 'рятуйте'],
  },
};

const INTENTS: Readonly<Record<LanguageCode, Partial<Record<Intent, readonly string[]>>>> = {
  en: {
    menu: ['menu', 'main menu', 'show me the menu', 'start page'],
    back: ['back', 'go back', 'one step back'],
    language: ['language', 'change language', 'other language'],
    person: [
      'a person',
      'human',
      'talk to a person',
      'i want to speak to a human',
      'real person please',
      'adviser',
    ],
    mydata: ['my data', 'what do you know about me', 'privacy'],
    delete: ['delete my data', 'forget me', 'erase everything'],
    stop: ['stop', 'unsubscribe', 'no more messages'],
    restart: ['restart', 'start again', 'from the beginning'],
    help: ['help', 'how does this work', 'what can you do'],
  },
  de: {
    menu: ['menü', 'hauptmenü', 'zum menü'],
    back: ['zurück', 'einen schritt zurück'],
    language: ['sprache', 'sprache ändern', 'andere sprache'],
    person: ['mensch', 'ich will mit einem menschen sprechen', 'mit jemandem reden', 'berater'],
    mydata: ['meine daten', 'was wisst ihr über mich', 'datenschutz'],
    delete: ['meine daten löschen', 'lösch alles', 'vergiss mich'],
    stop: ['stopp', 'aufhören', 'keine nachrichten mehr'],
    restart: ['neu anfangen', 'von vorn'],
    help: ['hilfe', 'wie funktioniert das'],
  },
  ar: {
    menu: ['القائمة', 'القائمة الرئيسية'],
    back: ['رجوع', 'للخلف'],
    language: ['اللغة', 'تغيير اللغة'],
    person: ['أريد التحدث مع شخص', 'موظف', 'شخص حقيقي'],
    mydata: ['بياناتي', 'الخصوصية'],
    delete: ['احذف بياناتي', 'امسح كل شيء'],
    stop: ['توقف', 'قف'],
    restart: ['من جديد', 'ابدأ من جديد'],
    help: ['مساعدة', 'كيف يعمل هذا'],
  },
  uk: {
    menu: ['меню', 'головне меню'],
    back: ['назад', 'повернутися'],
    language: ['мова', 'змінити мову'],
    person: ['хочу поговорити з людиною', 'оператор', 'жива людина'],
    mydata: ['мої дані', 'конфіденційність'],
    delete: ['видалити мої дані', 'видали все'],
    stop: ['стоп', 'зупинити'],
    restart: ['спочатку', 'почати знову'],
    help: ['допомога', 'як це працює'],
  },
};

const MORE: Readonly<
  Record<LanguageCode, Pick<Phrases, 'harmless' | 'none' | 'greetings' | 'statuses' | 'needs' | 'stages'>>
> = {
  en: {
    harmless: [
      'kill two birds with one stone',
      'my phone died',
      'how to fire an employee',
      'shooting a video',
      'fire insurance',
      'fire alarm certificate',
    ],
    none: [
      'what is the weather',
      'who won the match',
      'tell me a joke',
      'how old are you',
      'play some music',
      'my cat is sleepy',
      'recipe for soup',
      'the train is late',
    ],
    greetings: ['hello', 'hi', 'good morning', 'thank you', 'how are you'],
    statuses: new Map([
      ['asylum-seeker', ['i am an asylum seeker', 'i applied for asylum']],
      ['no-papers', ['i have no papers', 'without papers', 'undocumented']],
      ['student', ['student visa', 'i am a student']],
    ]),
    needs: new Map([
      ['free', ['for free', 'free of charge', 'it must cost nothing']],
      ['online', ['online']],
      ['women-only', ['for women only', 'only women']],
    ]),
    stages: new Map([['running', ['i already have a shop', 'my business is running']]]),
  },
  de: {
    harmless: ['mein handy ist gestorben', 'mitarbeiter feuern', 'zwei fliegen mit einer klappe schlagen'],
    none: [
      'wie wird das wetter',
      'erzähl einen witz',
      'wer hat das spiel gewonnen',
      'wie alt bist du',
      'rezept für suppe',
      'der zug ist spät',
    ],
    greetings: ['hallo', 'guten tag', 'danke'],
  },
  ar: {
    harmless: ['مات هاتفي'],
    none: ['كيف الطقس', 'احكي نكتة', 'من فاز بالمباراة', 'كم عمرك', 'وصفة شوربة'],
    greetings: ['مرحبا', 'السلام عليكم', 'شكرا'],
  },
  uk: {
    harmless: ['телефон помер'],
    none: ['яка погода', 'розкажи анекдот', 'хто виграв матч', 'скільки тобі років', 'рецепт супу'],
    greetings: ['привіт', 'добрий день', 'дякую'],
  },
};

const WORDS: Readonly<Record<LanguageCode, LocaleTexts>> = {
  en: {
    ordinals: 'first / 1st, second / 2nd, third / 3rd',
    'yes-words': 'yes, yeah, ok',
    'no-words': 'no, nope, not ok',
  },
  de: {
    ordinals: 'erste / ersten, zweite / zweiten, dritte / dritten',
    'yes-words': 'ja, klar',
    'no-words': 'nein',
  },
  ar: {
    ordinals: 'الأول / الأولى, الثاني / الثانية, الثالث / الثالثة',
    'yes-words': 'نعم, أيوه',
    'no-words': 'لا',
  },
  uk: {
    ordinals: 'перший / перша / перше, другий / друга / друге, третій / третя / третє',
    'yes-words': 'так',
    'no-words': 'ні',
  },
};

const place = (id: string, kind: Place['kind'], name: Texts, also: readonly string[] = []): Place => ({
  id,
  kind,
  name,
  also,
  latitude: 0,
  longitude: 0,
  timeZone: 'Europe/Berlin',
});

const PLACES: readonly Place[] = [
  place('europe', 'region', { en: 'Europe' }),
  place('de', 'country', { en: 'Germany', de: 'Deutschland', ar: 'ألمانيا', uk: 'Німеччина' }, [
    'Almanya',
    'Allemagne',
  ]),
  place('de/hamburg', 'city', { en: 'Hamburg', de: 'Hamburg', ar: 'هامبورغ', uk: 'Гамбург' }),
  place('de/berlin', 'city', { en: 'Berlin', de: 'Berlin', ar: 'برلين', uk: 'Берлін' }),
  place('at', 'country', { en: 'Austria', de: 'Österreich', ar: 'النمسا', uk: 'Австрія' }),
  place('fr', 'country', { en: 'France', de: 'Frankreich', ar: 'فرنسا', uk: 'Франція' }),
  place('it', 'country', { en: 'Italy', de: 'Italien', ar: 'إيطاليا', uk: 'Італія' }),
  place('ro', 'country', { en: 'Romania', de: 'Rumänien', ar: 'رومانيا', uk: 'Румунія' }),
  place('lu', 'country', { en: 'Luxembourg', de: 'Luxemburg', ar: 'لوكسمبورغ', uk: 'Люксембург' }),
  place('lu/luxembourg', 'city', { en: 'Luxembourg', de: 'Luxemburg', ar: 'لوكسمبورغ', uk: 'Люксембург' }),
];

const CODES = ['en', 'de', 'ar', 'uk'];

const topic = (code: string): Topic => ({
  code,
  parent: code.split('.')[0]!,
  name: {},
  description: {},
  mode: [],
  rules: [],
  asks: [],
});

/** The line of the tests. */
export function smallLine(): Line {
  const codes = [...Object.keys(TOPICS), ...Object.keys(DANGERS)];
  const group = (of: typeof TOPICS, code: LanguageCode) =>
    new Map(Object.entries(of).map(([name, texts]) => [name, texts[code]!] as const));
  return {
    name: 'small',
    place: 'europe',
    brand: { name: 'Small', tagline: {}, colour: '#000000', controller: 'nobody' },
    languages: CODES.map((code) => ({
      code,
      name: code,
      direction: code === 'ar' ? 'rtl' : 'ltr',
      review: { status: 'draft' },
    })),
    fallback: 'en',
    places: new Map(PLACES.map((each) => [each.id, each])),
    groups: [],
    topics: new Map(codes.map((code) => [code, topic(code)])),
    organisations: new Map(),
    services: new Map(),
    dialogs: new Map(),
    locales: new Map(CODES.map((code) => [code, { common: WORDS[code]! }])),
    phrases: new Map(
      CODES.map((code) => [
        code,
        {
          language: code,
          topics: group(TOPICS, code),
          dangers: group(DANGERS, code),
          intents: new Map(Object.entries(INTENTS[code]!) as [Intent, readonly string[]][]),
          ...MORE[code]!,
        },
      ]),
    ),
    safety: { numbers: [], texts: new Map(), review: new Map() },
    teams: new Map(),
    freshness: { safety: 30, amounts: 90, others: 180 },
    retentionHours: 24,
    helpPhones: [],
    hash: 'small',
  };
}

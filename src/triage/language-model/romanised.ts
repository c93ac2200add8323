// Notices Arabic, Farsi, Urdu and Ukrainian written in Latin letters: a short list of everyday words that no language
// written in Latin letters shares. Must not know the model. The training shows the same words to the class "other".

export type Romanised = 'ar' | 'fa' | 'ur' | 'uk';

const WORDS: Readonly<Record<Romanised, string>> = {
  ar: 'marhaba mar7aba salam salaam alaikum 3alaykum aleikum alaykum salamu ahlan sabah sabaho khair kheir 5eir masa2 shukran chokran choukran shokran afwan 3afwan min fadlak fadlik law samaht sama7t naam aywa aiwa la2 mish mesh mush mafi mafish fi 3andi 3indi 3ndi andi 3andak indi baddi biddi bidi badde bde bedde badi 3ayez 3ayz 3ayza 3awez 3awz ayez awez abgha abi abgha ureed orid urid uridu ouridou brit bghit bghina bghiti kifak kifik kefak keefak keef kaifa kayf kif shlonak shlonik shlon shu shou chou shoo esh eish wesh ash ach chno shno leish lesh leh lash 3lash fein feen wein wen win wayn ayna mata emta imta meta kam bikam kteer ktir kthir kathir jiddan jidan awi inta inti enta enty ana ana2 ehna e7na i7na nahnu houwe huwa hiya howa heya hada hadha haza hatha hay hayda dah di dha wallah walla inshallah insha2allah hamdulillah el7amdulillah alhamdulillah yalla habibi 7abibi sadiqi shughl shoghl sho8l shugl 3amal khidma mas3ada musa3ada musaada mosa3da sa3edni sa3idni saedni saidni ta3al ma3lesh maalesh iqama i2ama ikama eqama lojoo2 luju2 laje2 mahal ma7al dukkan dokkan flous fulus masari maktab madrasa tabib doctor mo7ami muhami awra2 wara2 waraq bint walad bayt beit 3arabi arabi 3ayle sowal su2al so2al 3ala 3an ba3d abl qabl halla2 halla hala2 dilwa2ti daba bukra bokra ghadan alyom elyom alyoum 3am 7elo 7ilu tamam tayeb tayyib lazim lazem mumkin momken kayn makaynch ma3endich 3endi walakin bas w halak halek halik 7alak 7alek haluk eftah aftah efta7 afta7 ftah fta7 nefta7 da3m qard tasri7 tasrih mashrou3 mashroo3 mashru3 tijara bidoun bidun bedoun bedun bala ma3i ma3ik 3andkom 3andkon mnain mnein ya3ni yaani laken lakin ra7 rah biddik badkon',
  fa: 'dorood dorud khoobi khubi khoobid khubid chetori chetorid chetoree khoshhalam mamnoon mamnun mamnoonam moteshakeram tashakor tashakkor merci kheyli kheili khayli lotfan lotfan khahesh mikonam mikonam mikonid mikonin mikone mikonim mikham mikhaham mikhwaham mekhaham mikhay mikhad mikhaim bale bali are areh nakheir nakher na nist hast hastam hasti hastim hastid hastand nistam daram dari darad dare darim darid nadaram nadari nadare nadarim bayad mishe mishavad meshe nemishe nemidoonam nemidonam nemidanam midoonam midonam midoni midanam mifahmam nemifahmam befarmaid befarmayid komak komakam komaki kar kari kargar kaar kojast koja kojaye chist chie chiye chi cheh chera kei key chand chandta chetor chegoone man shoma ma oona anha in un inja unja injast emrooz emruz farda dirooz diruz alan hala baraye barayam bara az ba dar ke ra ro ham hich hichi khaneh khoone khane pool pul madrese madreseh daftar edare sherkat maghaze dokan dukan eghamat eqamat panahande panahandegi panahjo mohajer vakil pezeshk doktor bimarestan zan mard bache bacheha khanevade khanom agha farsi dari iran afghanestan begirim begiram bekonam beram berim bayam biam konam konid koneed mikhastam bebakhshid bebakhshin khodahafez sobh shab bekheir bekhair salamat salam khub khoob bad bozorg kuchik soal sual porseshi moshkel moshkeli shoroo shuru shorou bazar kasb tejarat',
  ur: 'assalam alaikum walaikum adaab shukriya shukria shukriyah bohat bohot bahut meherbani mehrbani meharbani haan han ji jee nahi nahin nai nhi theek thik teek acha achha accha maaf kijiye kijiyega karein karen karo karna karta karti karte kar kiya kya kia kyun kyu kyon kaise kaisay kese kahan kahaan kab kitna kitni kitne kaun kon mein mai main mujhe mujhay mjhe mera meri mere hamara hamari hum ham aap ap apka apki apko tum tumhara woh wo yeh ye hai hain hun hoon hu ho tha thi thay hoga hogi raha rahi rahe chahiye chahye chahiay chahta chahti chahte madad madat sawal sawaal kaam naukri nokri paisa paise pesay ghar dukaan dukan karobar kaarobar shuru shroo sakta sakti sakte sakty lekin magar aur ya ke ka ki ko se say par pe liye liay wala wali waqt aaj kal abhi yahan wahan bachay bachon biwi shohar khandan wakeel vakeel kaghaz kaghzat panah panahguzeen ijazat zindagi zaroorat zarurat masla masail samajh pata maloom batao bataen batayen bataiye dein dena dijiye lena milega milegi mil urdu pakistan khuda hafiz allah hafiz',
  uk: 'pryvit pryvyt privit dobryi dobryj dobryy dobriy den dobryden dobroho dnia dnya ranku vechir vechora vitayu vitaiu dyakuyu diakuiu dyakuju dakuju diakuyu bud laska budlaska tak ni nemaye nemae nemaie ye meni mene tobi tebe vam vas nam nas potribna potriben potribno potribni dopomoha dopomoga dopomohy dopomozhit dopomozhit robota roboty robotu shukayu shukaiu khochu hochu xochu khochemo khoche mozhna mozhu mozhete moje mozhe yak jak yaki yaka yakyi shcho scho sho shto shchob de koly skilky chomu tomu chy abo ale vzhe shche sche duzhe dobre pohano hroshi groshi zhytlo kvartyra dytyna dity ditey rodyna ukrayina ukraina ukrayinska ukrainska ukrainskoyu ukrayinskoyu hovoryte hovoryty rozumiyu rozumiju nerozumiyu znayu znaju znaye dokumenty zakhyst zahyst tymchasovyi tymchasovyj tymchasovyy prytulok bizhenets bizhenci bizhentsi pytannya pytannia zapytannya vidkryty vidkryti biznes fop yurist advokat likar shkola misto mista zaraz sohodni sogodni zavtra vchora bula buv buly bude budu budemo maye maiemo mayu maiu treba proshu perepro pereproshuyu vybachte bilshe menshe tilky tilki lyshe vid dlia dlya pislia pislya pered cherez svoyu moya moyi moye mij miy tut tam kudy zvidky zvernutysia zvernutysya dopomohty dopomogty otrymaty otrymati zrobyty zrobiti pratsyuvaty pracyuvaty',
};

/** Words that languages written in Latin letters also use; they count little. */
const SHARED = new Set(
  'aap abi abl abo ach bala rah lakin laken acha advokat agha al alan ale allah ana anha ap are ash aur ayez ayna az ba bad bale bali bara bas bazar beit bent bidi bint biznes bud bude budu cherez chi daba dah dar dare dari de dea dein den di dity dlya dnia dobre doctor doktor dokumenty dukan duzhe el esh farsi fi flous fop hada hafiz hai hain hala hali ham han hast hay heya ho hu hum hun in indi inja inta inti iran jak jee ji ka kaar kab kal kam kar karen kari karo karta karte karti kayn ke kei kese key ki kia kif ko koly komak kon la la2 lash laska law lazim leh leish lena lesh ma madad mafi magar mahal mai main maju man mard masari masla mata maye mein mene meni merci mere meri meta mij mil min mish mista moje moya mumkin na naam nahi nai nam nas nemaye nhi ni oona pakistan panah par pata pe pered pool privit proshu pul ra ro robota robotu roboty sa sabah sakte salam sawal say se sherkat shkola shu sila skilky sual tak tam tamam tebe tha thay thi tilki tobi tomu treba tum tut ukraina un una urdu vakil vam vas vchora vid w wala wali wayn wein wen win wo ya yak ye zan zaraz zavtra znaju'.split(
    ' ',
  ),
);

const KNOWN = new Map<string, Set<Romanised>>();
for (const [language, words] of Object.entries(WORDS))
  for (const word of words.split(' ')) {
    const languages = KNOWN.get(word) ?? new Set<Romanised>();
    KNOWN.set(word, languages.add(language as Romanised));
  }

/** Words in Latin letters of one of these languages, for the training. */
export function romanisedWords(): readonly (readonly string[])[] {
  return Object.values(WORDS).map((words) => words.split(' '));
}
/** What a shared word counts. */
const FAINT = 0.25;
const ENOUGH = 1.75;
const SHARE = 0.4;

/**
 * The language that these words in Latin letters are likely written in, null when nothing tells. `words` are lower case
 * with digits kept (`3andi`), for digits stand for Arabic sounds.
 */
export function hearRomanised(words: readonly string[]): Romanised | null {
  const scores = new Map<Romanised, number>();
  for (const word of words) {
    const languages = KNOWN.get(word) ?? KNOWN.get(word.replace(/(\p{L})\1{2,}/gu, '$1'));
    for (const language of languages ?? []) {
      const worth = (SHARED.has(word) ? FAINT : 1) / languages!.size;
      scores.set(language, (scores.get(language) ?? 0) + worth);
    }
  }
  const [first, second] = [...scores].sort((one, other) => other[1] - one[1]);
  if (first === undefined) return null;
  const least = words.length === 1 ? 1 : ENOUGH;
  const share = first[1] / words.length;
  return first[1] >= least && share >= SHARE && first[1] > (second?.[1] ?? 0) ? first[0] : null;
}

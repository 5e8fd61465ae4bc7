import { Percolator } from './percolator/percolator.js';
import { type EntityForm } from './definitions.js';
import { matchStory } from './match-story.js';

/** The stretches of `text` in which a form of this language is found. */
function finds(language: string, form: string | EntityForm, text: string): string[] {
  const forms = { [language]: [typeof form === 'string' ? { text: form } : form] };
  const { matcher } = Percolator.compile({
    topics: [{ slug: 'topic', query: '@thing' }],
    entities: [{ slug: 'thing', name: 'Thing', kind: 'concept', forms }],
  });
  const evidence = matchStory(matcher, { title: '', text }).matches[0]?.evidence ?? [];
  return evidence.map(({ start, end }) => text.slice(start, end));
}

type Case = [language: string, form: string | EntityForm, accepted: string, rejected?: string];

const INFLECTION: Case[] = [
  [
    'ru',
    'договор',
    'договор договора договору договором договоре договоры договоров договорам',
    'договориться договорённость договорной',
  ],
  ['ru', 'Россия', 'Россия России Россию Россией', 'Россияне российский'],
  ['ru', 'Украина', 'Украина Украины Украине Украину Украиной', 'украинский украинец'],
  ['ru', 'Корея', 'Корея Кореи Корею Кореей Корее', 'кореец корейский'],
  ['ru', 'Китай', 'Китай Китая Китаю Китаем Китае', 'китайский китаец'],
  ['ru', 'Кремль', 'Кремль Кремля Кремлю Кремлём Кремле', 'кремлёвский'],
  ['ru', 'статья', 'статья статьи статье статью статьёй статей статьях', 'стать стал'],
  [
    'ru',
    'российский',
    'российский российского российскому российским российском российская российской российскую российские российских',
    'Россия',
  ],
  ['ru', 'Зеленский', 'Зеленский Зеленского Зеленскому Зеленским Зеленском'],
  ['ru', 'Лавров', 'Лавров Лаврова Лаврову Лавровым Лаврове'],
  ['ru', 'Захарова', 'Захарова Захаровой Захарову'],
  ['ru', 'ракета', 'ракета ракеты ракет ракете ракету ракетой ракетами ракетах', 'ракетный'],
  ['ru', 'поставка', 'поставка поставки поставок поставку поставкой поставкам поставками', 'поставил поставщик'],
  ['ru', 'ограничение', 'ограничение ограничения ограничений ограничению ограничением ограничениях', 'ограничить'],
  ['ru', 'санкции', 'санкции санкций санкциям санкциями санкциях', 'санкционный'],
  ['ru', 'оружие', 'оружие оружия оружию оружием', 'оружейный'],
  ['ru', 'помощь', 'помощь помощи помощью', 'помощник'],
  ['ru', 'китаец', 'китаец китайца китайцу китайцем китайцы китайцев', 'китайский'],
  ['ru', 'удар', 'удар удара удару ударом ударе удары ударов ударам ударами ударах', 'ударить ударный'],
  ['ru', 'МИД', 'МИД МИДа МИДу МИДом МИДе'],
  ['ru', 'США', 'США', 'сше сшой'],
  ['ru', 'Пхеньян', 'Пхеньян Пхеньяна Пхеньяну Пхеньяном Пхеньяне', 'пхеньянский'],
  ['ru', 'Путин', 'Путин Путина Путину Путиным Путине', 'путинский'],
  ['ru', 'уровень', 'уровень уровня уровню уровнем уровне уровни уровней', 'ровня'],
  ['uk', 'сторона', 'сторона сторони сторін сторону стороною', 'сторінка'],
  ['uk', 'червень', 'червень червня червню червні', 'червоний'],
  ['uk', 'договір', 'договір договору договором договорі договори договорів', 'договорився'],
  ['uk', 'Україна', 'Україна України Україні Україну Україною', 'український українець'],
  ['uk', 'Росія', 'Росія Росії Росію Росією', 'росіяни російський'],
  [
    'uk',
    'російський',
    'російський російського російському російським російська російської російську російські російських',
    'Росія',
  ],
  ['uk', 'Київ', 'Київ Києва Києву Києвом Києві', 'київський'],
  ['uk', 'Китай', 'Китай Китаю Китаєм Китаї Китаєві', 'китайський'],
  ['uk', 'Корея', 'Корея Кореї Корею Кореєю', 'корейський'],
  ['uk', 'дозвіл', 'дозвіл дозволу дозволом дозволи дозволів', 'дозволити'],
  ['uk', 'допомога', 'допомога допомоги допомозі допомогу допомогою', 'допомагати'],
  ['uk', 'обмеження', 'обмеження обмеженню обмеженням обмежень обмеженнях', 'обмежити'],
  ['uk', 'ракета', 'ракета ракети ракет ракеті ракету ракетою ракетами', 'ракетний'],
  ['uk', 'Зеленський', 'Зеленський Зеленського Зеленському Зеленським'],
  ['uk', 'Білорусь', 'Білорусь Білорусі Білоруссю'],
  ['uk', 'українець', 'українець українця українцю українцем українці українців', 'український'],
  ['uk', 'санкції', 'санкції санкцій санкціям санкціями', 'санкційний'],
  ['uk', "об'єкт", 'об’єкт обʼєкта об`єкту', 'об єкт'],
  ['en', 'treaty', "treaty treaties treaty's", 'treat entreaty'],
  ['en', 'missile', 'missile missiles Missile’s', 'missiled'],
  ['en', 'Kyiv', "Kyiv Kyiv's KYIV", 'Kyivan'],
  ['de', 'Vertrag', 'Vertrag Vertrags Vertrages Vertrage Verträge Verträgen', 'vertraglich'],
  ['de', 'nordkoreanisch', 'nordkoreanische nordkoreanischen nordkoreanischer', 'Nordkorea'],
  ['fr', 'traité', 'traité traités', 'traiter'],
  ['fr', 'nord-coréen', 'nord-coréen nord-coréens nord-coréenne', 'nord'],
  ['es', 'ruso', 'ruso rusa rusos rusas', 'Rusia'],
  ['es', 'misil', 'misil misiles', 'misilístico'],
  [
    'ko',
    '북한',
    '북한 북한은 북한이 북한을 북한의 북한에 북한과 북한군 북한군이 북한측 북한산 북한에서는',
    '북한강변 남북한',
  ],
  ['ko', '조약', '조약 조약을 조약이 조약은 조약에 조약의 조약문', '조약돌'],
  ['ko', '비준', '비준 비준했다 비준하고 비준되면 비준안', '비준수'],
  ['ko', '중', '중', '중도 중은 중에 집중'],
  ['ja', '条約', '条約 平和条約を', '条例'],
  ['ja', 'ロシア', 'ロシア ロシアの ロシア軍 在ロシア', 'ベロシアス'],
  ['zh-Hans', '俄罗斯', '俄罗斯 俄罗斯总统 在俄罗斯境内'],
];

describe('an entity form', () => {
  it.each(INFLECTION)('in %s: %j is found in each of "%s"', (language, form, accepted) => {
    for (const word of accepted.split(' '))
      expect([word, finds(language, form, `x ${word} x`).length]).toEqual([word, 1]);
  });

  it.each(INFLECTION.filter(([, , , rejected]) => rejected))(
    'in %s: %j, never in what only looks alike',
    (language, form, _accepted, rejected) => {
      for (const word of (rejected ?? '').split(' '))
        expect([word, finds(language, form, `x ${word} x`)]).toEqual([word, []]);
      expect(finds(language, form, `x ${rejected} x`)).toEqual([]);
    },
  );

  const CASES: [what: string, language: string, form: string | EntityForm, text: string, found: string[]][] = [
    [
      'inflects every word of a Russian name',
      'ru',
      'Северная Корея',
      'Войска Северной Кореи и с Северной Кореей.',
      ['Северной Кореи', 'Северной Кореей'],
    ],
    [
      'inflects every word of a Ukrainian name',
      'uk',
      'Північна Корея',
      'Про Північну Корею; у Північній Кореї.',
      ['Північну Корею', 'Північній Кореї'],
    ],
    [
      'inflects the last word of an indeclinable name',
      'ru',
      'Ким Чен Ын',
      'Встреча с Ким Чен Ыном, письмо Ким Чен Ыну',
      ['Ким Чен Ыном', 'Ким Чен Ыну'],
    ],
    [
      'ignores the dots of ё and the mark of stress',
      'ru',
      'самолёт',
      'самолет и са́молётами',
      ['самолет', 'са́молётами'],
    ],
    ['keeps й and и, ї and і, ґ and г apart', 'uk', { text: 'ґрати', inflect: false }, 'грати, ґрати', ['ґрати']],
    [
      'takes a written abbreviation for its capitals',
      'en',
      { text: 'US', exactCase: true },
      'The U.S. told us. US-made; he asked us',
      ['U.S.', 'US'],
    ],
    ['finds an initial with its name', 'en', 'N. Korea', 'Troops of N. Korea left. N Korea', ['N. Korea', 'N Korea']],
    [
      'parts a hyphen of any kind',
      'en',
      'North Korean',
      'A North‑Korean, north–korean',
      ['North‑Korean', 'north–korean'],
    ],
    ['parts the French article from its noun', 'fr', 'Ukraine', 'l’Ukraine, d&#8217;Ukraine', ['Ukraine', 'Ukraine']],
    [
      'reads an entity as its character',
      'en',
      'dual use',
      'dual&nbsp;use and dual&#45;use',
      ['dual&nbsp;use', 'dual&#45;use'],
    ],
    ['does not mind diacritics', 'es', 'Pekín', 'PEKIN, Pekín', ['PEKIN', 'Pekín']],
    ['holds its case when it must', 'en', { text: 'Pact', exactCase: true }, 'a pact, the Pact, PACT, Pacts', ['Pact']],
    [
      'holds the case of its stem when it inflects too',
      'ru',
      { text: 'Пакт', exactCase: true, inflect: true },
      'пакта Пакта Пактом',
      ['Пакта', 'Пактом'],
    ],
    [
      'goes on when it is a prefix',
      'ru',
      { text: 'ядерн', prefix: true },
      'неядерный, ядерного, ядерщик',
      ['ядерного'],
    ],
    ['does not inflect when told so', 'en', { text: 'arm', inflect: false }, 'arm arms', ['arm']],
    ['stands in a story of another language', 'ko', '북한', 'The paper wrote 북한은 today', ['북한은']],
    ['is found in decomposed Hangul', 'ko', '북한', '북한은'.normalize('NFD'), ['북한은'.normalize('NFD')]],
    [
      'spaces Korean compounds as it likes',
      'ko',
      '자동 군사 개입',
      '자동 군사개입, 자동군사개입, 자동 군사 개입 조항',
      ['자동 군사개입', '자동군사개입', '자동 군사 개입'],
    ],
    [
      'ends a compound when told so',
      'ko',
      { text: '조약', compound: true },
      '방위조약을 조약돌 조약',
      ['방위조약을', '조약'],
    ],
    ['is found between single-syllable names', 'ko', '북 러', '북·러 정상, 북-러 회담', ['북·러', '북-러']],
    [
      'runs on over a middle dot',
      'ja',
      'ウラジーミル・プーチン',
      'ウラジーミル・プーチン大統領',
      ['ウラジーミル・プーチン'],
    ],
    ['keeps voiced kana apart and halfwidth kana together', 'ja', 'ハス', 'バス ハス ﾊｽ ﾊﾞｽ', ['ハス', 'ﾊｽ']],
    ['is not found inside a longer katakana word', 'ja', 'ロシア', 'ロシアン・ルーレット', []],
    ['runs on over quotation marks', 'ja', '相互防衛条約', '「相互防衛」条約', ['相互防衛」条約']],
    ['ends at a comma between ideographs', 'zh-Hans', '朝俄', '访朝，俄方称', []],
    ['ends at a full stop', 'zh-Hans', '朝俄', '访朝。俄方称', []],
    [
      'runs on over a possessive',
      'en',
      'Moscow treaty',
      'Moscow’s treaty, MOSCOW&#8217;S treaty',
      ['Moscow’s treaty', 'MOSCOW&#8217;S treaty'],
    ],
    ['ends with the sentence', 'en', 'Russia China', 'He left Russia. China said', []],
    [
      'does not see soft hyphens and zero width',
      'en',
      'treaty',
      'trea\u00ADty tre\u200Baty',
      ['trea\u00ADty', 'tre\u200Baty'],
    ],
    ['sees fullwidth letters', 'en', 'ATACMS', 'ＡＴＡＣＭＳを', ['ＡＴＡＣＭＳ']],
    ['is the longest where two stand', 'zh-Hans', '条约', '条约', ['条约']],
  ];
  it.each(CASES)('%s', (_what, language, form, text, found) => {
    expect(finds(language, form, text)).toEqual(found);
  });
});

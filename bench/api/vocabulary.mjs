// Words of several languages, by rank: a few that searches ask for among many that are made of syllables. How often a word is used falls
// with its rank (Zipf), as in any language.
const SYLLABLES = {
  en: 'an ber cor dis el for gen hal in jor kel lan mon nor or per qua res sti tor un ver wal yon zer tion ment ing ed ly'.split(
    ' ',
  ),
  ru: 'ан бер вор гор дан ель жар зан ив кор лан мор нов об пер рос ста тов ур фен хор цен чер шан ния ский ность ами'.split(
    ' ',
  ),
  uk: 'ан бір вор гор дан ель жар зан ів кор лан мор нов об пер рос ста тів ур фен хор цен чер шан ння ський ність ами'.split(
    ' ',
  ),
  de: 'an ber kor dis ell for gen hal ein jor kel land mon nord or per qua res stein tor un ver wald zer ung keit lich isch'.split(
    ' ',
  ),
  ar: 'ال من وا بر كا تا ري ني دو سا فر مو لي ها شر قا جد حم عل نو'.split(' '),
  ko: '가 나 다 라 마 바 사 아 자 차 카 타 파 하 강 난 달 람 만 반 산 안 장 한 은 는 이 를'.split(' '),
  zh: [
    ...'的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经',
  ],
  ja: [
    ...'のにはをたがでてとしれさあいうえおかきくけこすせそちつなねぬ日本人年大一国中学会社長東京政府首相発表計画経済問題地域世界',
  ],
};
/** What searches ask for, with its rank. */
const KNOWN = {
  en: [
    [40, 'russia'],
    [60, 'ukraine'],
    [90, 'missile'],
    [130, 'korea'],
    [180, 'north'],
    [260, 'treaty'],
    [600, 'pyongyang'],
    [2_500, 'atacms'],
    [12_000, 'orchidaceous'],
  ],
  ru: [
    [40, 'россия'],
    [55, 'россии'],
    [150, 'ракета'],
    [300, 'договор'],
    [340, 'договором'],
    [1_500, 'кндр'],
  ],
  uk: [
    [40, 'україна'],
    [60, 'україни'],
    [200, 'ракета'],
    [400, 'договір'],
  ],
  de: [
    [60, 'russland'],
    [300, 'vertrag'],
  ],
  ar: [
    [60, 'روسيا'],
    [300, 'المعاهدة'],
  ],
  ko: [
    [30, '북한'],
    [36, '북한은'],
    [120, '러시아'],
    [260, '조약'],
    [280, '조약을'],
  ],
  zh: [],
  ja: [],
};
const PHRASES = { zh: ['朝鲜', '俄罗斯', '条约', '导弹'], ja: ['北朝鮮', 'ロシア', '条約', 'ミサイル'] };
const RANKS = { en: 30_000, ru: 30_000, uk: 20_000, de: 20_000, ar: 10_000, ko: 20_000, zh: 0, ja: 0 };
export const LANGUAGES = [
  ['en', 0.45],
  ['ru', 0.15],
  ['zh', 0.1],
  ['uk', 0.08],
  ['ko', 0.07],
  ['ja', 0.06],
  ['ar', 0.05],
  ['de', 0.04],
];

const SAMPLES = 1 << 20;

/** @param {() => number} random */
export function makeVocabulary(random) {
  const writers = Object.fromEntries(
    Object.keys(SYLLABLES).map((language) => [
      language,
      RANKS[language] === 0 ? characterWriter(language, random) : wordWriter(language, random),
    ]),
  );
  return { write: (language, length) => writers[language](length) };
}

function wordWriter(language, random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const words = new Map();
  const list = Array.from({ length: RANKS[language] }, (_, rank) => {
    let word = '';
    do word += pick(SYLLABLES[language]);
    while (word.length < 3 + Math.log2(rank + 2) / 2 || words.has(word));
    words.set(word, rank);
    return word;
  });
  for (const [rank, word] of KNOWN[language]) list[rank] = word;
  const sample = zipfSample(list.length, random);
  return (length) => {
    const out = [];
    for (let at = 0; at < length; at++) {
      const word = list[sample[Math.floor(random() * SAMPLES)]];
      out.push(at % 14 === 0 ? word.charAt(0).toUpperCase() + word.slice(1) : word);
      if (at % 14 === 13) out[at] += '.';
    }
    return out.join(' ');
  };
}

function characterWriter(language, random) {
  const sample = zipfSample(SYLLABLES[language].length, random);
  return (length) => {
    let out = '';
    for (let at = 0; at < length * 1.6; at++) {
      out += SYLLABLES[language][sample[Math.floor(random() * SAMPLES)]];
      if (random() < 0.004) out += PHRASES[language][Math.floor(random() * 4)];
      if (at % 20 === 19) out += '。';
    }
    return out;
  };
}

/** Ranks in the proportions of Zipf's law, for drawing from. */
function zipfSample(count, random) {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let rank = 0; rank < count; rank++) sums[rank] = sum += 1 / (rank + 2.7);
  return Int32Array.from({ length: SAMPLES }, () => {
    const wanted = random() * sum;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  });
}

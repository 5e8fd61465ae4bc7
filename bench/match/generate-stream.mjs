// A stream of invented stories and queries over it: the same for the same seed, on any machine.

/** mulberry32: 32 bits of state are enough for a benchmark's text. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const LANGUAGES = [
  { code: 'en', share: 0.84, words: 40_000, units: 3_200 },
  { code: 'ru', share: 0.06, words: 20_000, units: 3_000 },
  { code: 'uk', share: 0.03, words: 15_000, units: 3_000 },
  { code: 'ko', share: 0.04, words: 15_000, units: 1_400 },
  { code: 'zh', share: 0.03, words: 15_000, units: 1_200 },
];

const SYLLABLES = {
  en: 'ba be ca co da de di fi ga ge ha in ka la le li ma me mi na ne no on or pa pe po ra re ri ro sa se si so ta te ti to un va ve vi wa ther ment tion ing'.split(' '),
  ru: 'ба бе ва ве го да де до за ка ко ла ле ли ло ма ме ми на не но по пра ра ре ри ро са се си ста ста та те ти то ту ход ция ный ска'.split(' '),
  uk: 'ба ва ве го да де до за ка ко ла лі лю ма ме мі на не ні по пра ра рі ро са се сі ста та те ті то ту хід ція ний ська їх'.split(' '),
  ko: '가 나 다 라 마 바 사 아 자 차 카 하 군 북 한 정 부 대 통 령 회 담 조 약 전 쟁 미 국 일 보 경 제 외 교 발 표 시 위'.split(' '),
  zh: Array.from({ length: 2_000 }, (_, at) => String.fromCharCode(0x4e00 + at * 7)),
}; // prettier-ignore
const ENDINGS = { en: [...Array(40).fill(''), 's', 'ed', 'ing'], ru: ['', 'а', 'у', 'ом', 'е', 'ы', 'ов'], uk: ['', 'а', 'у', 'ом', 'і', 'и', 'ів'], ko: ['', '은', '이', '를', '의', '에서'], zh: [''] }; // prettier-ignore

export function generateStream({ stories, seed = 1 }) {
  const random = randomFrom(seed);
  const languages = LANGUAGES.map((language) => ({ ...language, vocabulary: makeVocabulary(language, random) }));
  const list = Array.from({ length: stories }, () => {
    let draw = random();
    const language = languages.find(({ share }) => (draw -= share) < 0) ?? languages[0];
    return makeStory(language, random);
  });
  return { stories: list, languages };
}

function makeVocabulary({ code, words }, random) {
  const known = new Set();
  while (known.size < words) {
    const length = code === 'zh' ? 2 : 2 + Math.floor(random() * 3);
    let word = '';
    for (let at = 0; at < length; at++) word += pick(SYLLABLES[code], random);
    known.add(word);
  }
  return [...known];
}

function makeStory({ code, vocabulary, units }, random) {
  // A story keeps to its subject: a tenth of its words come from a small part of the vocabulary.
  const subject = Math.floor(random() * 400);
  const length = units * (0.5 + random());
  const write = (limit) => {
    let text = '';
    let inSentence = 0;
    while (text.length < limit) {
      let word = pickWord(vocabulary, subject, random) + pick(ENDINGS[code], random);
      if (inSentence === 0) word = word[0].toUpperCase() + word.slice(1);
      const ends = ++inSentence > 8 && random() < 0.12;
      const stop = ends
        ? code === 'zh'
          ? '。'
          : '. '
        : code === 'zh'
          ? random() < 0.08
            ? '，'
            : ''
          : random() < 0.06
            ? ', '
            : ' ';
      text += word + stop;
      if (ends) inSentence = 0;
    }
    return text.trim();
  };
  return { title: write(60), text: write(length), language: code };
}

function pickWord(vocabulary, subject, random) {
  if (random() < 0.1) return subjectWord(vocabulary, subject, random);
  return vocabulary[rankAsInNews(random) % vocabulary.length];
}

/** One of sixty words, the first ones oftener, somewhere in the vocabulary beyond the commonest. */
function subjectWord(vocabulary, subject, random) {
  return vocabulary[200 + ((subject * 131 + zipf(60, random) * 17) % (vocabulary.length - 200))];
}

/** What share of all words the commonest ten, hundred … make up: counted in half a million words of English headlines. */
const SHARES = [[1, 0.05], [10, 0.18], [100, 0.36], [1_000, 0.65], [3_000, 0.81], [10_000, 0.94], [40_000, 1]]; // prettier-ignore

function rankAsInNews(random) {
  const draw = random();
  const to = SHARES.findIndex(([, share]) => draw < share);
  if (to === 0) return 0;
  const [low, lowShare] = SHARES[to - 1];
  const [high, highShare] = SHARES[to];
  return Math.floor(low * (high / low) ** ((draw - lowShare) / (highShare - lowShare)));
}

/** Rank by 1/rank, near enough. */
function zipf(size, random) {
  return Math.min(size - 1, Math.floor(Math.exp(random() * Math.log(size + 1))) - 1);
}

function pick(list, random) {
  return list[Math.floor(random() * list.length)];
}

/** Queries of seven leaves in the shapes that desks write, about what the stories tell of. */
export function generateQueries({ count, stream, seed = 2 }) {
  const random = randomFrom(seed);
  const entities = stream.languages[0].vocabulary.slice(300, 1_300).map((name, at) => ({
    slug: `entity-${at}`,
    name,
    kind: 'organization',
    forms: {
      en: [{ text: name }, { text: `${name} ${stream.languages[0].vocabulary[2_000 + at]}` }],
      ru: [{ text: stream.languages[1].vocabulary[300 + at] }],
      uk: [{ text: stream.languages[2].vocabulary[300 + at] }],
      ko: [{ text: stream.languages[3].vocabulary[300 + at] }],
      'zh-Hans': [{ text: stream.languages[4].vocabulary[300 + at] }],
    },
  }));
  const queries = Array.from({ length: count }, (_, at) => ({
    slug: `q${at}`,
    ...makeQuery(stream, entities, random),
  }));
  return { queries, entities };
}

function makeQuery({ languages }, entities, random) {
  let draw = random();
  const { vocabulary } = languages.find(({ share }) => (draw -= share) < 0) ?? languages[0];
  const subject = Math.floor(random() * 400);
  const rare = () => subjectWord(vocabulary, subject, random);
  const common = () => vocabulary[100 + Math.floor(random() * 3_000)];
  const phrase = () => `"${rare()} ${rare()}"`;
  const shape = random();
  if (shape < 0.4)
    return leaves(['or', rare(), rare(), phrase()], ['or', common(), common(), common()], ['not', rare()]);
  if (shape < 0.7)
    return leaves(['near', 20, [rare(), rare(), phrase()], [common(), common(), rare()]], ['not', rare()]);
  if (shape < 0.9)
    return leaves(
      ['or', entities[zipf(1_000, random)]],
      ['or', rare(), rare(), rare()],
      ['or', common(), common(), rare()],
    );
  return leaves(['title', rare(), rare(), rare()], ['or', common(), common(), common()], ['not', rare()]);
}

/** `query` for us, `parts` for the peers. */
function leaves(...parts) {
  const name = (leaf) => (typeof leaf === 'string' ? leaf : `@${leaf.slug}`);
  const any = (list) => `(${list.map(name).join(' OR ')})`;
  const print = ([kind, ...rest]) => {
    if (kind === 'not') return `NOT ${name(rest[0])}`;
    if (kind === 'near') return `${any(rest[1])} NEAR/${rest[0]} ${any(rest[2])}`;
    return kind === 'title' ? `title:${any(rest)}` : any(rest);
  };
  return { query: parts.map(print).join(' AND '), parts };
}

/** What a change of is a change of what is said, however alike the words around it are. */
export interface StatedFacts {
  /** Numbers, without the marks that part their digits; number words count as numbers. */
  figures: ReadonlySet<string>;
  negations: number;
  /** Folded. Capitalised words, or all words where the script has no capitals. */
  names: ReadonlySet<string>;
}

// From two on: "one" is an article in half of these languages.
const numberWords = [
  'two deux zwei dos два две двух две два дві двох 두 兩 两 二',
  'three trois drei tres три трех трое троє трьох 세 三',
  'four quatre vier cuatro четыре четырех чотири чотирьох 네 四',
  "five cinq fünf cinco пять пяти п’ять пʼять п'ять 五",
  'six sechs seis шесть шести шість 六',
  'seven sept sieben siete семь семи сім 七',
  'eight huit acht ocho восемь восьми вісім 八',
  "nine neuf neun nueve девять девяти дев’ять дев'ять 九",
  'ten dix zehn diez десять десяти 十',
  'eleven onze elf once одиннадцать одинадцять 十一',
  'twelve douze zwölf doce двенадцать дванадцять 十二',
];
const numberOfWord = new Map(
  numberWords.flatMap((words, at) => words.split(' ').map((word) => [word, String(at + 2)] as const)),
);
/** Han numerals count where something is counted: 三星 is a company, 三人 are three people. */
const HAN_COUNT = /[二两兩三四五六七八九十]+(?=[人名枚架艘发發次天日月年个個国國死伤傷])/gu;
const DIGITS = /\p{Nd}+(?:[.,' \u00a0\u202f]\p{Nd}{3})*(?:[.,]\p{Nd}+)?/gu;
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’ʼ.-][\p{L}\p{M}\p{N}]+)*/gu;

const NEGATION =
  /(?<![\p{L}\p{M}])(?:not|no|never|nobody|none|cannot|without|denies|denied|deny|\p{L}+n['’]t|не|нет|ни|никогда|отрицает|отрицают|опровергает|опровергла|опроверг|ні|ніколи|немає|заперечує|nicht|kein|keine|keinen|keiner|keinem|nie|niemals|ohne|dementiert|pas|jamais|aucun|aucune|dément|démentit|sans|ni|nunca|ningún|ninguna|desmiente|niega|sin)(?![\p{L}\p{M}])|않|못하|못한|없다|없는|없어|아니|부인|不(?!断|斷|少|仅|僅|同|久)|没有|沒有|未(?!来|來)|否认|否認|ない(?!し)|なかった|せず|否定/giu;

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

export function statedFacts(text: string): StatedFacts {
  const words = [...text.normalize('NFC').matchAll(WORD)].map(([word]) => word);
  return {
    figures: new Set([
      ...[...text.normalize('NFKC').matchAll(DIGITS)].map(([number]) =>
        number.replace(/[.,' \u00a0\u202f](?=\p{Nd}{3}(?!\p{Nd}))/gu, ''),
      ),
      ...words.flatMap((word) => numberOfWord.get(word.toLowerCase()) ?? []),
      ...[...text.matchAll(HAN_COUNT)].flatMap(([number]) => numberOfWord.get(number) ?? number),
    ]),
    negations: [...text.matchAll(NEGATION)].length,
    names: new Set(words.flatMap(splitUnspaced).filter(isName).map(fold)),
  };
}

/** Figures of the one that the other has not. */
export function figuresMissing(from: StatedFacts, of: StatedFacts): string[] {
  return [...of.figures].filter((figure) => !from.figures.has(figure));
}

/** Names of the one that the other has not, in no form of the word. */
export function namesMissing(from: StatedFacts, of: StatedFacts): string[] {
  return [...of.names].filter(
    (name) => !from.names.has(name) && ![...from.names].some((other) => isFormOf(name, other)),
  );
}

/** Words of a script without spaces; of one character they are hardly ever names. */
function splitUnspaced(word: string): string[] {
  if (!UNSPACED.test(word)) return [word];
  return [...segmenter.segment(word)].map(({ segment }) => segment).filter(({ length }) => length > 1);
}

function isName(word: string): boolean {
  return /^(?:\p{Lu}|\p{Lo})/u.test(word) && !numberOfWord.has(word.toLowerCase());
}

function fold(word: string): string {
  return word
    .replace(/['’ʼ]s$/u, '')
    .replaceAll('.', '')
    .toLowerCase();
}

/** Путин and Путина, exec and executives, 김정은 and 김정은이: the same with other endings. */
function isFormOf(one: string, other: string): boolean {
  const least = /^\p{Lo}/u.test(one) ? 2 : 4;
  let common = 0;
  while (common < one.length && one[common] === other[common]) common++;
  return common >= least && common >= Math.min(one.length, other.length) - 2;
}

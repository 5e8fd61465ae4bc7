const ABBREVIATIONS = new Set(
  (
    'mr mrs ms dr prof gen col lt maj capt sgt adm sen rep gov st mt no art sec fig vs etc inc ltd co corp dept est approx jr sr rev ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec pres vol pp ' +
    'г гг ст п пп им ул тыс млн млрд трлн руб см рис др проф акад ген напр св о обл р рр ім вул тис грн ін див наст ' +
    'bzw nr abs ca bspw evtl usw mio mrd str m mme mm mlle av env sra ee uu núm num jun ene dic'
  ).split(' '),
);
/** After "in the U.S." only a word like these opens a new sentence; a name goes on with the old one. */
const OPENERS = new Set(
  'the a an in it he she they we i but and on at this that these those there his her its their our as if for when while since after before however'.split(
    ' ',
  ),
);
const GERMAN_MONTHS =
  /^(januar|februar|marz|april|mai|juni|juli|august|september|oktober|november|dezember|quartal|jahrhundert)$/;
const CLOSING = `["'»«“”„)\\]」』》]*`;
const STOP = new RegExp(`[.!?]${CLOSING}(\\s|$|["'«“„(\\[「『《-])`, 'u');
const UNCASED_NEXT = /^[\p{Lo}\p{N}]/u;

/** Whether a sentence ends between two words; `between` is the normalised text that parts them. */
export function endsSentence(parts: { word: string; acronym: boolean; between: string; next: string }): boolean {
  const { word, acronym, between, next } = parts;
  if (/[\n。]/.test(between)) return true;
  const lower = word.toLowerCase();
  if (acronym && !/[.!?]/.test(between))
    return /\s/.test(between) && OPENERS.has(next.toLowerCase()) && startsUpper(next);
  if (!/[.!?]/.test(between)) return false;
  if (/^\p{Ll}/u.test(next)) return false;
  if (!STOP.test(between)) return isGluedSentence(word, between, next);
  if (/[!?]/.test(between)) return true;
  if (ABBREVIATIONS.has(lower) || isInitial(word)) return false;
  return !(/^\d{1,2}$/.test(word) && GERMAN_MONTHS.test(next.toLowerCase()));
}

/** "he said.Putin answered": a feed that lost the blank. Not "example.Com" with a capital on both sides, nor "3.5". */
function isGluedSentence(word: string, between: string, next: string): boolean {
  if (/^[!?]/.test(between)) return UNCASED_NEXT.test(next) || startsUpper(next);
  return (
    between === '.' && /[\p{Ll}\p{Lo}]$/u.test(word) && (startsUpper(next) || /^\p{Lo}/u.test(next)) && word.length > 2
  );
}

function startsUpper(word: string): boolean {
  return /^\p{Lu}/u.test(word);
}

/** "N. Korea", "С. Лавров": one cased letter and a full stop. A lone Hangul or Han character may well end a sentence. */
function isInitial(word: string): boolean {
  return /^\p{Lu}$/u.test(word);
}

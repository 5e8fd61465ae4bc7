import { eld } from 'eld/extrasmall';
import { SAMPLE_LENGTH, type WritingSystem, writingSystem } from './writing-system.js';

// Characters that mainland and Taiwanese print write differently, from the most frequent of news prose.
const simplified =
  /[这们来对说时国会为发过学后样从开关还现问长给业经见边进实两应东车书动电线语话认识读门间头买卖听写爱欢军战导弹乌俄罗声张讲议选举联韩马陈总统务员机约协页]/gu;
const traditional =
  /[這們來對說時國會為發過學後樣從開關還現問長給業經見邊進實兩應東車書動電線語話認識讀門間頭買賣聽寫愛歡軍戰導彈烏羅聲張講議選舉聯韓馬陳總統務員機約協頁]/gu;

/** In less than a headline, names decide more than the language does. */
const MIN_LETTERS = 30;
const ENOUGH_LETTERS = 60;
/** Between the likeliest language and the next, of 1. With these limits, no text of the gold set is given a wrong one. */
const MIN_MARGIN = 0.02;
const MIN_MARGIN_OF_FEW = 0.06;
/** Few languages are written in it, and their words differ in letters. */
const MIN_CYRILLIC_MARGIN = 0.008;
/** So many letters in another writing system are no quotation: the declaration was copied from a template. */
const CONTRADICTING_LETTERS = 40;

const latinOnly =
  'en de fr es it pt nl sv da no nb nn fi is pl cs sk sl hr hu ro et lv lt sq tr id ms vi tl ca eu gl ga'.split(' ');
const systemsOf = new Map<string, readonly WritingSystem[]>([
  ...latinOnly.map((language) => [language, ['latin']] as const),
  ...['ru', 'uk', 'be', 'bg', 'mk'].map((language) => [language, ['cyrillic']] as const),
  ['ko', ['hangul', 'chinese']],
  ['ja', ['japanese', 'chinese']],
  ['zh-Hant', ['chinese', 'japanese']],
  ['zh-Hans', ['chinese', 'japanese']],
]);

/**
 * The language of a text, as the tag that the matcher uses. The first declaration that says one is trusted: `ru-RU` is `ru`,
 * `zh-TW` is `zh-Hant`, plain `zh` is decided by the characters; unless the text is written as that language never is. Without
 * one, the writing decides, and among the languages that share it the words do. Undefined where they do not clearly: a wrong
 * language is worse than none.
 */
export function detectLanguage(declared: readonly (string | undefined)[], text: string): string | undefined {
  const written = writingSystem(text);
  for (const tag of declared) {
    const language = readTag(tag, text);
    if (language && !contradicts(written, language)) return language;
  }
  switch (written?.system) {
    case undefined:
      return undefined;
    case 'hangul':
      return 'ko';
    case 'japanese':
      return 'ja';
    case 'chinese':
      return detectChinese(text);
    case 'cyrillic':
      return detectCyrillic(text, written.letters);
    case 'latin':
    case 'other':
      return detectByWords(text, written.letters, written.letters < ENOUGH_LETTERS ? MIN_MARGIN_OF_FEW : MIN_MARGIN);
  }
}

function contradicts(written: ReturnType<typeof writingSystem>, language: string): boolean {
  const systems = systemsOf.get(language);
  return !!written && !!systems && written.letters >= CONTRADICTING_LETTERS && !systems.includes(written.system);
}

function readTag(declared: string | undefined, text: string): string | undefined {
  const [language = '', ...rest] = declared?.trim().toLowerCase().replaceAll('_', '-').split('-') ?? [];
  // The undetermined and the careless: "und", "none", "default".
  if (!/^[a-z]{2,3}$/.test(language) || language === 'und' || language === 'mul' || language === 'zxx')
    return undefined;
  if (language !== 'zh')
    return language === 'ua' ? 'uk' : language === 'kr' ? 'ko' : language === 'jp' ? 'ja' : language;
  if (rest.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part))) return 'zh-Hant';
  if (rest.some((part) => ['hans', 'sg'].includes(part))) return 'zh-Hans';
  return detectChinese(text);
}

/** Letters decide where only one of the languages has them, however short the text. */
function detectCyrillic(text: string, letters: number): string | undefined {
  const sample = text.slice(0, SAMPLE_LENGTH);
  const count = (pattern: RegExp) => sample.match(pattern)?.length ?? 0;
  const ukrainian = count(/[іїєґ]/giu);
  // Bulgarian has the hard sign too, but before consonants.
  const russian = count(/[ыэё]|ъ[еюя]/giu);
  // Belarusian has letters of both; Serbian, Macedonian, Kazakh and others have letters that neither has.
  const isForeign = /[ўјљњћђџѓќѕәғқңөұүһҳҷӣӯ]/iu.test(sample);
  if (!isForeign && ukrainian > 0 && russian === 0) return 'uk';
  if (!isForeign && russian > 0 && ukrainian === 0) return 'ru';
  const byWords = detectByWords(text, letters, MIN_CYRILLIC_MARGIN);
  if (byWords || isForeign) return byWords;
  return ukrainian === russian ? undefined : ukrainian > russian ? 'uk' : 'ru';
}

function detectByWords(text: string, letters: number, minMargin: number): string | undefined {
  if (letters < MIN_LETTERS) return undefined;
  // It reads no further than 350 bytes.
  const result = eld.detect(text.slice(0, 400));
  const [first = 0, second = 0] = Object.values(result.getScores());
  return first - second >= minMargin ? result.language || undefined : undefined;
}

function detectChinese(text: string): string {
  const sample = text.slice(0, SAMPLE_LENGTH);
  return (sample.match(traditional)?.length ?? 0) > (sample.match(simplified)?.length ?? 0) ? 'zh-Hant' : 'zh-Hans';
}

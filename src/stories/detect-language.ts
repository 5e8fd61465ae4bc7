// Characters that mainland and Taiwanese print write differently, from the most frequent of news prose.
const simplified =
  /[这们来对说时国会为发过学后样从开关还现问长给业经见边进实两应东车书动电线语话认识读门间头买卖听写爱欢军战导弹乌俄罗声张讲议选举联韩马陈总统务员机约协页]/gu;
const traditional =
  /[這們來對說時國會為發過學後樣從開關還現問長給業經見邊進實兩應東車書動電線語話認識讀門間頭買賣聽寫愛歡軍戰導彈烏羅聲張講議選舉聯韓馬陳總統務員機約協頁]/gu;

/**
 * The language of a text, as the tag that the matcher uses. A declaration is trusted as far as it goes: `ru-RU` is `ru`; `zh-TW`
 * is `zh-Hant`. Plain `zh` is decided by the characters. Without one, the script decides, and where several languages share
 * it (Latin) the answer is undefined: a guess would be worse.
 */
export function detectLanguage(declared: readonly (string | undefined)[], text: string): string | undefined {
  for (const tag of declared) {
    const language = readTag(tag, text);
    if (language) return language;
  }
  return detectByScript(text);
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

function detectByScript(text: string): string | undefined {
  const sample = text.slice(0, 2_000);
  const count = (pattern: RegExp) => sample.match(pattern)?.length ?? 0;
  const letters = count(/\p{L}/gu);
  const hangul = count(/\p{Script=Hangul}/gu);
  const kana = count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const han = count(/\p{Script=Han}/gu);
  const cyrillic = count(/\p{Script=Cyrillic}/gu);
  // A name quoted in its own script does not make the text that language's.
  const isMost = (letterCount: number) => letterCount * 2 > letters;
  if (isMost(hangul)) return 'ko';
  if (isMost(kana + han)) return kana * 20 > han ? 'ja' : detectChinese(sample);
  if (!isMost(cyrillic)) return undefined;
  const ukrainian = count(/[іїєґ]/giu);
  const russian = count(/[ыэёъ]/giu);
  return ukrainian === russian ? undefined : ukrainian > russian ? 'uk' : 'ru';
}

function detectChinese(text: string): string {
  const sample = text.slice(0, 2_000);
  return (sample.match(traditional)?.length ?? 0) > (sample.match(simplified)?.length ?? 0) ? 'zh-Hant' : 'zh-Hans';
}

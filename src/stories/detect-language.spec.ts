import { detectLanguage } from './detect-language.js';

describe('detectLanguage', () => {
  it.each([
    ['ru-RU', 'ru'],
    ['EN_us', 'en'],
    ['en', 'en'],
    ['ua', 'uk'],
    ['zh-TW', 'zh-Hant'],
    ['zh-hk', 'zh-Hant'],
    ['zh-Hant-CN', 'zh-Hant'],
    ['zh-Hans', 'zh-Hans'],
    ['zh-SG', 'zh-Hans'],
  ])('trusts the declaration %s', (declared, expected) => {
    expect(detectLanguage([declared], 'any text at all')).toBe(expected);
  });

  it.each([
    ['Россия и КНДР подписали договор, объявил Кремль', 'ru'],
    ['Росія та КНДР підписали угоду, заявив Кремль', 'uk'],
    ['북한과 러시아가 조약에 서명했다 (Reuters)', 'ko'],
    ['北朝鮮とロシアが条約に署名した', 'ja'],
    ['朝鲜和俄罗斯签署条约，中国外交部发言人说', 'zh-Hans'],
    ['朝鮮和俄羅斯簽署條約，中國外交部發言人說', 'zh-Hant'],
    ['Russia and North Korea have signed a pact that obliges each to come to the help of the other', 'en'],
    ['Le ministre des Affaires étrangères a déclaré mardi que les négociations reprendraient', 'fr'],
    ['Der Außenminister sagte am Dienstag, die Verhandlungen würden wieder aufgenommen werden', 'de'],
    ['El ministro de Asuntos Exteriores dijo el martes que las negociaciones se reanudarían', 'es'],
    ['Министърът на външните работи заяви във вторник, че преговорите ще бъдат възобновени', 'bg'],
    ['قال وزير الخارجية يوم الثلاثاء إن المفاوضات سوف تستأنف في الأسبوع المقبل بعد توقف', 'ar'],
    ['A speech on “договор и партнёрство” was heard in the parliament on Tuesday by its members', 'en'],
    ['Putin sends Kim horses', undefined],
    ['Қазақстан президенті', undefined],
    ['12345', undefined],
    ['', undefined],
  ])('of %j by its script says %s', (text, expected) => {
    expect(detectLanguage([], text)).toBe(expected);
    expect(detectLanguage(['und'], text)).toBe(expected);
  });

  it.each([
    ['en-US', 'Президент заявил во вторник, что переговоры будут возобновлены', 'ru'],
    ['en', '북한과 러시아가 평양에서 포괄적 전략적 동반자 관계 조약에 서명했다고 조선중앙통신이 수요일 보도했다', 'ko'],
    ['ru', 'The minister said on Tuesday that talks would be resumed within a week or two', 'en'],
  ])('does not believe %s of %j', (declared, text, expected) => {
    expect(detectLanguage([declared], text)).toBe(expected);
  });

  it('believes a declaration over a short quotation, and the item over the feed', () => {
    expect(detectLanguage(['en'], 'The word “договор”')).toBe('en');
    expect(detectLanguage(['fr', 'en'], 'any text at all')).toBe('fr');
    expect(detectLanguage(['und', 'en'], 'any text at all')).toBe('en');
  });

  it('decides plain Chinese by its characters', () => {
    expect(detectLanguage(['zh'], '兩國簽署條約')).toBe('zh-Hant');
    expect(detectLanguage(['zh-CN'], '两国签署条约')).toBe('zh-Hans');
  });
});

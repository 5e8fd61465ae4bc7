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
    ['Russia and North Korea sign a pact', undefined],
    ['A speech on “договор” was heard in the parliament', undefined],
    ['12345', undefined],
    ['', undefined],
  ])('of %j by its script says %s', (text, expected) => {
    expect(detectLanguage([], text)).toBe(expected);
    expect(detectLanguage(['und'], text)).toBe(expected);
  });

  it('decides plain Chinese by its characters', () => {
    expect(detectLanguage(['zh'], '兩國簽署條約')).toBe('zh-Hant');
    expect(detectLanguage(['zh-CN'], '两国签署条约')).toBe('zh-Hans');
  });
});

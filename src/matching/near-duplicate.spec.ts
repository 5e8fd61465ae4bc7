import { compareGists, gistOf } from './near-duplicate.js';

const title = 'Moscow and Pyongyang exchange instruments of ratification';
const text =
  'Moscow and Pyongyang on Wednesday exchanged the instruments of ratification of the treaty that their leaders signed in June, the ' +
  'foreign ministry said, bringing into force an agreement under which each comes to the aid of the other if it is attacked by anybody.';

const meets = (one: { title: string; text: string }, other: { title: string; text: string }) => {
  const bands = new Set(gistOf(other).bands);
  return gistOf(one).bands.some((band) => bands.has(band));
};

describe('gistOf', () => {
  it('is what it was when it was stored', () => {
    const { bands } = gistOf({ title, text });
    expect(bands).toHaveLength(48);
    expect(bands.slice(0, 3)).toEqual([1052646992, 1576293272, -1641151201]);
    expect(bands.slice(-3)).toEqual([1442486932, -1093033743, 127731595]);
    expect(bands.every((band) => band === (band | 0))).toBe(true);
  });

  it.each([
    [
      'other case, punctuation and typography',
      title.toUpperCase(),
      text.replaceAll(',', ' –').replaceAll(' ', '\u00a0'),
    ],
    ['what follows the opening', title, `${text.repeat(3)} Read more at our site.`],
  ])('takes no notice of %s', (_, otherTitle, otherText) => {
    const one = gistOf({ title, text: text.repeat(3) });
    const other = gistOf({
      title: otherTitle,
      text: otherText.length > text.length + 50 ? otherText : otherText.repeat(3),
    });
    expect(other).toEqual(one);
  });

  it.each([
    ['English', 'one two three four five', 'zero one two three four five six'],
    ['Korean', '북한과 러시아가 조약에 서명했다고 밝혔다', '어제 북한과 러시아가 조약에 서명했다고 밝혔다'],
    ['Chinese', '朝鲜和俄罗斯签署共同防御条约', '周二朝鲜和俄罗斯签署共同防御条约'],
    ['Japanese', '北朝鮮とロシアが防衛条約に署名した', '昨日北朝鮮とロシアが防衛条約に署名した'],
  ])('finds words in a row again in %s', (_, one, other) => {
    const { title: overlap } = compareGists(gistOf({ title: one, text: '' }), gistOf({ title: other, text: '' }));
    expect(overlap.common).toBe(overlap.one);
    expect(overlap.other).toBeGreaterThan(overlap.one);
  });

  it.each<[string, { title: string; text: string }]>([
    ['the same text under another headline', { title: 'Defence treaty enters into force', text }],
    ['the headline alone', { title, text: '' }],
    [
      'the headline over another text',
      { title, text: 'Nothing of the other text is in here, whoever may compare the two of them.' },
    ],
    ['the first half of the text', { title: 'Treaty', text: text.slice(0, 130) }],
  ])('meets %s', (_, other) => {
    expect(meets({ title, text }, other)).toBe(true);
  });

  it('has no bands where nothing is said', () => {
    expect(gistOf({ title: ' ', text: '…' }).bands).toEqual([]);
  });

  it('keeps what is the same in a headline apart from what is the same in a text', () => {
    const one = gistOf({ title: 'alpha beta gamma delta', text: '' });
    const [whole, ofTitle] = [one.bands.slice(0, 32), one.bands.slice(32)];
    expect(whole.filter((band) => ofTitle.includes(band))).toEqual([]);
  });
});

describe('compareGists', () => {
  it('counts words in a row of headline, of text, and of both, wherever they stand', () => {
    const one = gistOf({ title: 'a b c d', text: 'e f g h i' });
    const other = gistOf({ title: 'e f g h', text: 'a b c x' });
    expect(compareGists(one, other)).toEqual({
      title: { one: 2, other: 2, common: 0 },
      text: { one: 3, other: 2, common: 0 },
      whole: { one: 5, other: 4, common: 3 },
    });
  });
});

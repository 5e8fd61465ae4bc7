import { type Article } from './article.js';
import { completeText } from './complete-text.js';

const body =
  'The two governments exchanged the instruments of ratification on Monday, four months after the signing.\n' +
  'Under its fourth article each side gives the other military assistance without delay if it is attacked.\n' +
  'A second round of talks is planned for the spring, according to two people who know it.';
const article = (text = body): Article => ({ title: 'Treaty', text, html: `<p>${text}</p>` });

describe('completeText', () => {
  it.each([
    ['an empty text', '', body],
    ['the beginning, cut off', 'The two governments exchanged the instruments of ratification on Monday, four …', body],
    [
      'the beginning with other quotes, spaces and dashes',
      'The  two governments—exchanged “the instruments” of ratification on Monday',
      body,
    ],
    [
      'a standfirst that the page keeps elsewhere',
      'Moscow and Pyongyang bind themselves to fight side by side',
      `Moscow and Pyongyang bind themselves to fight side by side\n${body}`,
    ],
    ['a credit', 'The post Treaty in force appeared first on The Daily Wire.', body],
    ['a button', 'Read more', body],
  ])('takes the article in the place of %s', (_, feedText, text) => {
    expect(completeText(feedText, article())).toMatchObject({ kind: 'completed', text });
  });

  it('loses no word that the feed said, in the markup either, and writes it safely', () => {
    const completion = completeText('Ministers <signed> it & left, says the desk', article());
    expect(completion).toMatchObject({
      text: expect.stringMatching(/^Ministers <signed> it & left, says the desk\n/),
      html: expect.stringMatching(/^<p>Ministers &lt;signed&gt; it &amp; left, says the desk<\/p><p>/),
    });
  });

  it.each([
    ['as much', body],
    ['all but a caption', body.replace(' who know it', '')],
    ['more', `${body}\nAnd one paragraph that the page does not have, which tells of the weather at the ceremony.`],
  ])('leaves the story as it is where the feed gave %s', (_, feedText) => {
    expect(completeText(feedText, article())).toEqual({ kind: 'unchanged' });
  });

  it('refuses a page that has nothing of a long text that the feed gave', () => {
    const other = Array.from(
      { length: 20 },
      (_, at) => `Sentence ${at} of another report, about the harvest in the south.`,
    );
    expect(completeText(other.join('\n'), article(body.repeat(20)))).toEqual({ kind: 'another-article' });
  });
});

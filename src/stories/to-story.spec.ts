import { type ParsedItem } from '../feeds/read/parsed-feed.js';
import { toStory } from './to-story.js';

const now = new Date('2026-03-01T12:00:00Z');
const hourAgo = new Date('2026-03-01T11:00:00Z');
const hourAhead = new Date('2026-03-01T13:00:00Z');
const item: ParsedItem = { title: 'Pact signed', text: 'In Pyongyang.', categories: [], enclosures: [] };

describe('toStory', () => {
  it('fills what the item lacks with null', () => {
    expect(toStory(item, { now })).toEqual({
      key: expect.stringMatching(/^title:/),
      guid: null,
      url: null,
      title: 'Pact signed',
      text: 'In Pyongyang.',
      html: null,
      author: null,
      language: null,
      categories: [],
      enclosures: [],
      publishedAt: null,
      dateClamped: false,
      contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('keeps what it has, the address made canonical', () => {
    const full = {
      ...item,
      guid: '1',
      url: 'https://A.example/1?utm_source=rss',
      author: 'Jane',
      publishedAt: hourAgo,
    };
    expect(toStory(full, { feedLanguage: 'en-GB', now })).toMatchObject({
      key: '1',
      guid: '1',
      url: 'https://a.example/1',
      author: 'Jane',
      language: 'en',
      publishedAt: hourAgo,
    });
  });

  it.each([
    ['a past date stays', { publishedAt: hourAgo }, hourAgo, false],
    ['a future date becomes now', { publishedAt: hourAhead }, now, true],
    ['now is not the future', { publishedAt: now }, now, false],
    ['a change stands in for publication', { updatedAt: hourAgo }, hourAgo, false],
    ['publication comes before change', { publishedAt: hourAgo, updatedAt: now }, hourAgo, false],
    ['a zero of somebody’s calendar is no date', { publishedAt: new Date('0001-01-01T00:00:00Z') }, null, false],
    ['a change stands in for such a zero', { publishedAt: new Date('1899-12-30'), updatedAt: hourAgo }, hourAgo, false],
  ])('%s', (_, dates, publishedAt, dateClamped) => {
    expect(toStory({ ...item, ...dates }, { now })).toMatchObject({ publishedAt, dateClamped });
  });

  it.each([
    ['none', undefined, null],
    ['paragraphs alone, which the text has too', '<p>In</p><div>Pyongyang.<br></div>', null],
    ['emphasis, as it came', '<em onclick="x()">In</em>', '<em onclick="x()">In</em>'],
  ])('keeps markup that tells more than the text: %s', (_, html, expected) => {
    expect(toStory({ ...item, html }, { now }).html).toEqual(expected);
  });

  it('takes the language of the item before that of the feed, and what both say before what the words say', () => {
    const text = 'The ministers met in Pyongyang on Tuesday and signed a treaty that few have read.';
    const language = (own?: string, feedLanguage?: string) =>
      toStory({ ...item, text, language: own }, { feedLanguage, now }).language;
    expect([language('fr', 'de'), language(undefined, 'de'), language()]).toEqual(['fr', 'de', 'en']);
  });

  it('gives no script address to a reader', () => {
    expect(toStory({ ...item, url: 'javascript:alert(1)' }, { now }).url).toBeNull();
  });

  it('changes the content hash with the wording alone', () => {
    const { contentHash } = toStory(item, { now });
    expect(toStory({ ...item, publishedAt: hourAgo, guid: '2' }, { now }).contentHash).toBe(contentHash);
    expect(toStory({ ...item, text: 'In Moscow.' }, { now }).contentHash).not.toBe(contentHash);
  });

  it('lets the beginning stand in for a title', () => {
    expect(toStory({ ...item, title: '', text: 'Short note.\nMore.' }, { now }).title).toBe('Short note.');
    const { title } = toStory({ ...item, title: '', text: 'word '.repeat(100) }, { now });
    expect(title).toMatch(/^(word )+word…$/);
    expect(title.length).toBeLessThanOrEqual(121);
  });
});

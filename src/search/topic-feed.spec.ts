import { parseFeed } from '../feeds/read/parse-feed.js';
import { renderAtom, renderJsonFeed, type TopicFeed } from './topic-feed.js';

const at = new Date('2026-11-24T12:00:00Z');
const hostile = '<script>alert(1)</script> & ]]> \u000b\ufffe =1+1';
const feed: TopicFeed = {
  topic: { id: '019aa000-0000-7000-8000-000000000001', name: `Pact ${hostile}`, description: '' },
  publicUrl: 'https://wirewatch.example',
  selfUrl: 'https://wirewatch.example/feed?token=a&b',
  stories: [
    {
      id: '019aa000-0000-7000-8000-000000000002',
      title: hostile,
      text: `Pyongyang\n${hostile}`,
      url: 'javascript:alert(1)',
      publishedAt: null,
      matchedAt: at,
      source: `Wire ${hostile}`,
      evidence: [
        { field: 'text', start: 0, end: 9, form: 'Pyongyang', entity: 'nk', clause: '@nk' },
        { field: 'title', start: 0, end: 8, form: 'x', clause: 'x' },
      ],
    },
  ],
};

describe('a topic as a feed', () => {
  it.each([
    ['Atom', renderAtom(feed)],
    ['JSON', renderJsonFeed(feed)],
  ])('%s can be read, whatever the publisher wrote, and has nothing that runs', async (_, text) => {
    const parsed = await parseFeed(text, 'https://wirewatch.example/feed', at);
    if (!parsed.ok) throw new Error(parsed.message);
    const [item] = parsed.feed.items;
    expect(item).toMatchObject({
      guid: 'urn:uuid:019aa000-0000-7000-8000-000000000002',
      url: 'https://wirewatch.example/stories/019aa000-0000-7000-8000-000000000002',
      title: '<script>alert(1)</script> & ]]> =1+1',
    });
    expect(text).toContain('“Pyongyang” (@nk)');
    expect(text).not.toMatch(/\p{Cc}(?<![\n\t])|\uffff|\ufffe|javascript:/u);
    // Markup in titles and summaries is text; the content has paragraphs alone.
    expect(text.replaceAll('&lt;script&gt;', '')).not.toMatch(/<content[^>]*>[^]*<script>/);
  });

  it('has the same bytes for the same stories, and the identity of JSON Feed 1.1', () => {
    expect(renderAtom(feed)).toBe(renderAtom(feed));
    expect(JSON.parse(renderJsonFeed(feed))).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      items: [{ authors: [{ name: expect.stringContaining('Wire') }] }],
    });
  });

  it('of a topic that found nothing is empty', () => {
    expect(renderAtom({ ...feed, stories: [] })).not.toContain('<entry>');
  });
});

import { storyWithRevisionsView, toStoryWithRevisionsView } from './story-view.js';

const at = new Date('2026-11-24T12:00:00Z');
const story: Parameters<typeof toStoryWithRevisionsView>[0] = {
  id: '019aa000-0000-7000-8000-000000000001',
  feedId: '019aa000-0000-7000-8000-000000000002',
  key: '1',
  guid: '1',
  url: 'https://a.example/1',
  title: 'Pact torn up',
  text: 'In Pyongyang, on Monday.',
  html: '<p onclick="x()">In <b>Pyongyang</b>, on <a href="/monday">Monday</a>.<script>x()</script></p>',
  author: null,
  language: 'en',
  categories: ['World'],
  enclosures: [{ url: 'https://a.example/1.mp3', type: 'audio/mpeg' }],
  publishedAt: at,
  dateClamped: false,
  fetchedAt: at,
  onFirstPoll: false,
  contentHash: '',
  fingerprint: '',
  revision: 3,
  eventId: null,
  eventRole: null,
  likeStoryId: null,
  likeness: null,
  matchedAt: null,
  decidedAt: null,
  articleState: 'failed',
  articleFailure: 'the page has no article',
  articleAttempts: 3,
  feed: { id: '019aa000-0000-7000-8000-000000000002', title: 'A', sourceKind: 'independent', isSample: false },
  matches: [],
  revisions: [
    { storyId: '', number: 2, title: 'Pact signed', text: 'In Pyongyang, on Monday.', replacedAt: at },
    { storyId: '', number: 1, title: 'Pact signed', text: 'In Pyongyang.', replacedAt: at },
  ],
};

describe('toStoryWithRevisionsView', () => {
  it('gives each earlier wording, the first one first, with what became of it', () => {
    const view = toStoryWithRevisionsView(story);
    expect(storyWithRevisionsView.parse(view)).toEqual(view);
    expect(view.revisions.map(({ number }) => number)).toEqual([1, 2]);
    expect(view.revisions[0]?.changes).toEqual({
      title: { outcome: 'compared', parts: [{ kind: 'same', text: 'Pact signed' }] },
      text: {
        outcome: 'compared',
        parts: [
          { kind: 'same', text: 'In Pyongyang' },
          { kind: 'added', text: ', on Monday' },
          { kind: 'same', text: '.' },
        ],
      },
    });
    expect(view.revisions[1]?.changes.title).toEqual({
      outcome: 'compared',
      parts: [
        { kind: 'same', text: 'Pact ' },
        { kind: 'removed', text: 'signed' },
        { kind: 'added', text: 'torn up' },
      ],
    });
  });

  it('gives what a reader sees beside the text, and what became of the article', () => {
    const { categories, enclosures, articleState, articleFailure } = story;
    expect(toStoryWithRevisionsView(story)).toMatchObject({
      html: '<p>In <b>Pyongyang</b>, on <a href="https://a.example/monday" rel="noopener noreferrer">Monday</a>.</p>',
      categories,
      enclosures,
      articleState,
      articleFailure,
    });
  });

  it('spends no more than its time on comparing, the latest wording first', () => {
    let time = 0;
    const view = toStoryWithRevisionsView(story, () => (time += 200));
    const outcomes = view.revisions.map(({ changes }) => [changes.title.outcome, changes.text.outcome]);
    // Equal titles cost nothing.
    expect(outcomes).toEqual([
      ['compared', 'too-long'],
      ['compared', 'compared'],
    ]);
  });
});

import { toRevisionViews } from './story-view.js';

const replacedAt = '2026-11-24T12:00:00.000Z';
const story = { title: 'Pact torn up', text: 'In Pyongyang, on Monday.' };
const revisions = [
  { number: 2, title: 'Pact signed', text: 'In Pyongyang, on Monday.', replacedAt },
  { number: 1, title: 'Pact signed', text: 'In Pyongyang.', replacedAt },
];

describe('toRevisionViews', () => {
  it('gives each earlier wording, the first one first, with what became of it', () => {
    const views = toRevisionViews(story, revisions);
    expect(views.map(({ number }) => number)).toEqual([1, 2]);
    expect(views[0]?.changes).toEqual({
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
    expect(views[1]?.changes.title).toEqual({
      outcome: 'compared',
      parts: [
        { kind: 'same', text: 'Pact ' },
        { kind: 'removed', text: 'signed' },
        { kind: 'added', text: 'torn up' },
      ],
    });
  });

  it('spends no more than its time on comparing, the latest wording first', () => {
    let time = 0;
    const views = toRevisionViews(story, revisions, () => (time += 200));
    const outcomes = views.map(({ changes }) => [changes.title.outcome, changes.text.outcome]);
    // Equal titles cost nothing.
    expect(outcomes).toEqual([
      ['compared', 'too-long'],
      ['compared', 'compared'],
    ]);
  });
});

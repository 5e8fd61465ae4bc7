import { explainWhy, type WhyFacts } from './explain-why.js';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 24, 12, minutes));
const found: WhyFacts['topics'] = [{ name: 'Pact', enabled: true, score: 0.62, nonMatch: null }];
const missed: WhyFacts['topics'] = [
  {
    name: 'Pact',
    enabled: true,
    score: null,
    nonMatch: { kind: 'fails', clause: '@dprk', reason: 'none of @dprk is in the story', nearest: [] },
  },
];
const decision = { storyRevision: 1, reason: 'new-event', digestDueAt: null, digestId: null };
const delivery = {
  kind: 'alert',
  state: 'sent',
  targetLabel: 'olena@desk.example',
  sentAt: at(1),
  nextAttemptAt: at(0),
  attempts: 1,
  lastDetail: null,
};
const facts: WhyFacts = {
  story: { fetchedAt: at(0), matchedAt: at(0), decidedAt: at(0), sourceName: 'Wire' },
  topics: found,
  event: { role: 'first', likeness: null, like: null, stories: 1 },
  decisions: [decision],
  deliveries: [delivery],
};
const why = (change: Partial<WhyFacts>) => explainWhy({ ...facts, ...change });

describe('explainWhy', () => {
  it('tells each stage of an alert that came', () => {
    expect(explainWhy(facts)).toEqual({
      match: 'Found by Pact (score 0.62).',
      event: 'It is the only story of its event.',
      decision: 'Told: the first story of this event for the subscription.',
      delivery: 'Alert to olena@desk.example: sent at 2026-11-24T12:01:00.000Z.',
      answer: 'Alert to olena@desk.example: sent at 2026-11-24T12:01:00.000Z.',
    });
  });

  it.each<[string, Partial<WhyFacts>, string]>([
    [
      'a story that waits to be matched',
      {
        story: { ...facts.story, matchedAt: null, decidedAt: null },
        topics: missed,
        event: null,
        decisions: [],
        deliveries: [],
      },
      'Not matched yet: the story waits in the queue.',
    ],
    [
      'a subscription without topics',
      { topics: [], decisions: [], deliveries: [] },
      'The subscription follows no topic.',
    ],
    [
      'a story that no topic finds',
      { topics: missed, event: null, decisions: [], deliveries: [] },
      'Not found by Pact: none of @dprk is in the story.',
    ],
    [
      'a topic that is switched off',
      {
        topics: [{ name: 'Pact', enabled: false, score: null, nonMatch: { kind: 'unknown-topic' } }],
        decisions: [],
        deliveries: [],
      },
      'Pact is switched off.',
    ],
    [
      'a topic that was changed since',
      {
        topics: [{ name: 'Pact', enabled: true, score: null, nonMatch: { kind: 'matches' } }],
        decisions: [],
        deliveries: [],
      },
      'Pact would find it now: it was changed since the story came.',
    ],
    [
      'a story that waits to be decided',
      { story: { ...facts.story, decidedAt: null }, decisions: [], deliveries: [] },
      'Not decided yet.',
    ],
    [
      'a subscription that was made later',
      { decisions: [], deliveries: [] },
      'No decision: the subscription did not follow the topic when the story came.',
    ],
    [
      'a story that was held',
      { decisions: [{ ...decision, reason: 'below-score' }], deliveries: [] },
      'Held: the match scores below the subscription’s minimum.',
    ],
    [
      'a story that waits for a digest',
      { decisions: [{ ...decision, reason: 'quiet-hours', digestDueAt: at(30) }], deliveries: [] },
      'Held: quiet hours; it comes in one digest when they end. The digest is due at 2026-11-24T12:30:00.000Z.',
    ],
    [
      'a failed attempt',
      {
        deliveries: [
          { ...delivery, state: 'pending', sentAt: null, lastDetail: 'HTTP status 503', nextAttemptAt: at(5) },
        ],
      },
      'Alert to olena@desk.example: failed once (HTTP status 503), tried again at 2026-11-24T12:05:00.000Z.',
    ],
    [
      'a delivery that was given up',
      { deliveries: [{ ...delivery, state: 'dead', attempts: 8, lastDetail: 'no answer' }] },
      'Alert to olena@desk.example: given up after 8 attempts (no answer).',
    ],
    [
      'a mail that came back',
      { deliveries: [{ ...delivery, state: 'bounced', lastDetail: '5.1.1' }] },
      'Alert to olena@desk.example: came back (5.1.1).',
    ],
  ])('answers for %s', (_, change, answer) => {
    expect(why(change).answer).toBe(answer);
  });

  it.each<[string, NonNullable<WhyFacts['event']>, string]>([
    [
      'the first of several',
      { role: 'first', likeness: null, like: null, stories: 40 },
      'It is one of 40 stories of its event, the first.',
    ],
    [
      'a copy',
      { role: 'copy', likeness: 0.934, like: { title: 'Pact signed', sourceName: 'Wire' }, stories: 2 },
      'It is one of 2 stories of its event: a copy beside “Pact signed” of Wire, which shares 93 % of its words in a row.',
    ],
  ])('tells how a story stands to its event: %s', (_, event, text) => {
    expect(why({ event }).event).toBe(text);
  });

  it('the last wording decides', () => {
    const decisions = [decision, { ...decision, storyRevision: 2, reason: 'reworded' }];
    expect(why({ decisions }).decision).toBe('Held: the new wording corrects nothing that was told.');
  });
});

import { rematchReason, topicDigest } from './rematch-digest.js';

const forms: Record<string, unknown> = {
  kim: { en: [{ text: 'Kim Jong Un' }] },
  'kim-yo-jong': { en: [{ text: 'Kim Yo Jong' }] },
  putin: { en: [{ text: 'Putin' }] },
};
const formsOf = (slug: string) => forms[slug];
const digest = (query: string, enabled = true, of = formsOf) => topicDigest({ query, enabled }, of);

describe('topicDigest', () => {
  it.each<[string, string, string, boolean]>([
    ['stays for the same query', digest('@kim AND treaty'), digest('@kim AND treaty'), true],
    ['changes with the query', digest('@kim AND treaty'), digest('@kim OR treaty'), false],
    ['changes with enabling', digest('@kim'), digest('@kim', false), false],
    ['stays for whatever query of a disabled topic', digest('@kim', false), digest('@putin', false), true],
    [
      'changes with an entity that the query names',
      digest('@kim'),
      digest('@kim', true, (slug) => (slug === 'kim' ? {} : forms[slug])),
      false,
    ],
    ['changes when a named entity is no more', digest('@kim'), digest('@kim', true, () => undefined), false],
    [
      'stays when an entity changes that the query does not name, though its name begins alike',
      digest('@kim-yo-jong'),
      digest('@kim-yo-jong', true, (slug) => (slug === 'kim' ? {} : forms[slug])),
      true,
    ],
  ])('%s', (_, before, after, same) => {
    expect(before === after).toBe(same);
  });
});

describe('rematchReason', () => {
  const off = digest('@kim', false);
  it.each([
    [null, digest('@kim'), 'new-topic'],
    [null, off, null],
    [digest('@kim'), digest('@kim'), null],
    [digest('@kim'), digest('@putin'), 'query-changed'],
    [digest('@kim'), digest('@kim', true, () => undefined), 'entities-changed'],
    [digest('@kim'), off, 'topic-disabled'],
    [off, digest('@kim'), 'topic-enabled'],
  ])('from %s to %s is %s', (before, after, reason) => {
    expect(rematchReason(before, after)).toBe(reason);
  });
});

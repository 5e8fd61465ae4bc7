import { englishStem } from './inflect-latin.js';

describe('an English query word', () => {
  it.each([
    ['allow', 'allows allowed allowing'],
    ['strike', 'strikes striking'],
    ['ban', 'bans banned banning'],
    ['treaty', 'treaties'],
    ['spy', 'spies'],
    ['ally', 'allies allied'],
    ['restrict', 'restricts restricted restricting'],
    ['threaten', 'threatens threatened threatening'],
    ['sign', 'signs signed signing'],
    ['ratify', 'ratifies ratified ratifying'],
    ['guarantee', 'guarantees guaranteed'],
    ['need', 'needs needed'],
    ['agree', 'agrees agreed agreeing'],
    ['pass', 'passes passed passing'],
    ['launch', 'launches launched launching'],
    ['refuse', 'refuses refused refusing'],
    ['permit', 'permits permitted permitting'],
  ])('%s finds its forms', (word, forms) => {
    for (const form of forms.split(' ')) expect([form, englishStem(form)]).toEqual([form, englishStem(word)]);
  });

  it.each([
    ['new', 'news'],
    ['nation', 'national nationality'],
    ['unit', 'united'],
    ['us', 'use uses'],
    ['state', 'statement'],
    ['pact', 'impact'],
    ['china', 'chin chins'],
    ['russia', 'russian'],
    ['thin', 'thing'],
    ['arm', 'army'],
    ['king', 'k'],
    ['string', 'str'],
  ])('%s does not find what only looks alike', (word, others) => {
    for (const other of others.split(' '))
      expect([other, englishStem(other) === englishStem(word)]).toEqual([other, false]);
  });

  it('leaves a run of letters alone that is no English word', () => {
    const run = `${'na'.repeat(50)}ing`;
    expect(englishStem(run)).toBe(run);
  });
});

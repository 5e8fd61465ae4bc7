import fc from 'fast-check';
import { discoverHub } from './discover-hub.js';

const finalUrl = 'https://wire.example/feed.xml';
const nothing = { hubUrls: [] };
const hub = 'https://hub.example/';
const topic = 'https://wire.example/all.xml';

describe('discoverHub', () => {
  it.each<[string, string, { hubUrl: string; topicUrl: string } | undefined]>([
    ['both, each in its header', `<${hub}>; rel="hub", <${topic}>; rel="self"`, { hubUrl: hub, topicUrl: topic }],
    ['relations without quotes', `<${hub}>;rel=hub,<${topic}>;rel=self`, { hubUrl: hub, topicUrl: topic }],
    [
      'capitals and white space',
      `  < ${hub} > ; REL = "HUB" ,, <${topic}> ; Rel=Self`,
      { hubUrl: hub, topicUrl: topic },
    ],
    ['several relations in one', `<${hub}>; rel="alternate hub"; title="a"`, { hubUrl: hub, topicUrl: finalUrl }],
    [
      'a comma and a semicolon within quotes',
      `<${hub}>; title="a, <b>; \\"c\\""; rel="hub"`,
      { hubUrl: hub, topicUrl: finalUrl },
    ],
    ['a relative address', '</hub>; rel=hub', { hubUrl: 'https://wire.example/hub', topicUrl: finalUrl }],
    ['links that are none before one', `nonsense; rel=hub, <${hub}>; rel=hub`, { hubUrl: hub, topicUrl: finalUrl }],
    [
      'an encrypted hub before another',
      `<http://hub.example/>; rel=hub, <${hub}>; rel=hub`,
      { hubUrl: hub, topicUrl: finalUrl },
    ],
    [
      'a hub without encryption where there is no other',
      '<http://hub.example/>; rel=hub',
      { hubUrl: 'http://hub.example/', topicUrl: finalUrl },
    ],
    ['the first rel of two', `<${hub}>; rel=hub; rel=next`, { hubUrl: hub, topicUrl: finalUrl }],
    ['no hub in the second rel of two', `<${hub}>; rel=next; rel=hub`, undefined],
    ['no hub of another document', `<${hub}>; rel=hub; anchor="/other"`, undefined],
    ['no hub where another document is named first', `<${hub}>; anchor="/other"; rel=hub`, undefined],
    ['no self alone', `<${topic}>; rel=self`, undefined],
    ['no relation that only begins so', `<${hub}>; rel="hubs"`, undefined],
    ['no address that is not of the web', '<ftp://hub.example/>; rel=hub, <javascript:1>; rel=hub', undefined],
    ['no address with a password', '<https://user:pass@hub.example/>; rel=hub', undefined],
    ['no address of 2,001 characters', `<https://hub.example/${'x'.repeat(2_000)}>; rel=hub`, undefined],
    ['nothing in no header', '', undefined],
  ])('finds %s', (_, links, expected) => {
    expect(discoverHub({ links, finalUrl }, nothing)).toEqual(expected);
  });

  it('takes what the document says where the header says nothing', () => {
    expect(discoverHub({ finalUrl }, { hubUrls: ['/hub'], selfUrl: topic })).toEqual({
      hubUrl: 'https://wire.example/hub',
      topicUrl: topic,
    });
  });

  it('takes the header’s word before the document’s, each for itself', () => {
    const document = { hubUrls: ['https://other.example/'], selfUrl: topic };
    expect(discoverHub({ links: `<${hub}>; rel=hub`, finalUrl }, document)).toEqual({ hubUrl: hub, topicUrl: topic });
    expect(discoverHub({ links: '</s>; rel=self', finalUrl }, document)).toEqual({
      hubUrl: 'https://other.example/',
      topicUrl: 'https://wire.example/s',
    });
  });

  it('throws and hangs on no header', () => {
    const piece = fc.constantFrom('<', '>', ';', ',', '=', '"', '\\', ' ', 'rel', 'hub', 'https://a.example', 'anchor');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        discoverHub({ links: pieces.join(''), finalUrl }, nothing);
      }),
    );
    const start = performance.now();
    for (const text of ['<', '<a>;', '<a>;a="', ',', '<a>;a=\\', ' '])
      discoverHub({ links: text.repeat(20_000), finalUrl }, nothing);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

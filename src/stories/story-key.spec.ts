import { storyKey } from './story-key.js';

const item = { title: 'Pact signed', text: 'In Pyongyang.' };

describe('storyKey', () => {
  it.each([
    ['the guid', { ...item, guid: ' urn:1 ', url: 'https://a.example/1' }, 'urn:1'],
    [
      'a guid that is an address, without tracking',
      { ...item, guid: 'https://a.example/1?utm_source=rss' },
      'https://a.example/1',
    ],
    ['an opaque guid as it is', { ...item, guid: 'HTTPS://A.example/1#x' }, 'HTTPS://A.example/1#x'],
    [
      'the canonical address without a guid',
      { ...item, guid: ' ', url: 'https://A.example/1?fbclid=x' },
      'https://a.example/1',
    ],
  ])('is %s', (_, identified, key) => {
    expect(storyKey(identified)).toBe(key);
  });

  it('is made of the title where there is neither guid nor web address', () => {
    const dated = { ...item, publishedAt: new Date(0) };
    expect(storyKey(dated)).toBe(storyKey(item));
    expect(storyKey({ ...item, url: 'javascript:alert(1)' })).toBe(storyKey(item));
    expect(storyKey(item)).toMatch(/^title:[0-9a-f]{64}$/);
    expect(storyKey({ title: 'PACT signed' })).toBe(storyKey(item));
    expect(storyKey({ title: 'Pact torn up' })).not.toBe(storyKey(item));
  });

  it('stays when wording or date change but the guid does not', () => {
    const first = { ...item, guid: '1', publishedAt: new Date(0) };
    const later = { ...first, title: 'Pact torn up', publishedAt: new Date(1) };
    expect(storyKey(later)).toBe(storyKey(first));
  });

  it('fits an index, however long the guid', () => {
    const [one, other] = ['a', 'b'].map((end) => storyKey({ ...item, guid: 'x'.repeat(5_000) + end }));
    expect(one).toMatch(/^hash:[0-9a-f]{64}$/);
    expect(other).not.toBe(one);
  });
});

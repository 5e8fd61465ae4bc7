import fc from 'fast-check';
import { placeOfError } from './json-body.js';

describe('where a text stops being JSON', () => {
  it.each([
    ['{"a": x}', 'line 1, column 7'],
    ['{"a": 1,}', 'line 1, column 9'],
    ['{\n  "name": "Grain"\n  "query": "grain"\n}', 'line 3, column 3'],
    ['{"a": 1', 'line 1, column 8'],
    ['{"a": "b', 'line 1, column 9'],
    ["{'a': 1}", 'line 1, column 2'],
    ['[1, 2] 3', 'line 1, column 8'],
    ['{"a": "\u0001"}', 'line 1, column 8'],
    ['nonsense', 'line 1, column 2'],
  ])('%j', (text, place) => {
    expect(placeOfError(text)).toBe(place);
  });

  it('is nowhere in what is JSON', () => {
    fc.assert(fc.property(fc.json(), (text) => placeOfError(text) === undefined));
  });

  it('is where a character was put that belongs nowhere', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 }), fc.nat(), (digits, at) => {
        const text = `[${digits.join(',')}]`;
        const place = at % text.length;
        return placeOfError(`${text.slice(0, place)}#${text.slice(place)}`) === `line 1, column ${place + 1}`;
      }),
    );
  });
});

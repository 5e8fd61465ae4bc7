import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { textPart } from './text-part.js';

const read = async (raw: string) => (await simpleParser(raw)).text;

describe('textPart', () => {
  it('is read as what it was made from, in any script', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 200 }).map((line) => line.replace(/[\r\n\0]/g, ''))),
        async (lines) => {
          const content = `${lines.join('\n')}.`;
          expect(await read(textPart('text/plain', content).raw)).toBe(content);
        },
      ),
    );
  });

  it.each([
    ['a blank before the end of a line', 'one \ntwo\t\nthree.'],
    ['a line of one full stop', 'one\n.\ntwo.'],
    ['a line that begins like a mailbox separator', 'one\nFrom here on.'],
    ['an equals sign and what looks encoded', 'a=b =D0=9F.'],
    ['every way of ending a line', 'one\r\ntwo\rthree\nfour.'],
    ['a word of ten thousand letters', 'Ж'.repeat(10_000)],
  ])('keeps %s', async (_, content) => {
    expect(await read(textPart('text/plain', content).raw)).toBe(content.replace(/\r\n?/g, '\n'));
  });

  it('has no line over 76 characters and none that is not ASCII', () => {
    const { raw } = textPart('text/html', `<p>${'Пакт '.repeat(500)}${'x'.repeat(500)}</p>`);
    for (const line of raw.split('\r\n')) {
      expect(line.length).toBeLessThanOrEqual(76);
      expect(line).toMatch(/^[\x20-\x7e]*$/);
    }
  });
});

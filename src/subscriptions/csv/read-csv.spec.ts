import fc from 'fast-check';
import { stringify } from 'csv-stringify/sync';
import { escapeFormula, unescapeFormula } from './formula.js';
import { readCsv } from './read-csv.js';

const read = (text: string | Uint8Array, maxRows = 10) =>
  readCsv(typeof text === 'string' ? new TextEncoder().encode(text) : text, maxRows);
const rowsOf = (text: string | Uint8Array) => {
  const reading = read(text);
  if (!reading.ok) throw new Error(reading.message);
  return reading.rows.map(({ cells }) => cells);
};

describe('readCsv', () => {
  it.each<[string, string | Uint8Array]>([
    ['commas', 'email,name\na@b.example,Ana\n'],
    ['semicolons', 'email;name\r\na@b.example;Ana\r\n'],
    ['tabs', 'email\tname\na@b.example\tAna'],
    ['a byte order mark', '\uFEFFemail,name\na@b.example,Ana'],
    ['UTF-16, as spreadsheets save it', Buffer.from('\uFEFFemail\tname\na@b.example\tAna', 'utf16le')],
    ['quotes', '"email","name"\n"a@b.example","Ana"\n'],
    ['headings by other names', ' E-Mail , Full name \na@b.example,Ana'],
    ['blanks and empty lines', 'email,name\n\n  a@b.example , Ana \n,\n'],
  ])('reads a file with %s', (_, text) => {
    expect(rowsOf(text)).toEqual([{ email: 'a@b.example', name: 'Ana' }]);
  });

  it('tells rows by number and by line of the file, over cells of several lines', () => {
    const reading = read('email,name\na@b.example,"two\nlines"\n\nc@d.example,x,y');
    expect(reading).toMatchObject({
      ok: true,
      rows: [
        { row: 1, line: 3, extra: 0 },
        { row: 2, line: 5, extra: 1 },
      ],
    });
  });

  it.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'empty'],
    ['a heading that names nothing', 'email,shoe size\n', '“shoe size”'],
    ['one column twice', 'email,mail\n', 'email'],
    ['no email', 'name\nAna', 'email is missing'],
    ['another charset', Buffer.from([0x65, 0x6d, 0xe9, 0xff]), 'UTF-8'],
    ['a NUL', 'email\na\0b', 'UTF-8'],
    ['a quote that is not closed', 'email\n"a@b.example', 'no CSV'],
    ['a cell of megabytes', `email\n"${'a'.repeat(100_000)}"`, 'no CSV'],
    ['too many rows', `email\n${'a@b.example\n'.repeat(11)}`, 'more than 10 rows'],
  ])('refuses %s as a whole, in words', (_, text, words) => {
    const reading = read(text);
    expect(reading.ok ? '' : reading.message).toContain(words);
  });

  it('reads what was written, whatever a name begins with', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('=', "'", '+', '-', '@', 'a', '"', ';', ',', '＝') })),
        (names) => {
          for (const name of names) {
            expect(unescapeFormula(escapeFormula(name))).toBe(name);
            expect(escapeFormula(name)).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
          }
          const text = stringify([
            ['email', 'name'],
            ...names.slice(0, 10).map((name) => ['a@b.example', escapeFormula(name)]),
          ]);
          expect(rowsOf(text).map((row) => row.name)).toEqual(names.slice(0, 10));
        },
      ),
    );
  });
});

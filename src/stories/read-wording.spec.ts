import { readWording } from './read-wording.js';

describe('readWording', () => {
  it.each<[string, { title: string; text: string }, object]>([
    [
      'a dateline',
      { title: 'Pact signed', text: 'SEOUL, March 1 (Reuters) - The pact was signed.' },
      { notice: null, title: 'Pact signed', opening: 'The pact was signed.' },
    ],
    [
      'the mark of a correction',
      { title: 'CORRECTED-Pact signed in Seoul', text: '' },
      { notice: 'correction', title: 'Pact signed in Seoul', opening: '' },
    ],
    [
      'a note to editors, and the dateline after it',
      { title: 'Pact signed', text: '(Corrects the day) SEOUL, March 1 (Reuters) - The pact was signed.' },
      { notice: 'correction', opening: 'The pact was signed.' },
    ],
    ['how fast it was sent', { title: '[속보] 조약 서명', text: '' }, { notice: null, title: '조약 서명' }],
    ['how often it was sent', { title: '조약 서명(종합2보)', text: '' }, { notice: null, title: '조약 서명' }],
    ['how often it was sent, in English', { title: 'Pact signed (2)', text: '' }, { title: 'Pact signed' }],
    ['both, before a mark', { title: '【速報】条約に署名', text: '' }, { title: '条約に署名' }],
  ])('takes off %s', (_, wording, expected) => {
    expect(readWording(wording)).toMatchObject(expected);
  });

  it('finds a mark behind another one', () => {
    const { notice, title } = readWording({ title: '[속보] [정정] 조약 서명', text: '' });
    expect({ notice, title }).toEqual({ notice: 'correction', title: '조약 서명' });
  });

  it.each(['a.', 'a ', '(', '[', 'no ', '1.000', 'Aa '])('takes no time over %j without end', (piece) => {
    const long = piece.repeat(200_000);
    const began = performance.now();
    readWording({ title: long, text: long });
    expect(performance.now() - began).toBeLessThan(500);
  });

  it.each([
    ['what a bracket says of the matter', 'Pact signed (in part)'],
    ['a year', 'Pact of 1961 (1961)'],
    ['a word that only begins like a mark', 'Correctional officers strike'],
  ])('leaves %s', (_, title) => {
    expect(readWording({ title, text: '' })).toEqual({ notice: null, title, opening: '' });
  });
});

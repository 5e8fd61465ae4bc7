import { describeTroubles } from './trouble-report.js';

const trouble = (number: number) => ({ feed: `Feed ${number}`, message: `host${number}.example: no such host` });

describe('describeTroubles', () => {
  it('says nothing where there is nothing', () => {
    expect(describeTroubles([])).toEqual([]);
  });

  it('gives a few a line each', () => {
    expect(describeTroubles([trouble(1), trouble(2), trouble(3)])).toEqual([
      'Feed 1: host1.example: no such host; trying again later',
      'Feed 2: host2.example: no such host; trying again later',
      'Feed 3: host3.example: no such host; trying again later',
    ]);
  });

  it('counts many in one line', () => {
    const [line, ...more] = describeTroubles(Array.from({ length: 75 }, (_, index) => trouble(index + 1)));
    expect(more).toEqual([]);
    expect(line).toMatch(
      /^75 feeds cannot be read, among them Feed 1, Feed 2, Feed 3 \(host1\.example: no such host\)/,
    );
  });
});

import { walk } from './story-walk.js';

const limits = { steps: 10, ms: 1_000 };
const row = (id: string) => ({ id });
/** One step after the other, as given; asking for one more is a mistake. */
const stepsOf = (...steps: [string, string | null][]) => {
  const asked: (string | undefined)[] = [];
  return {
    asked,
    takeStep: async (before: string | undefined) => {
      asked.push(before);
      const step = steps.shift();
      if (!step) throw new Error('asked once too often');
      return { rows: [...step[0]].map(row), next: step[1] };
    },
  };
};

describe('walk', () => {
  it.each<[string, [string, string | null][], number, string, string | null]>([
    ['ends with the stories', [['zy', null]], 3, 'zy', null],
    ['stops at what is wanted, and goes on from there', [['zyx', 'x']], 2, 'zy', 'y'],
    ['goes on where a step ended just so', [['zy', 'm']], 2, 'zy', 'y'],
    ['is at its end where nothing is left', [['zy', null]], 2, 'zy', null],
    [
      'goes on from where nothing was found',
      [
        ['', 'x'],
        ['', 'm'],
        ['k', null],
      ],
      3,
      'k',
      null,
    ],
  ])('%s', async (_, steps, wanted, expected, next) => {
    const { takeStep } = stepsOf(...steps);
    const walked = await walk(takeStep, { before: undefined, wanted, limits, now: () => 0 });
    expect({ rows: walked.rows.map(({ id }) => id).join(''), next: walked.next }).toEqual({ rows: expected, next });
  });

  it('ends short, with where to go on, when its steps or its time are over', async () => {
    const one = stepsOf(['z', 'y'], ['', 'x']);
    await expect(
      walk(one.takeStep, { before: 'zz', wanted: 5, limits: { steps: 2, ms: 1_000 }, now: () => 0 }),
    ).resolves.toEqual({ rows: [{ id: 'z' }], next: 'x' });
    expect(one.asked).toEqual(['zz', 'y']);
    let time = 0;
    const other = stepsOf(['', 'y'], ['', 'x']);
    await expect(
      walk(other.takeStep, { before: undefined, wanted: 5, limits, now: () => (time += 600) }),
    ).resolves.toEqual({ rows: [], next: 'x' });
  });
});

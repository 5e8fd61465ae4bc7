import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Percolator } from '../../matching/percolator/percolator.js';
import { tagFile } from './tag.js';

const { matcher } = Percolator.compile({
  topics: [
    { slug: 'treaty', query: 'treaty' },
    { slug: 'rain', query: 'rain' },
  ],
  entities: [],
});

describe('tagFile', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'tag-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = async (lines: string): Promise<{ out: string[]; problems: string[]; tagged: number }> => {
    const [input, output] = [join(folder, 'in.jsonl'), join(folder, 'out.jsonl')];
    writeFileSync(input, lines);
    const report = await tagFile(input, output, { matcher });
    return { ...report, out: readFileSync(output, 'utf8').split('\n').filter(Boolean) };
  };
  const story = (id: string | number, title: string, text = ''): string =>
    JSON.stringify({ id, lang: 'en', title, text });

  it('writes the topics of every story in its order, none included', async () => {
    const { out, problems } = await run(
      [story('a', 'A treaty in the rain'), story('b', 'Snow'), story(3, 'Weather', 'Rain')].join('\n'),
    );
    expect(out).toEqual([
      '{"id":"a","topics":["treaty","rain"]}',
      '{"id":"b","topics":[]}',
      '{"id":3,"topics":["rain"]}',
    ]);
    expect(problems).toEqual([]);
  });

  it.each([
    ['broken JSON', '{"id":"x","title":', /^line 2: not JSON/],
    ['no id', '{"title":"Rain","text":""}', /^line 2: .*id/],
    ['a title that is no text', '{"id":"x","title":7}', /^line 2: .*title/],
  ])('reports %s by its line and tags the rest', async (_, bad, problem) => {
    const { out, problems, tagged } = await run(`${story('a', 'Rain')}\n${bad}\n${story('b', 'Rain')}\n`);
    expect(problems).toEqual([expect.stringMatching(problem)]);
    expect(out).toHaveLength(2);
    expect(tagged).toBe(2);
  });

  it.each([
    ['a byte order mark', `\uFEFF${story('a', 'Rain')}`],
    ['Windows line ends', `${story('a', 'Rain')}\r\n\r\n`],
    ['a line separator within a string', `{"id":"a","title":"More\u2028rain"}`],
    ['title and text left out', `{"id":"a","title":null}\n${story('a', 'Rain')}`],
  ])('reads past %s', async (_, lines) => {
    const { out, problems } = await run(lines);
    expect(problems).toEqual([]);
    expect(out.at(-1)).toBe('{"id":"a","topics":["rain"]}');
  });

  it('keeps thousands of long lines whole', async () => {
    const { out } = await run(
      Array.from({ length: 3000 }, (_, at) => story(at, 'Rain', 'дождь '.repeat(100))).join('\n'),
    );
    expect(out.map((line) => (JSON.parse(line) as { id: number }).id)).toEqual(
      Array.from({ length: 3000 }, (_, at) => at),
    );
  });

  it('does not overwrite its own input', async () => {
    const file = join(folder, 'in.jsonl');
    writeFileSync(file, story('a', 'Rain'));
    await expect(tagFile(file, file, { matcher })).rejects.toThrow('is the input itself');
    expect(readFileSync(file, 'utf8')).toBe(story('a', 'Rain'));
  });

  it('says which file is missing', async () => {
    await expect(tagFile(join(folder, 'none.jsonl'), join(folder, 'out.jsonl'), { matcher })).rejects.toThrow(
      'none.jsonl',
    );
  });
});

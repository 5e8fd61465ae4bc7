import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/config/project-root.js';
import { lookAlikeStory, topicStories } from './support/stories.js';

/** The built command, run in a folder of its own, as `npm run tag -- IN OUT` does. */
async function runTag(cwd: string, ...args: string[]) {
  const child = spawn(process.execPath, [join(projectRoot, 'dist/topics/commands/tag.js'), ...args], { cwd });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, errors };
}

describe('the tag command', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wirewatch-tag-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const line = (id: string, story: { title: string; description?: string }, lang?: string) =>
    JSON.stringify({ id, lang, title: story.title, text: story.description });
  const read = async () =>
    (await readFile(join(folder, 'out.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text));

  it('writes the topics of each story, a line each, in the order of the input', async () => {
    const { pact, 'china-stance': china, 'ukraine-missile-policy': missiles } = topicStories;
    await writeFile(
      join(folder, 'in.jsonl'),
      [line('m', missiles, 'en'), line('i', lookAlikeStory), line('p', pact), line('c', china), ''].join('\n'),
    );
    await expect(runTag(folder, 'in.jsonl', 'out.jsonl')).resolves.toEqual({ code: 0, errors: '' });
    await expect(read()).resolves.toEqual([
      { id: 'm', topics: ['ukraine-missile-policy'] },
      { id: 'i', topics: [] },
      { id: 'p', topics: ['pact'] },
      { id: 'c', topics: expect.arrayContaining(['china-stance']) },
    ]);
  });

  it('asks the topics of the first desk, and with --all every topic that ships', async () => {
    const troops = {
      title: 'North Korean soldiers arrive in Kursk, Seoul demands that Russia send them back',
      description: 'South Korea condemned the treaty of Russia and North Korea under which the soldiers were sent.',
    };
    await writeFile(join(folder, 'in.jsonl'), line('t', troops, 'en'));
    await runTag(folder, 'in.jsonl', 'out.jsonl');
    await expect(read()).resolves.toEqual([{ id: 't', topics: ['pact'] }]);
    await expect(runTag(folder, 'in.jsonl', 'out.jsonl', '--all')).resolves.toEqual({ code: 0, errors: '' });
    await expect(read()).resolves.toEqual([{ id: 't', topics: ['allied-response', 'dprk-arms-transfers', 'pact'] }]);
  });

  it.each([
    ['no output', ['in.jsonl']],
    ['a file too many', ['in.jsonl', 'out.jsonl', 'more.jsonl']],
    ['an option that does not exist', ['in.jsonl', 'out.jsonl', '--every']],
  ])('says how it is used, given %s', async (_, args) => {
    const { code, errors } = await runTag(folder, ...args);
    expect(code).toBe(2);
    expect(errors).toMatch(/^Usage: npm run tag -- STORIES\.jsonl TAGS\.jsonl \[--all\]\n/);
  });

  it('names the line that it cannot read, and loses no other', async () => {
    await writeFile(
      join(folder, 'in.jsonl'),
      [line('a', topicStories.pact), '{"id": ', line('b', lookAlikeStory)].join('\n'),
    );
    const { code, errors } = await runTag(folder, 'in.jsonl', 'out.jsonl');
    expect(code).toBe(1);
    expect(errors).toMatch(/line 2|:2\b/);
    await expect(read()).resolves.toMatchObject([{ id: 'a' }, { id: 'b' }]);
  });

  it('says in one line that a file is not there', async () => {
    const { code, errors } = await runTag(folder, 'nowhere.jsonl', 'out.jsonl');
    expect(code).not.toBe(0);
    expect(errors.trim().split('\n')).toHaveLength(1);
    expect(errors).toContain('nowhere.jsonl');
  });
});

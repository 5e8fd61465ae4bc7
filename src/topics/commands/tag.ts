import { createReadStream, createWriteStream, realpathSync } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Matcher } from '../../matching/compile-matcher.js';
import { matchStory } from '../../matching/match-story.js';
import { compileShippedMatcher } from './shipped-matcher.js';

const storyLine = z.object({
  id: z.union([z.string(), z.number()]),
  lang: z.string().nullish(),
  title: z.string().nullish(),
  text: z.string().nullish(),
});

export interface TagReport {
  tagged: number;
  /** One sentence for each line that could not be read. */
  problems: string[];
}

/**
 * Reads a story a line of JSON (`id`, `lang`, `title`, `text`) and writes `{"id","topics"}` a line in the same order, never holding
 * more than one. A line that cannot be read is reported and skipped.
 */
export async function tagFile(
  input: string,
  output: string,
  options: { matcher?: Matcher; report?: (problem: string) => void } = {},
): Promise<TagReport> {
  const matcher = options.matcher ?? compileShippedMatcher().matcher;
  const stories = createReadStream(input, 'utf8');
  await once(stories, 'open');
  const tags = createWriteStream(output);
  await once(tags, 'open');
  const problems: string[] = [];
  let tagged = 0;
  let number = 0;
  for await (const line of createInterface({ input: stories, crlfDelay: Infinity })) {
    number++;
    const written = number === 1 ? line.replace(/^\uFEFF/, '') : line;
    if (written.trim() === '') continue;
    const result = tagLine(written, matcher);
    if ('problem' in result) {
      const problem = `line ${number}: ${result.problem}`;
      problems.push(problem);
      options.report?.(problem);
    } else {
      tagged++;
      if (!tags.write(`${JSON.stringify(result)}\n`)) await once(tags, 'drain');
    }
  }
  tags.end();
  await finished(tags);
  return { tagged, problems };
}

function tagLine(written: string, matcher: Matcher): { id: string | number; topics: string[] } | { problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(written);
  } catch (error) {
    return { problem: `not JSON (${error instanceof Error ? error.message : 'unreadable'})` };
  }
  const read = storyLine.safeParse(value);
  if (!read.success) return { problem: z.prettifyError(read.error).replaceAll('\n', ' ') };
  const { id, lang, title, text } = read.data;
  const story = { title: title ?? '', text: text ?? '', ...(lang != null && { language: lang }) };
  const { matches, errors } = matchStory(matcher, story);
  const [failed] = errors;
  if (failed) return { problem: `topic ${failed.topic} failed on story ${id}: ${failed.message}` };
  return { id, topics: matches.map(({ topic }) => topic) };
}

async function main(): Promise<void> {
  const [input, output] = process.argv.slice(2);
  if (input === undefined || output === undefined) {
    process.stderr.write('Usage: npm run tag -- STORIES.jsonl TAGS.jsonl\n');
    process.exitCode = 2;
    return;
  }
  try {
    const { problems } = await tagFile(input, output, {
      report: (problem) => process.stderr.write(`${input}, ${problem}\n`),
    });
    if (problems.length > 0) process.exitCode = 1;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) void main();

import { createReadStream, createWriteStream, realpathSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type Percolator } from '../../matching/percolator/percolator.js';
import { matchStory } from '../../matching/match-story.js';
import { compileShippedMatcher, FIRST_DESK_TOPICS } from './shipped-matcher.js';

const storyLine = z.object({
  id: z.union([z.string(), z.number()]),
  lang: z.string().nullish(),
  title: z.string().nullish(),
  text: z.string().nullish(),
});

export interface TagReport {
  tagged: number;
  /** One sentence for each line that could not be read, or topic that failed on one. */
  problems: string[];
}

/**
 * Reads a story a line of JSON (`id`, `lang`, `title`, `text`) and writes `{"id","topics"}` a line in the same order, never holding
 * more than a few. A line that cannot be read is reported and skipped. Throws when a file cannot be read or written. Without a matcher,
 * the topics are the first desk's.
 */
export async function tagFile(
  input: string,
  output: string,
  options: { matcher?: Percolator; report?: (problem: string) => void } = {},
): Promise<TagReport> {
  if (await isSameFile(input, output))
    throw new Error(`${output} is the input itself; the tags want a file of their own`);
  const matcher = options.matcher ?? compileShippedMatcher({ only: FIRST_DESK_TOPICS }).matcher;
  const report: TagReport = { tagged: 0, problems: [] };
  const stories = createReadStream(input, 'utf8');
  await pipeline(
    stories,
    async function* tagLines(chunks: AsyncIterable<string>) {
      let number = 0;
      for await (const line of linesOf(chunks)) {
        number++;
        if (line.trim() === '') continue;
        const { tags, problems } = tagLine(line, matcher);
        for (const problem of problems.map((what) => `line ${number}: ${what}`)) {
          report.problems.push(problem);
          options.report?.(problem);
        }
        if (!tags) continue;
        report.tagged++;
        yield `${JSON.stringify(tags)}\n`;
      }
    },
    createWriteStream(output),
  );
  return report;
}

/** Not node:readline, which also ends a line at U+2028, a character that JSON allows within a string. */
async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  let first = true;
  for await (const chunk of chunks) {
    const lines = (rest + (first ? chunk.replace(/^\uFEFF/, '') : chunk)).split('\n');
    first = false;
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}

function tagLine(
  line: string,
  matcher: Percolator,
): { tags?: { id: string | number; topics: string[] }; problems: string[] } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return { problems: [`not JSON (${error instanceof Error ? error.message : 'unreadable'})`] };
  }
  const read = storyLine.safeParse(value);
  if (!read.success) return { problems: [z.prettifyError(read.error).replaceAll('\n', ' ')] };
  const { id, lang, title, text } = read.data;
  const story = { title: title ?? '', text: text ?? '', ...(lang != null && { language: lang }) };
  const { matches, errors } = matchStory(matcher, story);
  return {
    tags: { id, topics: matches.map(({ topic }) => topic) },
    problems: errors.map(({ topic, message }) => `topic ${topic} failed on story ${id}: ${message}`),
  };
}

async function isSameFile(input: string, output: string): Promise<boolean> {
  const paths = await Promise.all([input, output].map((path) => realpath(path).catch(() => undefined)));
  return paths[0] !== undefined && paths[0] === paths[1];
}

const USAGE = `Usage: npm run tag -- STORIES.jsonl TAGS.jsonl [--all]
Looks for ${FIRST_DESK_TOPICS.join(', ')}; with --all, for every topic that ships.
`;

function readArguments(args: string[]): { input: string; output: string; all: boolean } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { all: { type: 'boolean', default: false } },
    });
    const [input, output, ...rest] = positionals;
    return input === undefined || output === undefined || rest.length > 0 ? undefined : { input, output, ...values };
  } catch {
    // An option that does not exist: the usage says which do.
    return undefined;
  }
}

async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2));
  if (!args) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const { input, output, all } = args;
  try {
    const { problems } = await tagFile(input, output, {
      ...(all && { matcher: compileShippedMatcher().matcher }),
      report: (problem) => process.stderr.write(`${input}, ${problem}\n`),
    });
    if (problems.length > 0) process.exitCode = 1;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) void main();

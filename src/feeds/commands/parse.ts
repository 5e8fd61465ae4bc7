import { createReadStream, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { decodeFeed } from '../read/decode-feed.js';
import { parseFeed, type ParsedItem } from '../read/parse-feed.js';

export interface FeedFile {
  path: string;
  /** As an HTTP header would have it, such as `text/xml; charset=koi8-r`. */
  contentType?: string;
}

export interface FileReport {
  path: string;
  ok: boolean;
  /** Why not, when `ok` is false. */
  error?: string;
  format: string | null;
  title: string | null;
  items: ItemReport[];
}

export interface ItemReport {
  id: string | null;
  title: string;
  /** Absolute where it can be made so; a file has no address of its own. */
  link: string | null;
  /** ISO 8601, UTC: when the item was published, or else updated. */
  publishedAt: string | null;
}

/** More than any feed holds; a file that has no end must not fill memory. */
const MAX_BYTES = 256 * 1024 * 1024;

/** Reads a feed from a file as the fetcher reads it from the network. Never rejects: what went wrong is in the report. */
export async function reportOnFile(file: FeedFile, now: Date): Promise<FileReport> {
  const refuse = (error: string): FileReport => ({
    path: file.path,
    ok: false,
    error,
    format: null,
    title: null,
    items: [],
  });
  try {
    const bytes = await readBytes(file.path);
    if (!bytes) return refuse(`more than ${MAX_BYTES / 1024 / 1024} MiB`);
    const { text } = decodeFeed(bytes, file.contentType);
    const outcome = await parseFeed(text, undefined, now);
    if (!outcome.ok) return refuse(`${outcome.reason}: ${outcome.message}`);
    const { format, title, items } = outcome.feed;
    return { path: file.path, ok: true, format, title, items: items.map(reportOnItem) };
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function reportOnItem(item: ParsedItem): ItemReport {
  return {
    id: item.guid ?? null,
    title: item.title,
    link: item.url ?? null,
    publishedAt: (item.publishedAt ?? item.updatedAt)?.toISOString() ?? null,
  };
}

async function readBytes(path: string): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A file a line: its path and, after a tab, the content type that it came with, if any. */
export function readList(text: string): FeedFile[] {
  const lines = text.replace(/^\ufeff/, '').split('\n');
  return lines.flatMap((line) => {
    const [path = '', contentType = ''] = line.replace(/\r$/, '').split('\t');
    return path === '' ? [] : [{ path, ...(contentType.trim() !== '' && { contentType: contentType.trim() }) }];
  });
}

const USAGE = `Usage: npm run parse -- FILE… | --list FILE.tsv
Prints a line of JSON for each file: what the fetcher would read in it. The list has a path a line and, after a tab, a content type.
`;

function readArguments(args: string[]): { paths: string[]; list?: string | undefined } | undefined {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { list: { type: 'string' } } });
    const isRight = (values.list === undefined) !== (positionals.length === 0);
    return isRight ? { paths: positionals, list: values.list } : undefined;
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
  let files: FeedFile[];
  try {
    files =
      args.list === undefined ? args.paths.map((path) => ({ path })) : readList(await readFile(args.list, 'utf8'));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
    return;
  }
  const now = new Date();
  // A reader that has seen enough, such as `head`, closes the pipe.
  process.stdout.on('error', () => process.exit(0));
  for (const file of files) {
    const line = `${JSON.stringify(await reportOnFile(file, now))}\n`;
    // The pipe's reader sets the pace; and the process ends by itself only when all is written.
    if (!process.stdout.write(line)) await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) void main();

import { XMLValidator } from 'fast-xml-parser';
import { Parser } from 'htmlparser2';
import { decodeXmlText } from '../read/xml-text.js';

export interface Outline {
  /** Of the file, from 1. */
  line: number;
  /** Names in lower case, values decoded and trimmed. */
  attributes: Readonly<Record<string, string>>;
  /** Titles of the outlines round it, outermost first. */
  folders: readonly string[];
  hasChildren: boolean;
}

export interface OutlineFile {
  /** As its head says. */
  title?: string;
  outlines: Outline[];
  /** What is wrong with the file as a whole. */
  errors: { line?: number; message: string }[];
}

/** No reader nests folders so deep; what does is made to exhaust whoever reads it. */
const MAX_DEPTH = 200;
/** The depth is looked at after each piece. */
const PIECE = 16_384;
const MAX_COMPLAINT = 150;

/** The title that other readers show for an outline. */
export function titleOf(attributes: Readonly<Record<string, string>>): string | undefined {
  return attributes['title'] || attributes['text'] || undefined;
}

/**
 * The outlines of an OPML file, in its order. Never throws: a file that is broken gives what can be read of it and says where it
 * broke first.
 */
export function readOutlines(text: string): OutlineFile {
  const file: OutlineFile = { outlines: [], errors: [] };
  const junk = /^[^<]*/.exec(text)?.[0] ?? '';
  const source = text.slice(junk.length).replace(/&(?!#?\w{1,31};)/g, '&amp;');
  const verdict = XMLValidator.validate(source);
  if (verdict !== true) {
    file.errors.push({
      line: verdict.err.line + countLines(junk),
      message: `the XML is broken: ${inWords(verdict.err.msg)}`,
    });
  }
  const walk = startWalk(file, verdict === true ? source : closeQuotes(source), countLines(junk));
  if (!walk.run()) file.errors.push({ message: `folders deeper than ${MAX_DEPTH}; the rest is not read` });
  if (!walk.isOpml()) file.errors.push({ message: 'not an OPML file' });
  return file;
}

/** The validator names everything that was left open as JSON, and quotes whatever it stumbled over. */
function inWords(complaint: string): string {
  if (complaint.startsWith("Invalid '[")) return 'it ends before everything in it does';
  return complaint.length > MAX_COMPLAINT ? `${complaint.slice(0, MAX_COMPLAINT)}…` : complaint;
}

function startWalk(file: OutlineFile, source: string, skippedLines: number) {
  /** Elements that are open; an outline, or null for any other. */
  const open: ((Outline & { inner: string[] }) | null)[] = [];
  const lineAt = lineCounter(source, 1 + skippedLines);
  let isIn = false;
  let hasBody = false;
  let title: string | undefined;
  const parser = new Parser(
    {
      onopentag(name, raw) {
        isIn ||= name === 'opml';
        hasBody ||= isIn && name === 'body';
        if (name === 'title' && isIn && !hasBody) title = '';
        const parent = open.findLast((element) => element !== null);
        if (name !== 'outline' || !isIn) {
          open.push(null);
          return;
        }
        if (parent) parent.hasChildren = true;
        const attributes = Object.fromEntries(
          Object.entries(raw).map(([key, value]) => [key, decodeXmlText(value).trim()]),
        );
        const folders = parent?.inner ?? [];
        const own = titleOf(attributes);
        const outline = { line: lineAt(parser.startIndex), attributes, folders, hasChildren: false };
        file.outlines.push(outline);
        open.push(Object.assign(outline, { inner: own === undefined ? folders : [...folders, own] }));
      },
      ontext(data) {
        if (title !== undefined) title += data;
      },
      onclosetag(name) {
        if (name === 'title' && title !== undefined) {
          const words = decodeXmlText(title).replace(/\s+/g, ' ').trim();
          if (words !== '') file.title ??= words;
          title = undefined;
        }
        open.pop();
      },
    },
    { xmlMode: true, decodeEntities: false, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  return {
    /** False when it was broken off. */
    run(): boolean {
      for (let at = 0; at < source.length; at += PIECE) {
        parser.write(source.slice(at, at + PIECE));
        if (open.length > MAX_DEPTH) return false;
      }
      parser.end();
      return true;
    },
    isOpml: () => hasBody || file.outlines.length > 0,
  };
}

/** A quote that is never closed would swallow the outlines up to the next one: its own tag has to end it. */
function closeQuotes(source: string): string {
  return source.replace(/<outline\b[^<>]*>(?=\s*(?:<|$))/gi, (tag) =>
    (tag.split('"').length - 1) % 2 === 1 ? tag.replace(/\s*(\/?>)$/, '"$1') : tag,
  );
}

/** Lines by position, for positions that only grow. */
function lineCounter(source: string, firstLine: number): (index: number) => number {
  let line = firstLine;
  let counted = 0;
  return (index) => {
    for (let at = source.indexOf('\n', counted); at >= 0 && at < index; at = source.indexOf('\n', at + 1)) {
      line += 1;
      counted = at + 1;
    }
    return line;
  };
}

function countLines(text: string): number {
  return text.match(/\n/g)?.length ?? 0;
}

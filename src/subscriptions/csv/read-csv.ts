import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import { unescapeFormula } from './formula.js';
import { type Column, toColumn } from './subscriber-row.js';

export interface CsvRow {
  /** From 1, the headings not counted. */
  row: number;
  /** Of the file, where the row ends. */
  line: number;
  cells: Partial<Record<Column, string>>;
  /** Cells beyond the headings. */
  extra: number;
}

export type CsvReading = { ok: true; rows: CsvRow[] } | { ok: false; message: string };

const MAX_CELL = 10_000;

/** Pure. A comma, semicolon or tab between the cells, as the headings have it; the file is UTF-8, or UTF-16 with a byte order mark. */
export function readCsv(bytes: Uint8Array, maxRows: number): CsvReading {
  const text = decode(bytes);
  if (text === undefined) return refuse('The file is not UTF-8: save it as “CSV UTF-8”');
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
      max_record_size: MAX_CELL * 4,
      // One more than there may be, and the headings.
      to: maxRows + 2,
    }) as unknown as typeof records;
  } catch (error) {
    if (error instanceof CsvError) return refuse(`The file is no CSV: ${error.message}`);
    throw error;
  }
  const [head, ...body] = records;
  if (!head) return refuse('The file is empty');
  if (body.length > maxRows) return refuse(`The file has more than ${maxRows.toLocaleString('en')} rows; split it`);
  const columns = readHeadings(head.record);
  if (!columns.ok) return columns;
  return {
    ok: true,
    rows: body.map(({ record, info }, index) => ({
      row: index + 1,
      line: info.lines,
      cells: Object.fromEntries(
        columns.columns.map((column, place) => [column, unescapeFormula(record[place] ?? '').trim()]),
      ),
      extra: Math.max(0, record.length - columns.columns.length),
    })),
  };
}

function readHeadings(headings: readonly string[]): { ok: true; columns: Column[] } | { ok: false; message: string } {
  const columns: Column[] = [];
  for (const heading of headings) {
    const column = toColumn(heading);
    if (!column) return refuse(`The heading “${heading.slice(0, 100)}” names no column that is known here`);
    if (columns.includes(column)) return refuse(`Two headings stand for the column ${column}`);
    columns.push(column);
  }
  return columns.includes('email') ? { ok: true, columns } : refuse('The column email is missing');
}

function delimiterOf(text: string): string {
  const [line = ''] = text.split(/\r\n|\r|\n/, 1);
  const count = (sign: string) => line.split(sign).length;
  return [';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ',');
}

/** Undefined where it is neither. The decoder takes a byte order mark away. */
function decode(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const isLittle = first === 0xff && second === 0xfe;
  const isUtf16 = isLittle || (first === 0xfe && second === 0xff);
  if (!isUtf16 && !isUtf8(bytes)) return undefined;
  const text = new TextDecoder(isUtf16 ? (isLittle ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(bytes);
  return text.includes('\0') ? undefined : text;
}

function refuse(message: string): { ok: false; message: string } {
  return { ok: false, message };
}

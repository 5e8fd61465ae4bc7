import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { type EntityDefinition, type EntityForm } from '../matching/definitions.js';

export interface TopicPreset {
  slug: string;
  name: string;
  description: string;
  query: string;
}

/** What is wrong with a shipped file, in one line that names file and entry. */
export class PresetError extends Error {
  override name = 'PresetError';
}

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens');
const form = z.union([
  z.string().trim().min(1),
  z.strictObject({
    text: z.string().trim().min(1),
    exactCase: z.boolean().optional(),
    inflect: z.boolean().optional(),
    prefix: z.boolean().optional(),
    compound: z.boolean().optional(),
  }),
]);
const entity = z.strictObject({
  slug,
  name: z.string().trim().min(1),
  kind: z.enum(['person', 'place', 'organization', 'treaty', 'weapon', 'concept']),
  forms: z.record(z.string().regex(/^(any|[a-z]{2,3}(-[A-Z][a-z]{3})?)$/), z.array(form).min(1)),
});
const topic = z.strictObject({
  slug,
  name: z.string().trim().min(1),
  description: z.string().trim().min(1),
  query: z.string().trim().min(1),
});

/**
 * Reads `entities/*.yaml` (lists) and `topics/*.yaml` (one each) of a folder. Throws a PresetError for the first thing that is
 * wrong: shipped data that is half right would change what a desk is alerted to without a word.
 */
export function loadPresets(folder: string): { topics: TopicPreset[]; entities: EntityDefinition[] } {
  const entities = yamlFiles(folder, 'entities').flatMap((file) =>
    checked(z.array(z.unknown()), readYaml(folder, file), file).map((entry, index) =>
      toEntity(checked(entity, entry, `${file}, ${nameOf(entry, index)}`)),
    ),
  );
  const topics = yamlFiles(folder, 'topics').map((file) => checked(topic, readYaml(folder, file), file));
  refuseTwice('entity', entities);
  refuseTwice('topic', topics);
  return { topics, entities };
}

function yamlFiles(folder: string, kind: string): string[] {
  return readdirSync(join(folder, kind))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => `${kind}/${name}`);
}

function readYaml(folder: string, file: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(join(folder, file), 'utf8'), { lineCounter: lines });
  const [error] = document.errors;
  if (error)
    throw new PresetError(`${file}: line ${lines.linePos(error.pos[0]).line}: ${error.message.split('\n')[0]}`);
  return document.toJS();
}

function checked<Schema extends z.ZodType>(schema: Schema, value: unknown, where: string): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new PresetError(`${where}: ${issue?.path.length ? `${issue.path.join('.')}: ` : ''}${issue?.message}`);
}

function nameOf(entry: unknown, index: number): string {
  const named = z.object({ slug: z.string() }).safeParse(entry);
  return named.success ? named.data.slug : `entry ${index + 1}`;
}

function toEntity(entry: z.infer<typeof entity>): EntityDefinition {
  const forms = Object.entries(entry.forms).map(([language, list]) => [language, list.map(toForm)]);
  return { ...entry, forms: Object.fromEntries(forms) as Record<string, EntityForm[]> };
}

/** A form is written as a term of a query is: `=US` keeps its case, `санкци*` may go on. */
function toForm(written: z.infer<typeof form>): EntityForm {
  if (typeof written !== 'string') return written as EntityForm;
  const exactCase = written.startsWith('=');
  const prefix = written.endsWith('*');
  return {
    text: written.slice(exactCase ? 1 : 0, prefix ? -1 : undefined),
    ...(exactCase && { exactCase }),
    ...(prefix && { prefix }),
  };
}

function refuseTwice(kind: string, entries: { slug: string }[]): void {
  const seen = new Set<string>();
  for (const { slug } of entries) {
    if (seen.has(slug)) throw new PresetError(`${kind} ${slug} is defined twice`);
    seen.add(slug);
  }
}

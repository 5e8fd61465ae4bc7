import { readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { evaluateTopics, type Evaluation, type Score, type TaggingError } from '../evaluate.js';
import { readLabelledStories } from '../read-labelled-stories.js';
import { compileShippedMatcher } from './shipped-matcher.js';

/** Precision, recall and F1 of the shipped topics on labelled stories, and every error with its explanation. */
export function evaluateFile(file: string): string {
  const stories = readLabelledStories(readFileSync(file, 'utf8'));
  const { matcher, topics } = compileShippedMatcher();
  // A topic that nobody labelled in this file says nothing about its matches.
  const labelled = new Set(stories.flatMap(({ labels }) => labels));
  return printEvaluation(
    evaluateTopics(
      matcher,
      topics.filter((topic) => labelled.has(topic)),
      stories,
    ),
  );
}

export function printEvaluation({ stories, micro, byTopic, byLanguage, errors }: Evaluation): string {
  const width = Math.max(12, ...[...byTopic.keys()].map((topic) => topic.length)) + 2;
  const row = (name: string, score: Score): string =>
    name.padEnd(width) +
    [score.precision, score.recall, score.f1].map((value) => value.toFixed(3).padStart(11)).join('') +
    [score.right, score.missed, score.false].map((value) => String(value).padStart(8)).join('');
  const columns = ['precision', 'recall', 'F1'].map((name) => name.padStart(11)).join('');
  const counts = ['right', 'missed', 'false'].map((name) => name.padStart(8)).join('');
  return [
    `${stories} stories, ${errors.length} errors`,
    '',
    `${''.padEnd(width)}${columns}${counts}`,
    ...[...byTopic].map(([topic, score]) => row(topic, score)),
    ...[...byLanguage].sort(([one], [other]) => one.localeCompare(other)).map(([name, score]) => row(name, score)),
    row('micro', micro),
    '',
    ...errors.map(printError),
  ].join('\n');
}

function printError(error: TaggingError): string {
  const { id, language, title } = error.story;
  const head = `${error.kind.toUpperCase()} ${error.topic}: ${id}${language ? ` (${language})` : ''} “${title}”`;
  return `${head}\n    ${error.kind === 'missed' ? error.because : printEvidence(error)}`;
}

function printEvidence({ story, evidence }: Extract<TaggingError, { kind: 'false' }>): string {
  return evidence
    .map(({ field, start, end, entity }) => `“${story[field].slice(start, end)}”${entity ? ` @${entity}` : ''}`)
    .join(', ');
}

function main(): void {
  const [file] = process.argv.slice(2);
  if (file === undefined) {
    process.stderr.write('Usage: npm run evaluate -- STORIES.jsonl\n');
    process.exitCode = 2;
    return;
  }
  try {
    process.stdout.write(`${evaluateFile(file)}\n`);
  } catch (error) {
    process.stderr.write(`${file}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) main();

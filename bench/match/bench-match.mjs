// npm run bench:match [-- --queries 100,1000 --seconds 4]: how many stories a second are matched with stored queries, beside what
// else one could take, in the same run on the same stories. Medians of rounds; the last column is what we do for each one of theirs.
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ensureReady } from '../../scripts/steps/ensure.mjs';
import { generateQueries, generateStream } from './generate-stream.mjs';
import { measureChange, measureSignature, measureWorkers } from './parts.mjs';
import * as ahoCorasick from './peers/aho-corasick.mjs';
import * as includes from './peers/includes.mjs';
import * as postgres from './peers/postgres.mjs';
import * as regexp from './peers/regexp.mjs';
import * as ripgrep from './peers/ripgrep.mjs';

const { values: options } = parseArgs({
  options: {
    queries: { type: 'string', default: '100,1000,10000,100000' },
    seconds: { type: 'string', default: '2' },
    stories: { type: 'string', default: '10000' },
  },
});
const COUNTS = options.queries.split(',').map(Number);
const SECONDS = Number(options.seconds);
const ROUNDS = 5;
setFlagsFromString('--expose-gc');
globalThis.gc ??= runInNewContext('gc');
const SAMPLE = 2_000;

await ensureReady();
const { Percolator } = await import('../../dist/matching/percolator/percolator.js');

const stream = generateStream({ stories: Number(options.stories) + SAMPLE });
// Through bytes and back: strings as they come from a socket, not chains of what they were glued from.
const flat = stream.stories.map(({ title, text, language }) => ({ title: copy(title), text: copy(text), language }));
const stories = flat.slice(SAMPLE);
const sample = flat.slice(0, SAMPLE);
const bytes = stories.reduce((sum, { title, text }) => sum + Buffer.byteLength(title) + Buffer.byteLength(text), 0);
const perStory = bytes / stories.length;
const rarity = countWords(sample);
say(
  `${stories.length} stories of ${Math.round(perStory)} bytes, 84 % English, the rest Russian, Ukrainian, Korean, Chinese; one thread`,
);

for (const count of COUNTS) {
  const { queries, entities } = generateQueries({ count, stream });
  say(`\n${count.toLocaleString('en')} queries of seven leaves`);
  say(row('', 'stories/s', 'MB/s', 'build ms', 'memory MB', 'found/story', 'ours ×'));
  const ours = measureOurs({ queries, entities });
  report('Wirewatch', ours, ours);
  for (const peer of [regexp, includes, ahoCorasick]) {
    if (count > peer.largest) say(row(peer.name, '–'));
    else
      report(
        peer.name,
        measure(() => peer.build({ queries })),
        ours,
      );
  }
  report(postgres.name, await measurePostgres({ queries }), ours);
  if (ripgrep.isInstalled()) {
    const seconds = ripgrep.measure({ queries, stories, rounds: ROUNDS });
    report(ripgrep.name, { rate: stories.length / median(seconds) }, ours);
  } else say(row(ripgrep.name, 'not installed'));
  if (count === 10_000) await reportParts({ queries, entities, matcher: ours.matcher });
}

function measureOurs({ queries, entities }) {
  let percolator;
  const measured = measure(() => {
    const compiled = Percolator.compile({ topics: queries, entities, sample });
    percolator = compiled.matcher;
    if (compiled.errors.length > 0) throw new Error(`${compiled.errors.length} generated queries do not parse`);
    return (story) => percolator.percolate(story).finds.length;
  });
  return { ...measured, matcher: percolator, arena: percolator.bytes / 1e6 };
}

async function reportParts({ queries, entities, matcher }) {
  const signature = measureSignature({ matcher, stories, rounds: ROUNDS });
  say(`a MinHash signature with it: ${signature.toFixed(1)} µs a story more`);
  const { one, two } = await measureWorkers({ queries, entities, sample, stories, rounds: 3 });
  say(
    `two threads: ${(two / one).toFixed(2)} times one (${one.toFixed(0)} and ${two.toFixed(0)} stories/s, handing over included)`,
  );
  const changedQueries = generateQueries({ count: 1_000, stream, seed: 3 }).queries;
  const change = measureChange({ matcher, queries: changedQueries, rounds: ROUNDS });
  say(`a thousand changed queries are live after ${change.toFixed(0)} ms`);
}

function measure(build) {
  const before = heldMemory();
  const from = performance.now();
  const match = build();
  const buildMs = performance.now() - from;
  const memory = (heldMemory() - before) / 1e6;
  // One round to warm up: code is compiled, words are learnt.
  const rounds = Array.from({ length: ROUNDS + 1 }, () => timeRound(match)).slice(1);
  return { rate: median(rounds.map(({ rate }) => rate)), found: rounds[0].found, buildMs, memory };
}

/** As many stories as the time allows, from the first on. */
function timeRound(match) {
  const from = performance.now();
  let done = 0;
  let found = 0;
  while (done < stories.length && performance.now() - from < SECONDS * 1_000) found += match(stories[done++]);
  return { rate: done / ((performance.now() - from) / 1_000), found: found / done };
}

async function measurePostgres({ queries }) {
  const from = performance.now();
  const { match, close } = await postgres.build({ queries, rarity });
  const buildMs = performance.now() - from;
  try {
    const rates = [];
    let found = 0;
    for (let round = 0; round <= ROUNDS; round++) {
      const start = performance.now();
      let done = 0;
      for (found = 0; done < stories.length && performance.now() - start < SECONDS * 1_000; done++)
        found += await match(stories[done]);
      rates.push(done / ((performance.now() - start) / 1_000));
      found /= done;
    }
    return { rate: median(rates.slice(1)), found, buildMs };
  } finally {
    await close();
  }
}

function report(name, { rate, buildMs, memory, arena, found }, ours) {
  const cells = [
    rate.toLocaleString('en', { maximumFractionDigits: rate < 100 ? 1 : 0 }),
    ((rate * perStory) / 1e6).toFixed(rate * perStory < 1e7 ? 1 : 0),
    buildMs === undefined ? '' : buildMs.toFixed(0),
    memory === undefined ? '' : memory.toFixed(1) + (arena === undefined ? '' : ` (arrays ${arena.toFixed(1)})`),
    found === undefined ? '' : found.toFixed(found < 10 ? 2 : 0),
    rate === ours.rate ? '' : (ours.rate / rate).toPrecision(3),
  ];
  say(row(name, ...cells));
}

function row(name, ...cells) {
  return name.padEnd(34) + cells.map((cell, at) => cell.padStart(at === 3 ? 22 : 12)).join('');
}

function countWords(list) {
  const counts = new Map();
  for (const { title, text } of list) {
    for (const word of `${title} ${text}`.toLowerCase().split(/[^\p{L}\p{N}]+/u))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

function heldMemory() {
  globalThis.gc();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}

function copy(text) {
  return Buffer.from(text).toString();
}

function median(values) {
  return [...values].sort((left, right) => left - right)[values.length >> 1];
}

function say(line) {
  process.stdout.write(`${line}\n`);
}

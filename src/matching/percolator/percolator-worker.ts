import { parentPort, workerData } from 'node:worker_threads';
import { type EntityDefinition, type StoryText, type TopicDefinition } from '../definitions.js';
import { packPercolations } from './pack-percolations.js';
import { Percolator, type TopicErrors } from './percolator.js';

/** What a pool asks of each of its workers; the answer is what the percolator's method of that name gives. */
export type PoolRequest =
  | { method: 'put'; topics: TopicDefinition[] }
  | { method: 'remove'; slugs: string[] }
  | { method: 'percolate'; stories: StoryText[] };

export interface WorkerSetup {
  entities: EntityDefinition[];
  sample: StoryText[];
}

/** Beyond these a further change would cost more than compiling all of them into one. */
const MOST_UNMERGED = 1_000;

const { entities, sample } = workerData as WorkerSetup;
const percolator = new Percolator(entities, sample);

parentPort?.on('message', ({ id, request }: { id: number; request: PoolRequest }) => {
  try {
    parentPort?.postMessage({ id, answer: answer(request) });
  } catch (error) {
    parentPort?.postMessage({ id, failure: error });
  }
});

function put(topics: TopicDefinition[]): TopicErrors[] {
  const errors = percolator.put(topics);
  if (percolator.unmerged > MOST_UNMERGED) void percolator.merge();
  return errors;
}

function answer(request: PoolRequest): unknown {
  switch (request.method) {
    case 'put':
      return put(request.topics);
    case 'remove':
      return percolator.remove(request.slugs);
    case 'percolate':
      return packPercolations(request.stories.map((story) => percolator.percolate(story)));
  }
}

import { parentPort, workerData } from 'node:worker_threads';
import { type EntityDefinition, type StoryText, type TopicDefinition } from '../definitions.js';
import { packPercolations } from './pack-percolations.js';
import { Percolator } from './percolator.js';

/** What a pool asks of each of its workers; the answer is what the percolator's method of that name gives. */
export type PoolRequest =
  | { method: 'put'; topics: TopicDefinition[] }
  | { method: 'remove'; slugs: string[] }
  | { method: 'percolate'; stories: StoryText[] };

export interface WorkerSetup {
  entities: EntityDefinition[];
  sample: StoryText[];
}

const { entities, sample } = workerData as WorkerSetup;
const percolator = new Percolator(entities, sample);

parentPort?.on('message', ({ id, request }: { id: number; request: PoolRequest }) => {
  try {
    parentPort?.postMessage({ id, answer: answer(request) });
  } catch (error) {
    parentPort?.postMessage({ id, failure: error });
  }
});

function answer(request: PoolRequest): unknown {
  switch (request.method) {
    case 'put':
      return percolator.put(request.topics);
    case 'remove':
      return percolator.remove(request.slugs);
    case 'percolate':
      return packPercolations(request.stories.map((story) => percolator.percolate(story)));
  }
}

import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '../config/clock.js';
import { matchStory } from '../matching/match-story.js';
import { QueueService } from '../queues/queue.service.js';
import { EntityStore } from '../topics/entity.store.js';
import { digestWith } from '../topics/rematch-digest.js';
import { compileRematch, type RematchMatcher } from '../topics/rematch-matcher.js';
import { RematchPlannerService } from '../topics/rematch-planner.service.js';
import { type ClaimedPass, RematchStore } from '../topics/rematch.store.js';
import { TopicStore } from '../topics/topic.store.js';
import {
  type ArchivedStory,
  type BatchOutcome,
  type BatchVerdicts,
  RematchArchiveStore,
  type RematchTopic,
} from './rematch-archive.store.js';

/** A few milliseconds of writing, during which a new wording of one of these stories waits. */
const BATCH_STORIES = 200;
/** However slow the topics are, progress is seen, and the pass held, at least this often. */
const BATCH_MS = 1_000;
/** Then the next pass in the queue has its turn. */
const SLICE_MS = 3_000;
const LEASE_MS = 15_000;
/** Between batches, live stories that wait go first; but the archive has its turn too, however many come. */
const YIELD_MS = 50;
const MOST_YIELD_MS = 1_000;
/** One that waits longer than this has a trouble of its own. */
const LIVE_MS = 60_000;
const CHANGED_AGAIN_MS = 1_000;

interface CompiledPass extends RematchMatcher {
  topics: (RematchTopic & { slug: string })[];
  /** Where no topic can find anything, the ids of all: only what they found before is to be looked at. */
  foundByOnly: string[] | null;
}

/** `paused`: there is more to do. `topic-changed`: another plan will come for what is here. */
type SliceOutcome = 'finished' | 'paused' | 'topic-changed';

/**
 * Topics that changed meet the archive: matches are added, brought up to date or withdrawn, and nobody is told. It gives way to
 * live stories: one pass at a time, small batches, newest first, other work between any two stories.
 */
@Injectable()
export class RematchProcessor {
  private readonly logger = new Logger('Archive');

  constructor(
    private readonly planner: RematchPlannerService,
    private readonly rematches: RematchStore,
    private readonly archive: RematchArchiveStore,
    private readonly topics: TopicStore,
    private readonly entities: EntityStore,
    private readonly queues: QueueService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async process(passId: string, signal: AbortSignal): Promise<void> {
    await this.planner.plan();
    const pass = await this.rematches.claim(passId, this.clock.now(), LEASE_MS);
    if (!pass) return;
    let outcome: SliceOutcome;
    try {
      outcome = await this.work(pass, signal);
    } finally {
      await this.rematches.hold(runIds(pass), this.clock.now());
    }
    if (outcome === 'finished' || signal.aborted) return;
    const version = `slice-${this.clock.now().getTime()}`;
    await this.queues.enqueue('rematch', [
      { id: passId, version, ...(outcome === 'topic-changed' ? { delayMs: CHANGED_AGAIN_MS } : {}) },
    ]);
  }

  private async work(pass: ClaimedPass, signal: AbortSignal): Promise<SliceOutcome> {
    const compiled = await this.compile(pass);
    if (compiled === 'topic-changed') return compiled;
    return pass.step === 'walk' ? this.walk(pass, compiled, signal) : this.settle(pass, compiled, signal);
  }

  /** The topics as they are now; should that not be what was planned for, a new plan is on its way. */
  private async compile(pass: ClaimedPass): Promise<CompiledPass | 'topic-changed'> {
    const [topics, entities] = await Promise.all([
      this.topics.byIds(pass.runs.map(({ topicId }) => topicId)),
      this.entities.definitions(),
    ]);
    const digestOf = digestWith(entities);
    if (topics.some((topic) => digestOf(topic) !== topic.archiveDigest)) return 'topic-changed';
    const enabled = topics.filter((topic) => topic.enabled);
    const { matcher, unreadable } = compileRematch(enabled, entities);
    const runOf = new Map(pass.runs.map(({ topicId, id }) => [topicId, id]));
    const compiled: CompiledPass['topics'] = [];
    for (const { id, slug, version, enabled: isEnabled } of topics) {
      const runId = runOf.get(id) ?? '';
      const problem = unreadable.get(slug);
      if (problem === undefined) compiled.push({ runId, id, slug, version, enabled: isEnabled });
      else await this.rematches.fail(runId, `The query cannot be read: ${problem}`, this.clock.now());
    }
    return {
      matcher,
      unreadable,
      topics: compiled,
      foundByOnly: enabled.length > 0 ? null : topics.map(({ id }) => id),
    };
  }

  private async walk(pass: ClaimedPass, compiled: CompiledPass, signal: AbortSignal): Promise<SliceOutcome> {
    const runs = compiled.topics.map(({ runId }) => runId);
    let cursor = pass.runs[0]?.cursor ?? null;
    if (cursor === null) await this.rematches.setTotal(runs, await this.archive.count(compiled.foundByOnly));
    const until = performance.now() + SLICE_MS;
    while (performance.now() < until && !signal.aborted) {
      await this.giveWay(signal);
      const stories = await this.archive.next(cursor, BATCH_STORIES, compiled.foundByOnly);
      const looked = await this.match(compiled, stories, signal);
      const last = stories[looked.count - 1];
      if (!last) {
        if (signal.aborted) break;
        await this.finish(runs, compiled);
        return 'finished';
      }
      const outcome = await this.apply(compiled, looked.verdicts);
      if (outcome.kind === 'over') return 'finished';
      if (outcome.kind === 'topic-changed') return outcome.kind;
      cursor = last.id;
      await this.rematches.advance(runs, cursor, looked.count, new Date(this.clock.now().getTime() + LEASE_MS));
    }
    return 'paused';
  }

  /** May run again from its beginning: what is right already is not written again. */
  private async settle(pass: ClaimedPass, compiled: CompiledPass, signal: AbortSignal): Promise<SliceOutcome> {
    const plannedAt = pass.runs[0]?.plannedAt ?? this.clock.now();
    const late = await this.archive.lateStories(plannedAt);
    for (let from = 0; from < late.length;) {
      if (signal.aborted) return 'paused';
      const stories = await this.archive.byIds(late.slice(from, from + BATCH_STORIES));
      const looked = await this.match(compiled, stories, signal);
      const outcome = await this.apply(compiled, looked.verdicts);
      if (outcome.kind === 'topic-changed') return outcome.kind;
      if (outcome.kind === 'over') return 'finished';
      // Stories deleted meanwhile are in the list, and not in the archive.
      from += looked.count === stories.length ? BATCH_STORIES : looked.count;
      await this.rematches.hold(runIds(pass), new Date(this.clock.now().getTime() + LEASE_MS));
    }
    await this.rematches.markSettled(runIds(pass), this.clock.now());
    return 'finished';
  }

  private async match(
    { matcher, topics }: CompiledPass,
    stories: readonly ArchivedStory[],
    signal: AbortSignal,
  ): Promise<{ count: number; verdicts: BatchVerdicts }> {
    const ids = new Map(topics.map(({ slug, id }) => [slug, id]));
    const verdicts = {
      stories: [] as ArchivedStory[],
      found: [] as BatchVerdicts['found'][number][],
      undecided: [] as BatchVerdicts['undecided'][number][],
    };
    const until = performance.now() + BATCH_MS;
    let count = 0;
    for (const story of stories) {
      if (signal.aborted || performance.now() > until) break;
      count++;
      if (!story.settled) continue;
      const { matches, errors } = matchStory(matcher, { ...story, language: story.language ?? undefined });
      verdicts.stories.push(story);
      for (const { topic, score, evidence } of matches) {
        verdicts.found.push({ storyId: story.id, topicId: ids.get(topic) ?? '', score, evidence });
      }
      for (const { topic, message } of errors) {
        this.logger.error(`Topic ${topic} failed on story ${story.id}: ${message}`);
        verdicts.undecided.push({ storyId: story.id, topicId: ids.get(topic) ?? '' });
      }
      await turn();
    }
    return { count, verdicts };
  }

  private async apply(compiled: CompiledPass, verdicts: BatchVerdicts): Promise<BatchOutcome> {
    const outcome = await this.archive.apply(compiled.topics, verdicts, { wait: false, at: this.clock.now() });
    if (outcome.kind !== 'applied') return outcome;
    for (const id of outcome.missed) {
      const stories = verdicts.stories.filter((story) => story.id === id);
      const single = await this.archive.apply(
        compiled.topics,
        { ...verdicts, stories },
        { wait: true, at: this.clock.now() },
      );
      if (single.kind !== 'applied') return single;
    }
    return outcome;
  }

  private async finish(runs: string[], { topics }: CompiledPass): Promise<void> {
    for (const { topicId, gained, lost, done } of await this.rematches.finish(runs, this.clock.now())) {
      const slug = topics.find(({ id }) => id === topicId)?.slug;
      this.logger.log(`Topic ${slug}: ${done} stories matched again, ${gained} found, ${lost} no longer found`);
    }
  }

  private async giveWay(signal: AbortSignal): Promise<void> {
    const since = new Date(this.clock.now().getTime() - LIVE_MS);
    for (let waited = 0; waited < MOST_YIELD_MS && !signal.aborted; waited += YIELD_MS) {
      if (!(await this.archive.pipelineIsBusy(since))) return;
      await pause(YIELD_MS);
    }
  }
}

function runIds(pass: ClaimedPass): string[] {
  return pass.runs.map(({ id }) => id);
}

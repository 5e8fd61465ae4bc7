import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../config/clock.js';
import { type CompiledSearch, type Found } from './compiled-search.js';
import { estimateFrequency } from './estimate-frequency.js';
import { FacetStore, type FacetCount } from './facet.store.js';
import { feedLexeme, languageLexeme } from './lexeme.js';
import { SearchCompilerService } from './search-compiler.service.js';
import { SearchStatisticsStore } from './search-statistics.store.js';
import { type LikeTitle, SimilarTitleStore } from './similar-title.store.js';
import { StoryItemStore } from './story-item.store.js';
import type { Facet, StoryFilter } from './story-query.js';
import { StoryStepStore } from './story-step.store.js';
import type { StorySource } from './story-source.store.js';
import { foldTitle } from './story-words.js';
import { type TakeStep, walk, type Walked, type WalkLimits } from './story-walk.js';
import { allOf, lexeme } from './ts-query.js';
import { checkedSteps, type CheckedCandidate, type Scope, stepsOver, windowSteps } from './walk-stories.js';

/** A story of a list: its JSON, and what is said of it beside. */
export interface ListedStory {
  id: string;
  item: string;
  found?: Found[];
  likeness?: number;
}

/** How the stories that are asked for are come by. */
interface Plan {
  scope: Scope;
  search: CompiledSearch | undefined;
}

export interface Survey {
  total: number;
  /** False where only the newest were counted. */
  complete: boolean;
  facets: Partial<Record<Facet, FacetCount[]>>;
}

/** One page looks for so long, and ends short of its length where little is found. */
const PAGE_LIMITS: WalkLimits = { steps: 10, ms: 80 };
const SURVEY_LIMITS: WalkLimits = { steps: 60, ms: 1_000 };
/** How many are counted: of those that the matcher has to look at, fewer. */
const COUNTED = 10_000;
const COUNTED_BY_MATCHER = 2_000;
/** With fewer stories than these to look at, the index is asked for all of them at once. */
const ALL_AT_ONCE = 2_000;
/** Windows are meant to hold some more than is asked for. */
const WINDOW_SURPLUS = 2;
const FIRST_PAGE = 40;

const NOTHING: Walked<never> = { rows: [], next: null };

/** Finds stories: by filters, by the query language of topics, by likeness of titles. */
@Injectable()
export class StorySearchService {
  private readonly now = () => performance.now();

  constructor(
    private readonly steps: StoryStepStore,
    private readonly items: StoryItemStore,
    private readonly titles: SimilarTitleStore,
    private readonly facets: FacetStore,
    private readonly statistics: SearchStatisticsStore,
    private readonly compiler: SearchCompilerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * A page of stories, newest first. With a query it may be short, even empty, while there is a next one: then the limits of one
   * request were reached.
   */
  async page(
    { q, filter }: { q?: string; filter: StoryFilter },
    { before, wanted, textLength }: { before: string | undefined; wanted: number; textLength?: number },
  ): Promise<Walked<ListedStory>> {
    const plan = await this.plan(q, filter);
    if (!plan) return NOTHING;
    const { scope, search } = plan;
    const walking = { before, wanted, limits: PAGE_LIMITS, now: this.now };
    if (!search) {
      return walk(
        stepsOver((request) => this.steps.items(request, textLength), scope, isFiltered(scope)),
        walking,
      );
    }
    const { rows, next } = await walk(await this.searchSteps(scope, search), walking);
    const found = new Map(rows.map((row) => [row.id, row.found]));
    const items = await this.items.items(
      rows.map(({ id }) => id),
      textLength,
    );
    return { rows: items.map((item) => ({ ...item, found: found.get(item.id) ?? [] })), next };
  }

  /** Titles like the words, the likest first. */
  async similar(
    words: string,
    filter: StoryFilter,
    { after, wanted, textLength }: { after: LikeTitle | undefined; wanted: number; textLength?: number },
  ): Promise<{ rows: ListedStory[]; next: LikeTitle | null }> {
    const topicId = await this.topicIdOf(filter);
    if (topicId === null) return { rows: [], next: null };
    const alike = await this.titles.find(foldTitle(words), { ...filter, topicId }, { after, count: wanted + 1 });
    const shown = alike.slice(0, wanted);
    const likeness = new Map(shown.map((title) => [title.id, title.likeness]));
    const items = await this.items.items(
      shown.map(({ id }) => id),
      textLength,
    );
    return {
      rows: items.map((item) => ({ ...item, likeness: likeness.get(item.id) ?? 0 })),
      next: alike.length > wanted ? (shown.at(-1) ?? null) : null,
    };
  }

  /** How many there are, and of what kinds; of many, the newest are counted. */
  async survey({ q, filter }: { q?: string; filter: StoryFilter }, facets: readonly Facet[]): Promise<Survey> {
    const plan = await this.plan(q, filter);
    if (!plan) return { total: 0, complete: true, facets: await this.facets.count([], facets) };
    const { scope, search } = plan;
    const takeStep: TakeStep<{ id: string }> = search
      ? await this.searchSteps(scope, search)
      : stepsOver((request) => this.steps.ids(request), scope, isFiltered(scope));
    const wanted = search ? COUNTED_BY_MATCHER : COUNTED;
    const { rows, next } = await walk(takeStep, { before: undefined, wanted, limits: SURVEY_LIMITS, now: this.now });
    const ids = rows.map(({ id }) => id);
    return { total: ids.length, complete: next === null, facets: await this.facets.count(ids, facets) };
  }

  private async plan(q: string | undefined, filter: StoryFilter): Promise<Plan | undefined> {
    const search = q === undefined || q.trim() === '' ? undefined : await this.compiler.compile(q);
    const topicId = await this.topicIdOf(filter);
    if (topicId === null) return undefined;
    const scoped = { ...filter, topicId };
    return { scope: { source: await this.sourceFor(scoped, search), filter: scoped }, search };
  }

  private async sourceFor(
    filter: StoryFilter & { topicId?: string },
    search: CompiledSearch | undefined,
  ): Promise<StorySource> {
    const { eventId, topicId, topic, feedId, matched } = filter;
    if (eventId !== undefined) return { kind: 'event', eventId };
    if (topicId !== undefined && topic !== undefined) {
      const few = (await this.statistics.topic(topic))?.isFew ?? false;
      if (few || !search) return { kind: 'topic', topicId, few };
    }
    if (search) return { kind: 'searchable' };
    if (feedId !== undefined && (await this.statistics.feedIsFew(feedId))) return { kind: 'feed', feedId };
    return matched ? { kind: 'matched' } : { kind: 'all' };
  }

  private async searchSteps(scope: Scope, search: CompiledSearch): Promise<TakeStep<CheckedCandidate>> {
    const { source, filter } = scope;
    const known = await this.statistics.current();
    const required = allOf([
      search.required,
      filter.feedId === undefined ? undefined : lexeme(feedLexeme(filter.feedId)),
      filter.language === undefined ? undefined : lexeme(languageLexeme(filter.language)),
    ]);
    if (source.kind !== 'searchable' || !required) {
      return checkedSteps((request, tsQuery) => this.steps.candidates(request, tsQuery), scope, search);
    }
    const frequency = estimateFrequency(required, known);
    const firstWindowMs =
      frequency * known.stories <= ALL_AT_ONCE
        ? Infinity
        : (FIRST_PAGE * WINDOW_SURPLUS) / Math.max(frequency * known.density, Number.MIN_VALUE);
    const now = this.clock.now().getTime();
    return windowSteps((request) => this.steps.candidates(request), filter, search, { required, firstWindowMs, now });
  }

  /** Undefined where no topic is asked for; null where there is none of its slug. */
  private async topicIdOf({ topic }: StoryFilter): Promise<string | undefined | null> {
    if (topic === undefined) return undefined;
    return (await this.statistics.topic(topic))?.id ?? null;
  }
}

function isFiltered({ source, filter }: Scope): boolean {
  const { language, sourceKind, feedId, from, to, matched, topicId, eventId } = filter;
  const others: [unknown, StorySource['kind'][]][] = [
    [topicId, ['topic']],
    [feedId, ['feed']],
    [eventId, ['event']],
    [matched || undefined, ['matched']],
    [matched === false || undefined, []],
    [language ?? sourceKind ?? from ?? to, []],
  ];
  return others.some(([value, kinds]) => value !== undefined && !kinds.includes(source.kind));
}

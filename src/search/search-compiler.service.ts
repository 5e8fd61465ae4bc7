import { Inject, Injectable } from '@nestjs/common';
import { ProblemException } from '../api/problem.exception.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { type EntityDefinition } from '../matching/definitions.js';
import { EntityStore } from '../topics/entity.store.js';
import { toFieldErrors } from '../topics/query-problems.js';
import { compileSearch, type CompiledSearch } from './compiled-search.js';

/** Searches are asked again, page after page, and by several people: each of these keeps some megabytes of words. */
const MOST_KEPT = 32;
/** As long as a change of an entity may take to be seen. */
const FRESH_MS = 1_000;

/** Queries of searches, compiled, with the desk's entities as they are now. */
@Injectable()
export class SearchCompilerService {
  /** In the order of their last use. */
  private readonly kept = new Map<string, CompiledSearch>();
  private entities: { at: number; key: string; definitions: Promise<EntityDefinition[]> } | undefined;

  constructor(
    private readonly entityStore: EntityStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Throws the problem that names each error's line and column, as `q:line:column`. */
  async compile(query: string): Promise<CompiledSearch> {
    const definitions = await this.currentEntities();
    const known = this.kept.get(query);
    this.kept.delete(query);
    if (known) {
      this.kept.set(query, known);
      return known;
    }
    const compiled = compileSearch(query, definitions);
    if (!compiled.ok) {
      throw new ProblemException('invalid-request', 'The query cannot be read', toFieldErrors(compiled.errors, 'q'));
    }
    const [oldest] = this.kept.keys();
    if (oldest !== undefined && this.kept.size >= MOST_KEPT) this.kept.delete(oldest);
    this.kept.set(query, compiled.search);
    return compiled.search;
  }

  private async currentEntities(): Promise<EntityDefinition[]> {
    const at = this.clock.now().getTime();
    if (!this.entities || at - this.entities.at >= FRESH_MS) {
      const definitions = this.entityStore.definitions();
      const key = JSON.stringify(await definitions);
      if (this.entities?.key !== key) this.kept.clear();
      this.entities = { at, key, definitions };
    }
    return this.entities.definitions;
  }
}

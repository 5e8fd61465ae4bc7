import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../config/clock.js';
import { ARTICLE_EXTRACTOR, type Article, type ArticleExtractor } from '../feeds/article/article.js';
import { createArticleTurns } from '../feeds/article/article-turns.js';
import { completeText } from '../feeds/article/complete-text.js';
import { type ArticleOutcome, readArticle } from '../feeds/article/read-article.js';
import { FEED_CLIENT, type FeedClient } from '../feeds/fetch/fetch-feed.js';
import { QueueService } from '../queues/queue.service.js';
import { ARTICLE_RETRY_MS, ArticleStore, type WantedArticle } from '../stories/article.store.js';
import { detectLanguage } from '../stories/detect-language.js';

/** A server's own wish counts as far as this; the sweep would not wait longer. */
const MAX_PAUSE_MS = 60 * 60_000;

/**
 * Completes a story with the article that it links to, where its feed is set so. The story was matched with what the feed gave
 * before; completed, it is matched again. Whatever goes wrong, it keeps the feed's words.
 */
@Injectable()
export class ReadArticleProcessor {
  private readonly turns = createArticleTurns();

  constructor(
    private readonly articles: ArticleStore,
    private readonly queues: QueueService,
    @Inject(FEED_CLIENT) private readonly client: FeedClient,
    @Inject(ARTICLE_EXTRACTOR) private readonly extractor: ArticleExtractor,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async process(storyId: string, signal: AbortSignal): Promise<void> {
    const story = await this.articles.findWanted(storyId);
    if (!story) return;
    if (!story.feed.fullText) return this.articles.release(story);
    if (story.url === null || !URL.canParse(story.url)) return this.articles.fail(story, 'the story has no link');
    const { host } = new URL(story.url);
    const turn = this.turns.take(story.id, host, this.clock.now());
    if (turn.kind === 'taken') return;
    if (turn.kind === 'later') return this.askAgain(story, turn.afterMs);
    try {
      const outcome = await readArticle(story.url, { client: this.client, extractor: this.extractor }, signal);
      // Stopped, not failed: the sweep finds it again.
      if (!signal.aborted) await this.conclude(story, host, outcome);
    } finally {
      this.turns.release(story.id);
    }
  }

  private async conclude(story: WantedArticle, host: string, outcome: ArticleOutcome): Promise<void> {
    switch (outcome.kind) {
      case 'read':
        return this.complete(story, outcome.article);
      case 'retry-later':
        return this.retry(story, host, outcome);
      case 'failed':
        return this.articles.fail(story, outcome.message);
    }
  }

  private async complete(story: WantedArticle, article: Article): Promise<void> {
    const completion = completeText(story.text, article);
    if (completion.kind === 'unchanged') return this.articles.keep(story);
    if (completion.kind === 'another-article')
      return this.articles.fail(story, 'the page does not hold the text that the feed gave');
    const completed = await this.articles.complete(story, {
      ...completion,
      language: detectLanguage([article.language], article.text) ?? null,
    });
    if (completed) await this.queues.enqueue('match-story', [{ id: completed.id, version: completed.revision }]);
  }

  private async retry(
    story: WantedArticle,
    host: string,
    { message, afterMs }: Extract<ArticleOutcome, { kind: 'retry-later' }>,
  ): Promise<void> {
    const pauseMs = ARTICLE_RETRY_MS[story.articleAttempts];
    if (afterMs !== undefined) this.turns.pauseHost(host, this.after(Math.min(afterMs, MAX_PAUSE_MS)));
    if (pauseMs === undefined) return this.articles.fail(story, message);
    await this.articles.recordAttempt(story, message);
    const delayMs = Math.max(pauseMs, Math.min(afterMs ?? 0, MAX_PAUSE_MS));
    this.turns.putOff(story.id, this.after(delayMs));
    await this.askAgain({ ...story, articleAttempts: story.articleAttempts + 1 }, delayMs);
  }

  /** As another job: this one is still under way, and its id stands in the way of its like. */
  private askAgain({ id, revision, articleAttempts }: WantedArticle, delayMs: number): Promise<void> {
    const due = this.after(delayMs).getTime();
    return this.queues.enqueue('read-article', [{ id, version: `${revision}.${articleAttempts}.${due}`, delayMs }]);
  }

  private after(ms: number): Date {
    return new Date(this.clock.now().getTime() + ms);
  }
}

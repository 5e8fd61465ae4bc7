import { Injectable } from '@nestjs/common';
import { PrismaStore } from '../database/prisma.store.js';
import type { StoryWording } from './story.store.js';

/** A story whose article is still to be read. */
export interface WantedArticle extends StoryWording {
  url: string | null;
  text: string;
  language: string | null;
  /** Tries so far. */
  articleAttempts: number;
  feed: { title: string; fullText: boolean };
}

/** Pauses after the first try and after the second; a third that fails is the last. */
export const ARTICLE_RETRY_MS = [2 * 60_000, 20 * 60_000] as const;

/** What becomes of the articles that stories link to. Each method holds for one wording, and does nothing once another has come. */
@Injectable()
export class ArticleStore {
  constructor(private readonly prisma: PrismaStore) {}

  findWanted(id: string): Promise<WantedArticle | null> {
    return this.prisma.story.findFirst({
      where: { id, articleState: 'wanted' },
      select: {
        id: true,
        revision: true,
        url: true,
        text: true,
        language: true,
        articleAttempts: true,
        feed: { select: { title: true, fullText: true } },
      },
    });
  }

  /**
   * Puts the article in the place of what the feed gave, and the story up for matching again. It is the same wording, completed:
   * no revision is kept of what it was. The content hash stays that of the feed's words, or the next fetch would take the story
   * for changed; so does the fingerprint, by which copies in other feeds are told, whose articles nobody reads.
   *
   * @returns the story's new revision, undefined when a newer wording has come meanwhile or the article was read by another job.
   */
  async complete(
    story: StoryWording,
    article: { text: string; html: string; language: string | null },
  ): Promise<StoryWording | undefined> {
    const [completed] = await this.prisma.$queryRaw<StoryWording[]>`
      UPDATE stories
      SET text = ${withoutNul(article.text)}, html = ${withoutNul(article.html)}, language = coalesce(language, ${article.language}),
          article_state = 'read', article_failure = NULL, revision = revision + 1, matched_at = NULL, decided_at = NULL
      WHERE id = ${story.id}::uuid AND revision = ${story.revision} AND article_state = 'wanted'
      RETURNING id, revision`;
    return completed;
  }

  /** The article says no more than the feed did: the story is complete as it is. */
  async keep(story: StoryWording): Promise<void> {
    await this.update(story, { articleState: 'read', articleFailure: null });
  }

  async fail(story: StoryWording & { articleAttempts: number }, failure: string): Promise<void> {
    await this.update(story, {
      articleState: 'failed',
      articleFailure: failure,
      articleAttempts: story.articleAttempts + 1,
    });
  }

  /** The article stays wanted: it may be there another time. */
  async recordAttempt(story: StoryWording & { articleAttempts: number }, failure: string): Promise<void> {
    await this.update(story, { articleFailure: failure, articleAttempts: story.articleAttempts + 1 });
  }

  /** The feed's articles are no longer wanted. */
  async release(story: StoryWording): Promise<void> {
    await this.update(story, { articleState: null, articleFailure: null });
  }

  /** Stories whose article should have been read, each as many pauses later as it was tried: its job was lost, or its process died. */
  findStranded(fetchedBefore: Date, limit: number): Promise<StoryWording[]> {
    const [first, second] = ARTICLE_RETRY_MS;
    return this.prisma.$queryRaw<StoryWording[]>`
      SELECT id, revision FROM stories
      WHERE article_state = 'wanted'
        AND fetched_at < ${fetchedBefore}::timestamptz - interval '1 millisecond' *
          CASE article_attempts WHEN 0 THEN 0 WHEN 1 THEN ${first}::int ELSE ${first + second}::int END
      ORDER BY fetched_at LIMIT ${limit}`;
  }

  private async update(
    { id, revision }: StoryWording,
    data: { articleState?: 'read' | 'failed' | null; articleFailure: string | null; articleAttempts?: number },
  ): Promise<void> {
    await this.prisma.story.updateMany({ where: { id, revision, articleState: 'wanted' }, data });
  }
}

/** PostgreSQL refuses it in text. */
function withoutNul(text: string): string {
  return text.replaceAll('\0', '');
}

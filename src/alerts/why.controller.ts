import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { idParameter, isoOrNull } from '../api/page.js';
import { InArea } from '../auth/auth.guard.js';
import { notFound } from '../api/problem.exception.js';
import { explainNonMatch } from '../matching/explain.js';
import { type evidenceSchema } from '../stories/story-view.js';
import { MatcherService } from '../topics/matcher.service.js';
import { explainWhy } from './explain-why.js';
import { whyView } from './why-view.js';
import { WhyStore } from './why.store.js';

const whyQuery = z.strictObject({ subscription: z.uuid() });
@ApiTags('stories')
@InArea('alerts')
@Controller('stories')
export class WhyController {
  constructor(
    private readonly store: WhyStore,
    private readonly matcher: MatcherService,
  ) {}

  @Get(':id/why')
  @ApiOperation({ summary: 'Why a subscription was told of a story, or was not, stage by stage' })
  @ApiOkResponse({ standardSchema: whyView })
  async why(
    @Param('id', { schema: idParameter }) id: string,
    @Query({ schema: whyQuery }) { subscription: subscriptionId }: z.infer<typeof whyQuery>,
  ): Promise<z.infer<typeof whyView>> {
    const [story, subscription] = await Promise.all([
      this.store.findStory(id),
      this.store.findSubscription(subscriptionId),
    ]);
    if (!story) throw notFound('story');
    if (!subscription) throw notFound('subscription');
    const { eventId } = story;
    const [topics, like, stories, decisions, deliveries] = await Promise.all([
      this.topicsOf(story, subscription),
      story.likeStoryId === null ? null : this.store.findLikeStory(story.likeStoryId),
      eventId === null ? 0 : this.store.storiesOf(eventId),
      this.store.decisions(id, subscriptionId),
      eventId === null ? [] : this.store.deliveries(subscriptionId, id, eventId),
    ]);
    const role = story.eventRole ?? 'first';
    const likeStory = like && { id: like.id, title: like.title, sourceName: like.feed.title };
    const said = explainWhy({
      story: { ...story, sourceName: story.feed.title },
      topics,
      event: eventId === null ? null : { role, likeness: story.likeness, like: likeStory, stories },
      decisions,
      deliveries: deliveries.map((delivery) => ({
        ...delivery,
        targetLabel: delivery.target.label,
        attempts: delivery.attempts.length,
      })),
    });
    return {
      answer: said.answer,
      story: {
        id,
        title: story.title,
        revision: story.revision,
        fetchedAt: story.fetchedAt.toISOString(),
        matchedAt: isoOrNull(story.matchedAt),
        decidedAt: isoOrNull(story.decidedAt),
      },
      subscription: { id: subscriptionId, name: subscription.name },
      match: {
        text: said.match,
        topics: topics.map(({ id: topicId, slug, name, score, evidence, nonMatch }) => ({
          id: topicId,
          slug,
          name,
          score,
          evidence,
          missing:
            nonMatch?.kind === 'fails'
              ? { clause: nonMatch.clause, reason: nonMatch.reason, nearest: nonMatch.nearest }
              : null,
        })),
      },
      event: {
        text: said.event,
        id: eventId,
        role: eventId === null ? null : role,
        likeness: story.likeness,
        likeStory,
        stories,
        firstSeenAt: isoOrNull(story.event?.firstSeenAt ?? null),
      },
      decision: {
        text: said.decision,
        decisions: decisions.map(({ storyRevision, verdict, reason, alertId, digestDueAt, digestId, decidedAt }) => ({
          storyRevision,
          verdict,
          reason,
          alertId,
          digestDueAt: isoOrNull(digestDueAt),
          digestId,
          decidedAt: decidedAt.toISOString(),
        })),
      },
      delivery: {
        text: said.delivery,
        deliveries: deliveries.map(({ attempts, target, ...delivery }) => ({
          id: delivery.id,
          kind: delivery.kind,
          state: delivery.state,
          target,
          createdAt: delivery.createdAt.toISOString(),
          sentAt: isoOrNull(delivery.sentAt),
          nextAttemptAt: delivery.nextAttemptAt.toISOString(),
          attempts: attempts.map(({ number, startedAt, outcome, reason, detail }) => ({
            number,
            startedAt: startedAt.toISOString(),
            outcome,
            reason,
            detail,
          })),
        })),
      },
    };
  }

  /** Each topic of the subscription: its stored match, or what keeps it from one. */
  private async topicsOf(
    story: NonNullable<Awaited<ReturnType<WhyStore['findStory']>>>,
    subscription: NonNullable<Awaited<ReturnType<WhyStore['findSubscription']>>>,
  ) {
    const { matcher } = await this.matcher.current();
    const text = {
      title: story.title,
      text: story.text,
      language: story.language ?? undefined,
      source: story.feed.title,
      feed: story.feed.url,
    };
    return subscription.topics.map(({ topic: { id, slug, name, enabled } }) => {
      const match = story.matches.find(({ topicId }) => topicId === id);
      return {
        id,
        slug,
        name,
        enabled,
        score: match?.score ?? null,
        evidence: (match?.evidence ?? []) as z.infer<typeof evidenceSchema>[],
        nonMatch: match ? null : explainNonMatch(matcher, slug, text),
      };
    });
  }
}

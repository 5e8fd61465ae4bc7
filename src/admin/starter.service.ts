import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { newPassword } from '../auth/password.js';
import { UserStore } from '../auth/user.store.js';
import { projectRoot } from '../config/project-root.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import type { Prisma } from '../database/generated/client.js';
import { toStoredSourceKind } from '../feeds/feed-view.js';
import { FeedStore } from '../feeds/feed.store.js';
import { parseOpml } from '../feeds/opml/opml.js';
import type { EntityDefinition } from '../matching/definitions.js';
import { TargetStore } from '../subscriptions/target.store.js';
import { EntityStore } from '../topics/entity.store.js';
import { loadPresets, type TopicPreset } from '../topics/presets.js';
import { TopicStore } from '../topics/topic.store.js';
import { PresetStore } from './preset.store.js';

const SEED_FOLDER = join(projectRoot, 'prisma/seed');

export interface StarterReport {
  topics: number;
  entities: number;
  feeds: number;
  /** Given once, when the first administrator is made; the password only if it was not chosen by the environment. */
  firstAdmin: { email: string; password: string | null } | null;
}

/** What a new desk finds: topics, entities, feeds, a mailbox that is subscribed to all topics, and the sample wire. */
@Injectable()
export class StarterService {
  constructor(
    private readonly presets: PresetStore,
    private readonly users: UserStore,
    private readonly topics: TopicStore,
    private readonly entities: EntityStore,
    private readonly feeds: FeedStore,
    private readonly targets: TargetStore,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async apply(): Promise<StarterReport> {
    const firstAdmin = await this.createFirstAdmin();
    if (!this.settings.STARTER_DATA) return { topics: 0, entities: 0, feeds: 0, firstAdmin };
    const shipped = loadPresets(SEED_FOLDER);
    const entities = await this.applyEntities(shipped.entities);
    const topics = await this.applyTopics(shipped.topics);
    const feeds = await this.applyFeeds();
    await this.applyDesk(shipped.topics.map(({ slug }) => slug));
    await this.applySampleWire();
    return { topics, entities, feeds, firstAdmin };
  }

  private async createFirstAdmin(): Promise<StarterReport['firstAdmin']> {
    if ((await this.users.count()) > 0) return null;
    const { ADMIN_EMAIL: email, ADMIN_PASSWORD: chosen } = this.settings;
    const password = chosen ?? newPassword();
    if (!(await this.users.create({ email, name: 'Administrator', role: 'admin', password }))) return null;
    return { email, password: chosen ? null : password };
  }

  private applyEntities(shipped: EntityDefinition[]): Promise<number> {
    type Content = { name: string; kind: EntityDefinition['kind']; forms: Prisma.InputJsonObject };
    const contents = new Map<string, Content>(
      shipped.map(({ slug, name, kind, forms }) => [
        slug,
        { name, kind, forms: forms as unknown as Prisma.InputJsonObject },
      ]),
    );
    return this.presets.applyContents('entity', contents, {
      stored: async () =>
        new Map((await this.entities.all()).map(({ slug, name, kind, forms }) => [slug, { name, kind, forms }])),
      create: (transaction, rows) => transaction.entity.createMany({ data: rows, skipDuplicates: true }),
      update: (transaction, slug, content) => transaction.entity.update({ where: { slug }, data: content }),
    });
  }

  private applyTopics(shipped: TopicPreset[]): Promise<number> {
    const contents = new Map(shipped.map(({ slug, name, description, query }) => [slug, { name, description, query }]));
    return this.presets.applyContents('topic', contents, {
      stored: async () =>
        new Map(
          (await this.topics.all()).map(({ slug, name, description, query }) => [slug, { name, description, query }]),
        ),
      create: (transaction, rows) => transaction.topic.createMany({ data: rows, skipDuplicates: true }),
      update: (transaction, slug, content) =>
        transaction.topic.update({ where: { slug }, data: { ...content, version: { increment: 1 } } }),
    });
  }

  private async applyFeeds(): Promise<number> {
    const opml = parseOpml(await readFile(join(SEED_FOLDER, 'feeds.opml'), 'utf8'));
    const shipped = new Map(opml.feeds.map((feed) => [feed.url, feed]));
    return this.presets.applyNew('feed', [...shipped.keys()], async (transaction, urls) => {
      await transaction.feed.createMany({
        data: [...shipped.values()]
          .filter(({ url }) => urls.has(url))
          .map(({ url, title, siteUrl, language, country, sourceKind }) => ({
            url,
            title: title ?? new URL(url).hostname,
            siteUrl,
            language,
            country,
            sourceKind: sourceKind && toStoredSourceKind(sourceKind),
          })),
        skipDuplicates: true,
      });
    });
  }

  /** Somebody to tell from the first minute: a team whose mailbox takes every shipped topic. */
  private async applyDesk(topicSlugs: string[]): Promise<void> {
    await this.presets.applyNew('desk', ['news-desk'], async (transaction) => {
      const topics = await transaction.topic.findMany({ where: { slug: { in: topicSlugs } }, select: { id: true } });
      const subscriber = await transaction.subscriber.create({
        data: { kind: 'team', name: 'News desk', isOperator: true },
      });
      const target = await transaction.target.create({
        data: this.targets.fieldsOf({
          subscriberId: subscriber.id,
          kind: 'mailbox',
          address: {},
          label: 'Mailbox',
          canEdit: false,
        }),
      });
      await transaction.subscription.create({
        data: {
          subscriberId: subscriber.id,
          name: 'All shipped topics',
          topics: { create: topics.map(({ id }) => ({ topicId: id })) },
          targets: { create: [{ targetId: target.id }] },
        },
      });
    });
  }

  private async applySampleWire(): Promise<void> {
    const url = `${this.settings.INTERNAL_URL}/sample-wire.xml`;
    if (this.settings.SAMPLE_WIRE) {
      await this.presets.applyNew('sample-wire', ['sample-wire'], async (transaction) => {
        await transaction.feed.create({
          data: {
            url,
            title: 'Wirewatch sample wire',
            isSample: true,
            sourceKind: 'independent',
            intervalMs: SAMPLE_INTERVAL_MS,
            // Before all others: somebody waits to see it.
            nextFetchAt: new Date(0),
          },
        });
      });
    }
    // The port may have changed since the last start.
    const feed = await this.feeds.findSample();
    if (feed && feed.url !== url) await this.feeds.update(feed.id, { url });
  }
}

const SAMPLE_INTERVAL_MS = 60_000;

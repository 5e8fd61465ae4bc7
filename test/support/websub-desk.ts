import { APP_GUARD } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { FastifyInstance } from 'fastify';
import { ProblemFilter } from '../../src/api/problem.filter.js';
import { SchemaValidationPipe } from '../../src/api/schema-validation.pipe.js';
import { AuthGuard } from '../../src/auth/auth.guard.js';
import { IdentityService } from '../../src/auth/identity.service.js';
import { createSecretBox } from '../../src/auth/secret-box.js';
import { CLOCK } from '../../src/config/clock.js';
import { SETTINGS, type Settings } from '../../src/config/settings.js';
import { FeedLeaseStore } from '../../src/feeds/feed-lease.store.js';
import { FeedStore } from '../../src/feeds/feed.store.js';
import { createAddressGuard } from '../../src/feeds/fetch/address-guard.js';
import { keepRawBodies } from '../../src/api/raw-body.js';
import { createWebSubClient } from '../../src/feeds/websub/websub-client.js';
import { WebSubController } from '../../src/feeds/websub/websub.controller.js';
import { WebSubService } from '../../src/feeds/websub/websub.service.js';
import { type HubSubscription, WebSubStore } from '../../src/feeds/websub/websub.store.js';
import type { QueueService } from '../../src/queues/queue.service.js';
import type { JobRequest } from '../../src/queues/queues.js';
import { freePort } from './free-port.js';
import { openStores, type StoreContext, testSettings } from './stores.js';
import { startWebSubHub, type WebSubHub } from './websub-hub.js';

export const TOPIC = 'https://wire.example/feed.xml';

/** The part of the house that speaks with hubs, served on a port of its own, on a real database; its clock stands until it is set. */
export interface WebSubDesk {
  context: StoreContext;
  settings: Settings;
  feeds: FeedStore;
  store: WebSubStore;
  webSub: WebSubService;
  serviceFor(changes: Partial<Settings>): WebSubService;
  now: Date;
  /** Fetches asked for. */
  asked: JobRequest[];
  /** Lines logged. */
  said: string[];
  hub: WebSubHub;
  /** Nothing on record, a hub of its own that behaves well, and this time. */
  begin(now: Date): Promise<void>;
  addFeed(): Promise<string>;
  /** A feed whose document was just read, and that names the hub. */
  addFeedWithHub(): Promise<string>;
  /** The same, after the hub was asked and has called back once. */
  subscribe(): Promise<string>;
  row(feedId: string): Promise<HubSubscription>;
  close(): Promise<void>;
}

export async function openWebSubDesk(): Promise<WebSubDesk> {
  const context = await openStores();
  const port = await freePort();
  const settings = {
    ...testSettings(context.database.url),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    ALLOW_PRIVATE_NETWORKS: ['127.0.0.0/8'],
    FETCH_MAX_BYTES: 100_000,
  };
  const clock = { now: () => desk.now, random: () => 0 };
  const queues = {
    enqueue: async (_: string, requests: JobRequest[]) => void desk.asked.push(...requests),
  } as unknown as QueueService;
  const leases = new FeedLeaseStore(context.prisma, settings, clock);
  const client = createWebSubClient({
    userAgent: 'Wirewatch/test',
    timeoutMs: 500,
    addressGuard: createAddressGuard({ allowNetworks: ['127.0.0.0/8'], allowOrigins: [] }),
    now: () => desk.now,
  });
  const store = new WebSubStore(context.prisma, createSecretBox(settings.secretKey));
  const serviceFor: WebSubDesk['serviceFor'] = (changes) =>
    new WebSubService(store, leases, queues, client, { ...settings, ...changes });
  const desk: WebSubDesk = {
    context,
    settings,
    feeds: new FeedStore(context.prisma),
    store,
    webSub: serviceFor({}),
    serviceFor,
    now: new Date(0),
    asked: [],
    said: [],
    hub: await startWebSubHub(),
    async begin(now) {
      await desk.hub.close();
      await context.database.query('DELETE FROM feeds');
      Object.assign(desk, { now, asked: [], hub: await startWebSubHub() });
      desk.said.length = 0;
    },
    async addFeed() {
      const nextFetchAt = new Date(desk.now.getTime() + 7 * 86_400_000);
      return (await desk.feeds.create({ url: TOPIC, title: 'Wire', nextFetchAt })).id;
    },
    async addFeedWithHub() {
      const id = await desk.addFeed();
      const answer = { links: `<${desk.hub.url}>; rel=hub`, finalUrl: TOPIC };
      await desk.webSub.noteFeed({ id, known: null }, answer, { hubUrls: [] }, desk.now);
      return id;
    },
    async subscribe() {
      const id = await desk.addFeedWithHub();
      await desk.webSub.renewDue(desk.now);
      await desk.hub.waitForCalls(1);
      return id;
    },
    async row(feedId) {
      const found = await store.find(feedId);
      if (!found) throw new Error('There is no subscription');
      return found;
    },
    async close() {
      await app.close();
      await client.close();
      await desk.hub.close();
      await context.close();
    },
  };
  const app = await serve(desk, port, clock);
  return desk;
}

async function serve(
  { settings, webSub, said }: WebSubDesk,
  port: number,
  clock: { now: () => Date; random: () => number },
): Promise<NestFastifyApplication> {
  const note = (message: unknown) => void said.push(String(message));
  const module = await Test.createTestingModule({
    controllers: [WebSubController],
    providers: [
      { provide: WebSubService, useValue: webSub },
      { provide: SETTINGS, useValue: settings },
      { provide: CLOCK, useValue: clock },
      // Hubs' routes are open: nobody is asked who they are.
      { provide: IdentityService, useValue: {} },
      { provide: APP_GUARD, useClass: AuthGuard },
    ],
  })
    .setLogger({ log: note, warn: note, error: note })
    .compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
  app.useGlobalPipes(new SchemaValidationPipe());
  app.useGlobalFilters(new ProblemFilter());
  keepRawBodies(app.getHttpAdapter().getInstance() as unknown as FastifyInstance);
  await app.listen(port, '127.0.0.1');
  return app;
}

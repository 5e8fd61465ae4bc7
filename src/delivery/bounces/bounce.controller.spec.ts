import { APP_GUARD } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import { readFileSync } from 'node:fs';
import { SendDesk } from '../../../test/support/send-desk.js';
import { openStores, type StoreContext } from '../../../test/support/stores.js';
import { ProblemFilter } from '../../api/problem.filter.js';
import { keepRawBodies } from '../../api/raw-body.js';
import { SchemaValidationPipe } from '../../api/schema-validation.pipe.js';
import { ApiKeyStore } from '../../auth/api-key.store.js';
import { AuthGuard } from '../../auth/auth.guard.js';
import { IdentityService } from '../../auth/identity.service.js';
import { type Role } from '../../auth/role.js';
import { scopesOf } from '../../auth/scope.js';
import { SessionStore } from '../../auth/sessions/session.store.js';
import { CLOCK } from '../../config/clock.js';
import { SETTINGS } from '../../config/settings.js';
import { PrismaStore } from '../../database/prisma.store.js';
import { QueueService } from '../../queues/queue.service.js';
import { type JobRequest, type QueueName } from '../../queues/queues.js';
import { TargetTroubleStore } from '../target-trouble.store.js';
import { BOUNCE_ADDRESSES, openBounceAddresses } from './bounce-address.js';
import { BounceController } from './bounce.controller.js';
import { BounceStore } from './bounce.store.js';

const sampleId = '0195a1b2-0000-7000-8000-000000000001';
const sampleToken = 'm02rbf2l1e';

describe('POST /bounces', () => {
  let context: StoreContext;
  let desk: SendDesk;
  let app: NestFastifyApplication;
  let url: string;
  let targetId: string;
  let deliveryId: string;
  const asked: [QueueName, JobRequest[]][] = [];
  const settingsOf = () => ({
    ...desk.settings,
    BOUNCE_ADDRESS: 'bounces@wirewatch.example',
    PUBLIC_URL: 'https://wirewatch.example',
  });
  const addresses = () => {
    const opened = openBounceAddresses(settingsOf());
    if (!opened) throw new Error('there is a bounce address');
    return opened;
  };

  beforeAll(async () => {
    context = await openStores();
    desk = new SendDesk(context);
    const module = await Test.createTestingModule({
      controllers: [BounceController],
      providers: [
        BounceStore,
        TargetTroubleStore,
        ApiKeyStore,
        SessionStore,
        IdentityService,
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: PrismaStore, useValue: context.prisma },
        { provide: QueueService, useValue: { enqueue: async (...job: [QueueName, JobRequest[]]) => asked.push(job) } },
        { provide: SETTINGS, useFactory: settingsOf },
        { provide: BOUNCE_ADDRESSES, inject: [SETTINGS], useFactory: openBounceAddresses },
        { provide: CLOCK, useValue: desk.clock },
      ],
    }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
    app.useGlobalPipes(new SchemaValidationPipe());
    app.useGlobalFilters(new ProblemFilter());
    await app.register(cookie);
    keepRawBodies(app.getHttpAdapter().getInstance() as unknown as FastifyInstance);
    await app.listen(0, '127.0.0.1');
    url = `${await app.getUrl()}/bounces`;
  });
  afterAll(async () => {
    await app.close();
    await context.close();
  });
  beforeEach(async () => {
    await desk.clear();
    asked.length = 0;
    targetId = await desk.addTarget('email');
    [deliveryId = ''] = await desk.addDeliveries(targetId, 1);
    await context.prisma.delivery.update({ where: { id: deliveryId }, data: { state: 'sent', sentAt: desk.now } });
  });

  /** A sample, as it would read for a delivery of this database. */
  function sample(name: string, ownToken = true): string {
    const token = /\.([a-z0-9]+)@/.exec(addresses().addressOf(deliveryId))?.[1] ?? '';
    return readFileSync(`src/delivery/bounces/fixtures/${name}.eml`, 'utf8')
      .replaceAll(sampleId, deliveryId)
      .replaceAll(sampleToken, ownToken ? token : '0000000000');
  }

  async function post(mail: string, { role, query = '' }: { role?: Role; query?: string } = {}) {
    const key = role
      ? (
          await new ApiKeyStore(context.prisma, desk.clock).create({
            name: 'mta',
            scopes: [...scopesOf(role)],
            expiresAt: null,
            createdBy: null,
          })
        ).token
      : undefined;
    const response = await fetch(`${url}${query}`, {
      method: 'POST',
      headers: { 'content-type': 'message/rfc822', ...(key ? { authorization: `Bearer ${key}` } : {}) },
      body: mail,
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  const stateNow = async () => {
    const delivery = await context.prisma.delivery.findUniqueOrThrow({
      where: { id: deliveryId },
      include: { target: true, bounces: true },
    });
    const { state, target, bounces } = delivery;
    return {
      delivery: state,
      target: target.state,
      reason: target.disabledReason,
      bounces: bounces.map(({ status, isFinal }) => ({ status, isFinal })),
    };
  };
  const untouched = { delivery: 'sent', target: 'active', reason: null, bounces: [] };

  it.each([
    ['postfix-unknown-user', '5.1.1', 'bounced'],
    ['qmail', '5.1.1', 'bounced'],
    ['complaint-arf', '5.7.1', 'complaint'],
  ])('gives up the target of a final %s without a key, and tells another', async (name, status, reason) => {
    const operator = await desk.addSubscriber({ isOperator: true });
    const other = await desk.addTarget('webhook', { subscriberId: operator });
    expect(await post(sample(name))).toEqual({
      status: 202,
      body: { outcome: 'recorded', deliveryId, status, isFinal: true },
    });
    expect(await stateNow()).toEqual({
      delivery: 'bounced',
      target: 'disabled',
      reason,
      bounces: [{ status, isFinal: true }],
    });
    const notices = await context.prisma.delivery.findMany({ where: { kind: 'notice' }, include: { notice: true } });
    expect(notices).toMatchObject([
      { targetId: other, notice: { targetId, message: expect.stringContaining('nothing more') } },
    ]);
    expect(asked).toMatchObject([['send-webhook', [{ id: notices[0]?.id }]]]);
  });

  it.each(['postfix-delayed', 'postfix-expired'])('only keeps that a mail is late: %s', async (name) => {
    expect(await post(sample(name))).toMatchObject({ status: 202, body: { outcome: 'recorded', isFinal: false } });
    expect(await stateNow()).toEqual({ ...untouched, bounces: [{ status: '4.4.1', isFinal: false }] });
    expect(asked).toEqual([]);
  });

  it('keeps the same report once', async () => {
    await Promise.all([post(sample('qmail')), post(sample('qmail'))]);
    expect((await post(sample('qmail'))).body).toMatchObject({ outcome: 'known' });
    expect((await stateNow()).bounces).toHaveLength(1);
  });

  it.each([
    ['out-of-office', 'auto-reply'],
    ['answer-of-a-person', 'not-a-report'],
    ['postfix-delivered', 'delivered'],
  ])('changes nothing for %s, and says why', async (name, reason) => {
    expect(await post(sample(name))).toEqual({ status: 202, body: { outcome: 'ignored', reason } });
    expect(await stateNow()).toEqual(untouched);
  });

  it('takes the address from the pipe where the mail has lost it', async () => {
    const address = addresses().addressOf(deliveryId);
    const mail = sample('qmail').replace(address, 'alerts@wirewatch.example');
    expect(mail).not.toContain(address);
    expect((await post(mail)).status).toBe(401);
    expect((await post(mail, { query: `?recipient=${encodeURIComponent(address)}` })).body).toMatchObject({
      outcome: 'recorded',
      deliveryId,
    });
    expect((await post(mail, { query: `?recipient=${address}` })).body).toMatchObject({ outcome: 'known' });
  });

  it.each<[string, Role | undefined, number]>([
    ['nobody', undefined, 401],
    ['a viewer', 'viewer', 403],
    ['an editor', 'editor', 202],
  ])('takes what no token of ours proves from %s: %s', async (_, role, status) => {
    const key = role ? { role } : {};
    expect((await post(sample('exim-without-verp'), key)).status).toBe(status);
    expect((await post(sample('postfix-unknown-user', false), key)).status).toBe(status);
    expect((await stateNow()).target).toBe(status === 202 ? 'disabled' : 'active');
  });

  it('knows no mail that was not ours, and none that was no mail', async () => {
    const foreign = sample('exim-without-verp').replaceAll(deliveryId, sampleId);
    expect((await post(foreign, { role: 'editor' })).body).toEqual({ outcome: 'ignored', reason: 'unknown-delivery' });
    await context.prisma.target.update({ where: { id: targetId }, data: { kind: 'webhook' } });
    expect((await post(sample('qmail'))).body).toEqual({ outcome: 'ignored', reason: 'unknown-delivery' });
    expect((await stateNow()).target).toBe('active');
  });

  it.each([
    ['an empty body', '', 400],
    ['a mail of more than 1 MB', `X: ${'y'.repeat(1_100_000)}`, 413],
  ])('refuses %s', async (_, mail, status) => {
    expect((await post(mail)).status).toBe(status);
  });
});

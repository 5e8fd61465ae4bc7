import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { startHttpSink } from '../support/http-sink.js';
import { startTestWirewatch, type TestWirewatch } from '../support/wirewatch.js';

describe('deliveries by the API', () => {
  let database: TestDatabase;
  let sink: Awaited<ReturnType<typeof startHttpSink>>;
  let wirewatch: TestWirewatch;
  let expectCall: TestWirewatch['expectCall'];
  let targetId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    sink = await startHttpSink();
    sink.respond(() => ({ status: 403 }));
    wirewatch = await startTestWirewatch({
      DATABASE_URL: database.url,
      ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
      STARTER_DATA: 'off',
    });
    ({ expectCall } = wirewatch);
    const subscriber = await expectCall(201, 'POST', '/subscribers', { name: 'Ana' });
    const secret = `whsec_${Buffer.from('signing secret of 32 bytes, yes!').toString('base64')}`;
    const address = { url: `${sink.url}/hook`, secret };
    ({ id: targetId } = await expectCall(201, 'POST', '/targets', {
      subscriberId: subscriber.id,
      kind: 'webhook',
      address,
    }));
  });

  afterAll(async () => {
    await wirewatch?.stop();
    await sink?.close();
    await database?.drop();
  });

  const list = async (filter: string) => (await expectCall(200, 'GET', `/deliveries?${filter}`)).items;
  const becomes = (state: string) =>
    eventually(`the delivery to be ${state}`, async () => (await list(`targetId=${targetId}`))[0]?.state === state);

  it('are listed by what they are and what became of them, with every attempt', async () => {
    await becomes('rejected');
    const [delivery] = await list(`state=rejected&kind=confirmation&targetId=${targetId}&from=2020-01-01T00:00:00Z`);
    expect(delivery).toMatchObject({
      kind: 'confirmation',
      target: { id: targetId, kind: 'webhook' },
      alert: null,
      updateId: null,
      digestId: null,
      noticeId: null,
      reference: null,
      heldBack: false,
      lastReason: 'http-status',
    });
    expect(await list('kind=digest')).toEqual([]);
    expect(await list('from=2999-01-01T00:00:00Z')).toEqual([]);
    expect(await list(`subscriptionId=${targetId}`)).toEqual([]);
    expect(await expectCall(200, 'GET', `/deliveries/${delivery.id}`)).toMatchObject({
      ...delivery,
      attempts: [{ number: 1, outcome: 'rejected', reason: 'http-status' }],
      bounces: [],
    });
  });

  it('are sent again, singly or all since a time, as the same message', async () => {
    const [{ id }] = await list(`targetId=${targetId}`);
    await expectCall(202, 'POST', `/deliveries/${id}/send-again`);
    await eventually('the second attempt', async () => {
      const { state, attemptCount } = await expectCall(200, 'GET', `/deliveries/${id}`);
      return state === 'rejected' && attemptCount === 2;
    });
    expect(await expectCall(202, 'POST', '/deliveries/send-again', { since: '2999-01-01T00:00:00Z' })).toEqual({
      count: 0,
    });
    sink.respond(() => ({ status: 200 }));
    expect(
      await expectCall(202, 'POST', '/deliveries/send-again', { since: '2020-01-01T00:00:00Z', targetId }),
    ).toEqual({
      count: 1,
    });
    await becomes('sent');
    await expectCall(409, 'POST', `/deliveries/${id}/send-again`);
    expect((await expectCall(200, 'GET', `/targets/${targetId}`)).state).toBe('active');
    expect(new Set(sink.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(sink.requests).toHaveLength(3);
  });
});

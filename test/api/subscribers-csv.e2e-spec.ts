import { type AlertDesk, createAlertDesk } from '../support/alert-desk.js';
import { openStores, type StoreContext } from '../support/stores.js';
import { ADMIN, startTestWirewatch, type TestWirewatch } from '../support/wirewatch.js';

describe('subscribers by CSV', () => {
  let context: StoreContext;
  let wirewatch: TestWirewatch;
  let desk: AlertDesk;
  let cookie: string;

  beforeAll(async () => {
    context = await openStores();
    wirewatch = await startTestWirewatch({ DATABASE_URL: context.database.url, ROLE: 'api' });
    desk = await createAlertDesk(context.prisma, new Date());
    const session = await fetch(`${wirewatch.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(ADMIN),
    });
    cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  });
  afterAll(async () => {
    await wirewatch?.stop();
    await context?.close();
  });
  beforeEach(() => context.prisma.subscriber.deleteMany());

  const send = async (csv: string, query = '', type = 'text/csv; charset=utf-8') => {
    const response = await fetch(`${wirewatch.url}/api/v1/subscribers/import${query}`, {
      method: 'POST',
      headers: { cookie, 'content-type': type },
      body: csv,
    });
    const body: any = await response.json();
    return { status: response.status, body };
  };
  const outcomes = ({ body }: { body: any }) => body.rows.map(({ outcome }: any) => outcome);
  const exportCsv = async () =>
    (await fetch(`${wirewatch.url}/api/v1/subscribers/export`, { headers: { cookie } })).text();
  const counts = async () => {
    const { prisma } = context;
    return {
      subscribers: await prisma.subscriber.count(),
      targets: await prisma.target.count(),
      subscriptions: await prisma.subscription.count(),
      confirmations: await prisma.delivery.count({ where: { kind: 'confirmation' } }),
    };
  };
  const NONE = { subscribers: 0, targets: 0, subscriptions: 0, confirmations: 0 };

  const LIST = [
    'Name;Type;Lang;Time zone;E-mail;Topics;Cadence;Digest time;Quiet from;Quiet until',
    'Ana Marić;person;hr;Europe/Zagreb;ana@desk.example;one two;daily;07:30;22:00;06:00',
    'Night;team;;;night@desk.example;one;;;;',
    ';;;;only@desk.example;;;;;',
    'Ana again;;;;ana@desk.example;one;weekly;;;',
    'Bad;robot;!;Mars/Base;nobody;one nine;never;25:00;22:00;',
    'Grain;;;;ana@desk.example;two;;;;',
  ].join('\r\n');

  it('makes of each row a subscriber with an address and a subscription, and tells what became of it', async () => {
    const { status, body } = await send(`\uFEFF${LIST}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ dryRun: false, created: 3, alreadyThere: 2, errors: 1 });
    expect(outcomes({ body })).toEqual(['created', 'created', 'created', 'already-there', 'error', 'already-there']);
    expect(body.rows[4]).toMatchObject({ row: 5, line: 6, email: 'nobody', subscriberId: null });
    const columns = body.rows[4].errors.map(({ column }: any) => column);
    expect(columns).toEqual(expect.arrayContaining(['kind', 'locale', 'time_zone', 'email', 'cadence', 'digest_time']));
    expect(await counts()).toEqual({ subscribers: 3, targets: 3, subscriptions: 2, confirmations: 3 });
    const ana = await context.prisma.subscription.findUniqueOrThrow({
      where: { id: body.rows[0].subscriptionId },
      include: { subscriber: true, topics: true, targets: { include: { target: true } } },
    });
    expect(ana).toMatchObject({
      name: 'Alerts',
      cadence: 'daily',
      digestTime: '07:30',
      quietFrom: '22:00',
      quietUntil: '06:00',
      subscriber: { name: 'Ana Marić', kind: 'person', locale: 'hr', timeZone: 'Europe/Zagreb' },
      targets: [{ target: { id: body.rows[0].targetId, label: 'ana@desk.example', state: 'unverified' } }],
    });
    expect(ana.topics.map(({ topicId }) => topicId).sort()).toEqual([...desk.topicIds].sort());
  });

  it('tells by a dry run what an import comes to, keeping nothing and mailing nobody', async () => {
    const tried = await send(LIST, '?dryRun=true');
    expect(tried.body.dryRun).toBe(true);
    expect(await counts()).toEqual(NONE);
    const done = await send(LIST);
    const told = ({ body }: { body: any }) =>
      body.rows.map(({ row, line, outcome, errors }: any) => ({ row, line, outcome, errors }));
    expect(told(tried)).toEqual(told(done));
    expect(outcomes(await send(LIST, '?dryRun=true'))).toEqual(outcomes(await send(LIST)));
  });

  it('changes nothing when it is sent again', async () => {
    await send(LIST);
    const before = await counts();
    expect((await send(LIST)).body).toMatchObject({ created: 0, alreadyThere: 5, errors: 1 });
    expect(await counts()).toEqual(before);
  });

  it('makes each once when it is sent twice at once', async () => {
    await Promise.all([send(LIST), send(LIST)]);
    expect(await counts()).toMatchObject({ subscribers: 3, targets: 3, subscriptions: 2 });
  });

  it('adds subscriptions by another name, and does not subscribe again who has ended one', async () => {
    const list = 'email,subscription,topics\nana@desk.example,Treaty,one\nana@desk.example,Grain,two';
    const { body } = await send(list);
    expect(outcomes({ body })).toEqual(['created', 'created']);
    await context.prisma.subscriptionTarget.deleteMany({ where: { subscriptionId: body.rows[0].subscriptionId } });
    expect(outcomes(await send(list))).toEqual(['already-there', 'already-there']);
    expect(await context.prisma.subscriptionTarget.count()).toBe(1);
  });

  it('names a topic that is not there, and a cell too many, and makes nothing of such a row', async () => {
    const { body } = await send('email,topics\nana@desk.example,one nine\nbo@desk.example,one,x');
    expect(body.rows.map(({ errors }: any) => errors)).toEqual([
      [{ column: 'topics', message: 'there is no topic nine' }],
      [{ column: '', message: 'has 1 more cells than there are headings' }],
    ]);
    expect(await counts()).toEqual(NONE);
  });

  it('exports what can be read in again, and nothing that a spreadsheet runs', async () => {
    const names = ['=HYPERLINK("x")', "'=1", '-5', 'Plain; "quoted"', '@all'];
    const list = ['name,email,subscription,topics,cadence,quiet_from,quiet_until'];
    names.forEach((name, index) =>
      list.push(
        `"'${name.replaceAll('"', '""')}",reader-${index}@desk.example,Daily ${index},one;two,daily,23:00,05:00`,
      ),
    );
    list[4] = list[4]?.replace(`"'Plain`, '"Plain') ?? '';
    expect((await send(list.join('\n'))).body).toMatchObject({ created: 5, errors: 0 });
    const first = await exportCsv();
    expect(first).not.toMatch(/(^|,)"?[=+@-]/m);
    const stored = () =>
      context.prisma.subscription.findMany({
        select: {
          name: true,
          cadence: true,
          digestTime: true,
          quietFrom: true,
          quietUntil: true,
          subscriber: { select: { name: true, kind: true, locale: true, timeZone: true } },
          targets: { select: { target: { select: { label: true } } } },
          topics: { select: { topicId: true } },
        },
        orderBy: { name: 'asc' },
      });
    const before = await stored();
    expect(before.map(({ subscriber }) => subscriber.name)).toEqual(names);
    await context.prisma.subscriber.deleteMany();
    expect((await send(first)).body).toMatchObject({ created: 5, alreadyThere: 0, errors: 0 });
    expect(await stored()).toEqual(before);
    expect(await exportCsv()).toBe(first);
  });

  it.each<[string, string, string, number]>([
    ['no CSV', 'email\n"a', 'text/csv', 400],
    ['no heading that is known', 'a,b\n1,2', 'text/csv', 400],
    ['an empty body', '', 'text/csv', 400],
    ['more rows than there may be', `email\n${'a@b.example\n'.repeat(5_001)}`, 'text/csv', 400],
    ['a file too large', `email\n${'a'.repeat(2 * 1024 * 1024)}`, 'text/csv', 413],
    ['another type', '{}', 'application/json', 415],
    ['a form', 'email=a', 'application/x-www-form-urlencoded', 415],
  ])('refuses %s', async (_, body, type, status) => {
    const answer = await send(body, '', type);
    expect(answer.status).toBe(status);
    expect(answer.body.type).toMatch(/^urn:wirewatch:problem:/);
  });

  it('refuses a misspelt dry run, which would be a real one', async () => {
    expect((await send(LIST, '?dryrun=true')).status).toBe(400);
    expect((await send(LIST, '?dryRun=maybe')).status).toBe(400);
    expect(await counts()).toEqual(NONE);
  });
});

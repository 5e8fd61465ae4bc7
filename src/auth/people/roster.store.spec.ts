import { openStores, type StoreContext, testSettings } from '../../../test/support/stores.js';
import type { Settings } from '../../config/settings.js';
import { SessionStore } from '../sessions/session.store.js';
import { RosterStore } from './roster.store.js';

const ISSUER = 'https://id.desk.example';
const anybody = () => true;

describe('the roster', () => {
  let context: StoreContext;
  let roster: RosterStore;
  const clock = { now: () => new Date('2026-11-24T12:00:00Z'), random: Math.random };
  const open = (changes: Partial<Settings> = {}) =>
    new RosterStore(
      context.prisma,
      new SessionStore(context.prisma, clock),
      { ...testSettings(context.database.url), ...changes },
      clock,
    );
  const addAdmin = async (name: string, more: object = { passwordHash: 'a hash' }) =>
    (await context.prisma.user.create({ data: { email: `${name}@desk.example`, name, role: 'admin', ...more } })).id;

  beforeAll(async () => {
    context = await openStores();
    roster = open();
  });
  afterAll(() => context.close());
  beforeEach(() => context.prisma.user.deleteMany());

  it.each<[string, (id: string) => Promise<{ kind: string }>]>([
    ['demote', (id) => roster.update(id, { role: 'viewer' }, anybody)],
    ['disable', (id) => roster.update(id, { isDisabled: true }, anybody)],
    ['remove', (id) => roster.delete(id, anybody)],
  ])('keeps one of three admins who %s each other in the same moment', async (_, end) => {
    for (let round = 0; round < 10; round += 1) {
      await context.prisma.user.deleteMany();
      const ids = await Promise.all(['a', 'b', 'c'].map((name) => addAdmin(name)));
      const outcomes = await Promise.all(ids.map(end));
      expect(outcomes.filter(({ kind }) => kind === 'last-admin')).toHaveLength(1);
      expect(await context.prisma.user.count({ where: { role: 'admin', disabledAt: null } })).toBe(1);
    }
  });

  it.each<[string, object, Partial<Settings>, string]>([
    ['who has a password', { passwordHash: 'a hash' }, {}, 'changed'],
    ['who was only invited', {}, {}, 'last-admin'],
    ['who is disabled', { passwordHash: 'a hash', disabledAt: new Date() }, {}, 'last-admin'],
    [
      'who comes through the identity provider',
      { identityIssuer: ISSUER, identitySubject: 's' },
      { OIDC_ISSUER: ISSUER },
      'changed',
    ],
    ['who came through one that is gone', { identityIssuer: ISSUER, identitySubject: 's' }, {}, 'last-admin'],
  ])('lets an admin go beside another %s', async (_, other, settings, expected) => {
    const id = await addAdmin('a');
    await addAdmin('b', other);
    expect(await open(settings).update(id, { role: 'viewer' }, anybody)).toMatchObject({ kind: expected });
  });

  it('touches nobody whom the caller may not, by the role that they have in that moment', async () => {
    const id = await addAdmin('a');
    await addAdmin('b');
    const mayTouch = (role: string) => role === 'viewer';
    expect(await roster.update(id, { name: 'x' }, mayTouch)).toEqual({ kind: 'beyond', role: 'admin' });
    expect(await roster.delete(id, mayTouch)).toEqual({ kind: 'beyond', role: 'admin' });
    expect(await context.prisma.user.count({ where: { name: 'a' } })).toBe(1);
  });

  it('keeps the time since when somebody is disabled', async () => {
    const id = await addAdmin('a', { passwordHash: 'a hash', disabledAt: new Date('2026-01-01T00:00:00Z') });
    const again = await roster.update(id, { isDisabled: true }, anybody);
    expect(again).toMatchObject({ kind: 'changed', row: { disabledAt: new Date('2026-01-01T00:00:00Z') } });
    expect(await roster.update(id, { isDisabled: false }, anybody)).toMatchObject({ row: { disabledAt: null } });
  });

  it('withdraws an invitation only while nobody has taken it up', async () => {
    const invited = await addAdmin('a', {});
    const member = await addAdmin('b');
    await roster.withdraw(invited);
    await roster.withdraw(member);
    expect(await context.prisma.user.findMany({ select: { id: true } })).toEqual([{ id: member }]);
  });
});

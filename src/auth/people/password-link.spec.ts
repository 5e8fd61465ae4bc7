import { createLinkSigner } from '../signed-link.js';
import { createPasswordLink, isBoundTo, type LinkedUser, readPasswordLink } from './password-link.js';

const signer = createLinkSigner('a key of the desk');
const now = new Date('2026-11-24T12:00:00Z');
const after = (ms: number) => new Date(now.getTime() + ms);
const invited: LinkedUser = { id: 'id-1', email: 'olena@desk.example', passwordHash: null, identitySubject: null };
const member: LinkedUser = { ...invited, passwordHash: '$argon2id$…' };
const tokenFor = (user: LinkedUser) =>
  new URL(createPasswordLink('https://w.example', signer, user, now).url).searchParams.get('token') ?? '';
const read = (token: string, at = now) => readPasswordLink(signer, token, at);

describe('a link to choose a password', () => {
  it.each<[string, LinkedUser, number]>([
    ['invitation', invited, 7 * 24 * 60 * 60_000],
    ['password-reset', member, 60 * 60_000],
  ])('is an %s, and holds for its time', (purpose, user, lifetimeMs) => {
    const token = tokenFor(user);
    expect(read(token, after(lifetimeMs))).toMatchObject({ ok: true, purpose, userId: 'id-1' });
    expect(read(token, after(lifetimeMs + 1_000))).toEqual({ ok: false, reason: 'expired' });
  });

  it.each<[string, Partial<LinkedUser>]>([
    ['a password was set', { passwordHash: 'another' }],
    ['the address is another', { email: 'marta@desk.example' }],
    ['there is another way in', { identitySubject: 'subject' }],
    ['it is of another person', { id: 'id-2' }],
  ])('is void once %s', (_, change) => {
    for (const user of [invited, member]) {
      const reading = read(tokenFor(user));
      if (!reading.ok) throw new Error('the link must be ours');
      expect(isBoundTo(reading, user)).toBe(true);
      expect(isBoundTo(reading, { ...user, ...change })).toBe(false);
    }
  });

  it('tells nothing of the stored hash', () => {
    expect(tokenFor(member)).not.toContain('argon2id');
  });

  it('is no link of another kind, nor of another key', () => {
    const unsubscribe = signer.sign({ purpose: 'unsubscribe', subject: 'id-1~x' }, after(1_000));
    const foreign = createLinkSigner('another key').sign({ purpose: 'invitation', subject: 'id-1~x' }, after(1_000));
    for (const token of [unsubscribe, foreign, '', 'invitation', 'invitation.a.b.c']) {
      expect(read(token)).toEqual({ ok: false, reason: 'not-ours' });
    }
  });
});

import { createLinkSigner } from './signed-link.js';

const signer = createLinkSigner('a key of the desk');
const now = new Date('2026-11-24T12:00:00Z');
const later = new Date('2026-11-25T12:00:00Z');
const claim = { purpose: 'unsubscribe', subject: 'abc~def' } as const;
const token = signer.sign(claim, later);

describe('signed links', () => {
  it('give back what was signed', () => {
    expect(signer.check(token, 'unsubscribe', now)).toEqual({ ok: true, claim });
  });

  it.each([
    ['nothing', ''],
    ['words', 'let me in'],
    ['a part missing', token.slice(0, token.lastIndexOf('.'))],
  ])('are malformed with %s', (_, altered) => {
    expect(signer.check(altered, 'unsubscribe', now)).toEqual({ ok: false, reason: 'malformed' });
  });

  it.each([
    ['another subject', token.replace('abc', 'abd')],
    ['a later expiry', token.replace(/\.([a-z0-9]+)\.([^.]+)$/, '.zzzzzz.$2')],
    ['another signature', `${token.slice(0, -2)}AA`],
    ['a signature cut short', token.slice(0, -4)],
    ['another key', createLinkSigner('another key').sign(claim, later)],
  ])('are refused with %s', (_, altered) => {
    expect(signer.check(altered, 'unsubscribe', now)).toEqual({ ok: false, reason: 'bad-signature' });
  });

  it('hold after the key was replaced, as long as the key before is known', () => {
    const rotated = createLinkSigner('a new key of the desk', 'a key of the desk');
    expect(rotated.check(token, 'unsubscribe', now)).toEqual({ ok: true, claim });
    expect(createLinkSigner('a new key of the desk').check(rotated.sign(claim, later), 'unsubscribe', now)).toEqual({
      ok: true,
      claim,
    });
    expect(createLinkSigner('a new key of the desk').check(token, 'unsubscribe', now)).toEqual({
      ok: false,
      reason: 'bad-signature',
    });
    expect(rotated.check(createLinkSigner('another key').sign(claim, later), 'unsubscribe', now).ok).toBe(false);
  });

  it('serve one purpose', () => {
    expect(signer.check(token, 'confirm-target', now)).toEqual({ ok: false, reason: 'malformed' });
  });

  it('expire', () => {
    expect(signer.check(token, 'unsubscribe', new Date(later.getTime() + 1_000))).toEqual({
      ok: false,
      reason: 'expired',
    });
  });
});

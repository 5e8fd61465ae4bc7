import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { createSecretBox } from './secret-box.js';

const box = createSecretBox('a key of the desk');
const rotated = createSecretBox('a new key of the desk', 'a key of the desk');

describe('the secret box', () => {
  it('opens what it sealed', () => {
    expect(box.open(box.seal('{"webhookUrl":"https://hooks.example/é"}'))).toBe(
      '{"webhookUrl":"https://hooks.example/é"}',
    );
  });

  it('shows nothing of what it holds, and never the same twice', () => {
    expect(box.seal('secret')).not.toContain('secret');
    expect(box.seal('secret')).not.toBe(box.seal('secret'));
  });

  it.each([
    ['another key', createSecretBox('another key').seal('secret')],
    ['a key that nobody has, in the format from before keys had names', sealNameless('another key', 'secret')],
  ])('does not open what was sealed with %s, and says which setting is wrong', (_, sealed) => {
    expect(() => box.open(sealed)).toThrow(/SECRET_KEY/);
    expect(() => rotated.open(sealed)).toThrow(/SECRET_KEY/);
  });

  it.each([
    ['a last letter', (sealed: string) => `${sealed.slice(0, -3)}${sealed.endsWith('AAA') ? 'BBB' : 'AAA'}`],
    ['all but its name', (sealed: string) => sealed.slice(0, sealed.lastIndexOf('.') + 1)],
    ['the name of the key', (sealed: string) => sealed.replace(/^v2\.[^.]+/, 'v2.AAAAAAAA')],
    ['its version', (sealed: string) => sealed.replace('v2', 'v3')],
    ['everything', () => ''],
  ])('does not open what was altered: %s', (_, alter) => {
    expect(() => box.open(alter(box.seal('secret')))).toThrow();
  });

  it('digests the same text alike, for this key only', () => {
    expect(box.digest('a')).toBe(box.digest('a'));
    expect(box.digest('a')).not.toBe(box.digest('b'));
    expect(box.digest('a')).not.toBe(createSecretBox('another key').digest('a'));
  });

  describe('with a new key', () => {
    it('opens what the key before has sealed, and seals with the new one alone', () => {
      expect(rotated.open(box.seal('secret'))).toBe('secret');
      const sealed = rotated.seal('secret');
      expect(createSecretBox('a new key of the desk').open(sealed)).toBe('secret');
      expect(() => box.open(sealed)).toThrow(/SECRET_KEY/);
    });

    it('knows what is still to be sealed anew', () => {
      expect(rotated.needsResealing(box.seal('secret'))).toBe(true);
      expect(rotated.needsResealing(rotated.seal('secret'))).toBe(false);
      expect(box.needsResealing(sealNameless('a key of the desk', 'secret'))).toBe(true);
    });

    it('digests by the new key', () => {
      expect(rotated.digest('a')).toBe(createSecretBox('a new key of the desk').digest('a'));
    });

    it('names keys by what tells nothing of them', () => {
      expect(box.prefix).toMatch(/^v2\.[\w-]{8}\.$/);
      expect(box.prefix).not.toBe(rotated.prefix);
    });
  });

  it.each([
    ['by its own key', box],
    ['by the key before', rotated],
  ])('opens the format from before keys had names, %s', (_, opener) => {
    expect(opener.open(sealNameless('a key of the desk', 'secret'))).toBe('secret');
  });
});

/** As version 1 had it. */
function sealNameless(secretKey: string, plain: string): string {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'wirewatch target addresses', 32));
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
}

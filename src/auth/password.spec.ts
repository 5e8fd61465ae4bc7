import { hashPassword, newPassword, verifyPassword } from './password.js';

describe('passwords', () => {
  it('verify against their own hash only', async () => {
    const hash = await hashPassword('right');
    expect(hash).toMatch(/^\$argon2id\$/);
    await expect(verifyPassword(hash, 'right')).resolves.toBe(true);
    await expect(verifyPassword(hash, 'wrong')).resolves.toBe(false);
  });

  it('never verify where there is no account', async () => {
    await expect(verifyPassword(undefined, 'no account has this password')).resolves.toBe(false);
  });

  it('are made new each time, in five groups', () => {
    expect(newPassword()).toMatch(/^([a-z2-9]{4}-){4}[a-z2-9]{4}$/);
    expect(newPassword()).not.toBe(newPassword());
  });
});

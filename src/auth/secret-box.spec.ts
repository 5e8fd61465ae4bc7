import { createSecretBox } from './secret-box.js';

const box = createSecretBox('a key of the desk');

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

  it('does not open with another key, and says which setting is wrong', () => {
    expect(() => createSecretBox('another key').open(box.seal('secret'))).toThrow(/SECRET_KEY/);
  });

  it('does not open what was altered', () => {
    const sealed = box.seal('secret');
    const altered = `${sealed.slice(0, -3)}${sealed.endsWith('AAA') ? 'BBB' : 'AAA'}`;
    expect(() => box.open(altered)).toThrow();
  });

  it('digests the same text alike, for this key only', () => {
    expect(box.digest('a')).toBe(box.digest('a'));
    expect(box.digest('a')).not.toBe(box.digest('b'));
    expect(box.digest('a')).not.toBe(createSecretBox('another key').digest('a'));
  });
});

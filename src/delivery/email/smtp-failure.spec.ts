import { judgeSmtpFailure } from './smtp-failure.js';

const answer = (command: string, response: string) => ({
  code: 'EENVELOPE',
  command,
  response,
  responseCode: Number(response.slice(0, 3)),
});

describe('judgeSmtpFailure', () => {
  it.each([
    ['an unknown user', answer('RCPT TO', '550 5.1.1 no such user'), 'rejected: bad-address'],
    ['an unknown user of a terse server', answer('RCPT TO', '550 No'), 'rejected: bad-address'],
    ['a mailbox name that cannot be', answer('RCPT TO', '553 5.1.3 bad syntax'), 'rejected: bad-address'],
    ['a policy about the recipient', answer('RCPT TO', '550 5.7.1 blocked'), 'rejected: refused'],
    ['a full mailbox for now', answer('RCPT TO', '452 4.2.2 full'), 'retry: greylisted'],
    ['a full mailbox for good', answer('RCPT TO', '552 5.2.2 full'), 'rejected: refused'],
    ['greylisting', answer('RCPT TO', '450 4.7.1 come back'), 'retry: greylisted'],
    ['a sender that is refused', answer('MAIL FROM', '550 5.1.8 bad sender'), 'rejected: refused'],
    ['content that is refused', answer('DATA', '554 5.7.1 spam'), 'rejected: refused'],
    ['content that is put off', answer('DATA', '451 4.3.0 busy'), 'retry: greylisted'],
    ['a server that closes', answer('RCPT TO', '421 4.3.2 closing'), 'retry: connection'],
    ['a session out of step', answer('MAIL FROM', '503 5.5.1 nested MAIL'), 'retry: connection'],
    ['a greeting that refuses us', answer('CONN', '554 5.7.1 not you'), 'retry: connection'],
    ['a sign-in that is asked for late', answer('MAIL FROM', '530 5.7.0 sign in'), 'retry: sign-in-refused'],
    ['a wrong password', answer('AUTH PLAIN', '535 5.7.8 wrong'), 'retry: sign-in-refused'],
    ['a time-out', { code: 'ETIMEDOUT', command: 'CONN' }, 'retry: timeout'],
    ['a refused connection', { code: 'ESOCKET', command: 'CONN' }, 'retry: connection'],
    ['TLS trouble', { code: 'ETLS', command: 'STARTTLS' }, 'retry: connection'],
    ['an unknown mail server', { code: 'EDNS', command: 'CONN' }, 'retry: connection'],
    ['a closed pool', new Error('Connection pool was closed'), 'retry: connection'],
    ['no recipient', { code: 'EENVELOPE', command: 'API' }, 'rejected: invalid-target'],
    ['a mail too large', { code: 'EMESSAGE', command: 'MAIL FROM' }, 'rejected: refused'],
  ])('names %s', (_, error, expected) => {
    const outcome = judgeSmtpFailure(error);
    expect(`${outcome.kind}: ${'reason' in outcome ? outcome.reason : ''}`).toBe(expected);
  });

  it.each([
    ['says that there is no such address', '550 5.1.1 no such user', true],
    ['only says no', '550 No', false],
    ['dislikes the message', '550 5.7.1 spam', false],
  ])('gives a target up at once where the server %s: %s', (_, response, expected) => {
    expect('disableTarget' in judgeSmtpFailure(answer('RCPT TO', response))).toBe(expected);
  });

  it('quotes an answer on one line, and not without end', () => {
    const outcome = judgeSmtpFailure(answer('RCPT TO', `550-5.7.1 line\r\n550 5.7.1 ${'x'.repeat(1_000)}`));
    const detail = 'detail' in outcome ? outcome.detail : '';
    expect(detail).toMatch(/^the mail server answered 550-5\.7\.1 line 550 5\.7\.1 x+…$/);
    expect(detail.length).toBeLessThan(240);
  });
});

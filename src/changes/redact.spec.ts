import { redact } from './redact.js';

it('keeps no secret that an answer shows once, however deep it lies', () => {
  expect(redact({ name: 'CI', token: 'ww_x', nested: [{ password: 'p', secret: null, note: 'stays' }] })).toEqual({
    name: 'CI',
    token: '•••',
    nested: [{ password: '•••', secret: null, note: 'stays' }],
  });
});

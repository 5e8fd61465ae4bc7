import { alertMessage, digestMessage, updateMessage } from '../../../test/support/delivery-messages.js';
import { type NewMessage } from '../message.js';
import { renderBody } from './render-email.js';
import { shareBodies } from './share-bodies.js';

describe('shareBodies', () => {
  const unsubscribeUrl = "https://wirewatch.example/u?a=1&b='2'$&";
  const preferencesUrl = "https://wirewatch.example/p?a=1&b='3'$`";

  it('gives every reader what would be set for that reader alone, and sets it once', () => {
    let count = 0;
    const share = shareBodies((message) => {
      count += 1;
      return renderBody(message);
    });
    const readers = [
      alertMessage(),
      alertMessage({}, { unsubscribeUrl, preferencesUrl, deliveryId: 'other', alertId: 'other' }),
    ];
    for (const reader of readers) expect(share(reader)).toEqual(renderBody(reader));
    expect(count).toBe(1);
  });

  it.each<[string, NewMessage]>([
    ['another zone', alertMessage({}, { timeZone: 'Asia/Tokyo' })],
    ['another wording', alertMessage({ text: 'Another' })],
    ['an update', updateMessage({ unsubscribeUrl })],
    ['an update without an alert before it', updateMessage({ unsubscribeUrl, earlier: null })],
    ['a digest', digestMessage({ unsubscribeUrl })],
  ])('mixes up nothing: %s', (_, message) => {
    const share = shareBodies(renderBody);
    share(alertMessage());
    share(updateMessage());
    expect(share(message)).toEqual(renderBody(message));
  });

  it('stays small', () => {
    let count = 0;
    const share = shareBodies(() => {
      count += 1;
      return { text: '', html: '' };
    });
    for (let i = 0; i <= 200; i += 1) share(alertMessage({ title: `Story ${i}` }));
    share(alertMessage({ title: 'Story 200' }));
    expect(count).toBe(201);
    share(alertMessage({ title: 'Story 0' }));
    expect(count).toBe(202);
  });
});

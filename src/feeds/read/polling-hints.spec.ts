import { parseFeed } from './parse-feed.js';

async function hintsOf(channel: string) {
  const text = `<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel>${channel}<item/></channel></rss>`;
  const outcome = await parseFeed(text, undefined, new Date('2026-03-01T12:00:00Z'));
  return outcome.ok && outcome.feed.hints;
}

describe('polling hints', () => {
  it.each([
    ['', {}],
    ['<ttl>15</ttl>', { ttlMs: 900_000 }],
    ['<ttl>soon</ttl>', {}],
    ['<ttl>-1</ttl>', {}],
    ['<sy:updatePeriod> hourly\n</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>', { updateMs: 900_000 }],
    ['<sy:updatePeriod>daily</sy:updatePeriod>', { updateMs: 86_400_000 }],
    ['<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>', { updateMs: 3_600_000 }],
    ['<sy:updatePeriod>constructor</sy:updatePeriod>', {}],
    ['<skipHours><hour>24</hour><hour>3</hour><hour>3</hour><hour>99</hour><hour/></skipHours>', { skipHours: [0, 3] }],
    ['<skipDays><day>Saturday</day><day> sunday </day><day>Feiertag</day></skipDays>', { skipDays: [0, 6] }],
  ])('of %j', async (channel, hints) => {
    expect(await hintsOf(channel)).toEqual({ skipHours: [], skipDays: [], ...hints });
  });
});

import type { FeedItem } from './feed-server.js';

/** One story for each shipped topic, and some that relate to none although they share its words. Written for these tests. */
export const topicStories: Record<'pact' | 'china-stance' | 'ukraine-missile-policy', FeedItem> = {
  pact: {
    guid: 'pact-1',
    title: 'Russia and North Korea ratify mutual defence pact',
    link: 'https://news.example/pact',
    description:
      'Moscow and Pyongyang exchanged the instruments of ratification of their comprehensive strategic partnership treaty. ' +
      'Article 4 obliges each to give the other immediate military assistance if it is attacked.',
  },
  'china-stance': {
    guid: 'china-1',
    title: 'Beijing declines to comment on Russia-North Korea treaty',
    link: 'https://news.example/china',
    description:
      'Chinese foreign ministry spokesperson Lin Jian said that cooperation between Russia and North Korea is a matter between two ' +
      'sovereign states, and that China’s position on the Ukraine crisis is consistent and clear.',
  },
  'ukraine-missile-policy': {
    guid: 'missiles-1',
    title: 'Washington lets Ukraine strike inside Russia with ATACMS',
    link: 'https://news.example/missiles',
    description:
      'The White House lifted its restrictions on the use of long-range ATACMS missiles against targets deep inside Russian territory. ' +
      'Kyiv had asked for the permission for months.',
  },
};

export const unrelatedStory: FeedItem = {
  guid: 'tea-1',
  title: 'Rare teapot of fine china sold at auction',
  link: 'https://news.example/teapot',
  description: 'A porcelain teapot found in a charity shop was sold for nine thousand pounds. The buyer came by train.',
};

export const lookAlikeStory: FeedItem = {
  guid: 'iran-1',
  title: 'Russia and Iran sign strategic partnership treaty',
  link: 'https://news.example/iran',
  description:
    'The presidents of Russia and Iran signed a comprehensive strategic partnership treaty in Moscow. It has no mutual defence clause.',
};

/** What a page tells of the kind of its site. */
export interface SiteSigns {
  /** `<meta name="generator">`. */
  generator: string;
  /** YouTube's own id of the channel that the page shows, else empty. */
  channelId: string;
}

/**
 * Feeds of sites that keep them at a known address without naming it on the page. Only where the address is certain: each has
 * been published by the site itself, or is part of the software that the page says it was made with.
 */
export function knownAddresses(pageUrl: string, signs: SiteSigns): string[] {
  const url = new URL(pageUrl);
  const host = url.hostname.replace(/^(www|m|old|new)\./, '');
  const [first = '', second = ''] = url.pathname.split('/').filter(Boolean);
  switch (host) {
    case 'youtube.com':
      return youTube(url, first, second, signs.channelId);
    case 'github.com':
      return gitHub(first, second);
    case 'reddit.com':
      return ['r', 'user', 'u'].includes(first) && second ? [`https://www.reddit.com/${first}/${second}/.rss`] : [];
    case 'medium.com':
      return first && first !== 'feed' ? [`https://medium.com/feed/${first}`] : [];
  }
  // A person's page, and no single post: https://docs.joinmastodon.org/spec/activitypub/
  if (/^mastodon/i.test(signs.generator) && first.startsWith('@') && !second) return [`${url.origin}/${first}.rss`];
  // https://wordpress.org/documentation/article/wordpress-feeds/ ; the blog may stand in a folder of its own.
  if (/^wordpress/i.test(signs.generator)) {
    const folder = first && !second ? [`${url.origin}/${first}/feed/`] : [];
    return [...folder, `${url.origin}/feed/`];
  }
  return /^blogger/i.test(signs.generator) ? [`${url.origin}/feeds/posts/default`] : [];
}

// https://developers.google.com/youtube/v3/guides/push_notifications names the first of them.
function youTube(url: URL, first: string, second: string, channelId: string): string[] {
  const feed = (name: string, id: string) => `https://www.youtube.com/feeds/videos.xml?${name}=${id}`;
  const list = url.searchParams.get('list');
  if (first === 'playlist' && list && /^[\w-]+$/.test(list)) return [feed('playlist_id', list)];
  const id = first === 'channel' ? second : channelId;
  return /^UC[\w-]{22}$/.test(id) ? [feed('channel_id', id)] : [];
}

// GitHub's own pages declare only the feed of what they show.
function gitHub(owner: string, repository: string): string[] {
  if (!/^[\w-]+$/.test(owner) || ['features', 'topics', 'orgs', 'settings', 'search', 'about'].includes(owner))
    return [];
  if (!repository) return [`https://github.com/${owner}.atom`];
  const home = `https://github.com/${owner}/${repository}`;
  return [`${home}/releases.atom`, `${home}/tags.atom`, `${home}/commits.atom`];
}

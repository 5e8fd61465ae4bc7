import { Feed } from 'feed';
import { escapeHtml, html } from '../api/html.js';
import { type Evidence } from '../matching/definitions.js';

export interface FeedStory {
  id: string;
  title: string;
  text: string;
  url: string | null;
  publishedAt: Date | null;
  matchedAt: Date;
  source: string;
  evidence: readonly Evidence[];
}

export interface TopicFeed {
  topic: { id: string; name: string; description: string };
  /** The latest found first. */
  stories: readonly FeedStory[];
  publicUrl: string;
  selfUrl: string;
}

const EXCERPT = 1_000;
const MOST_NAMED = 8;

/** RFC 4287. The same stories make the same bytes. */
export function renderAtom(from: TopicFeed): string {
  return build(from, 'atom').atom1();
}

/** https://www.jsonfeed.org/version/1.1/ */
export function renderJsonFeed(from: TopicFeed): string {
  const feed = JSON.parse(build(from, 'json').json1()) as {
    items: ({ author?: object } & Record<string, unknown>)[];
  } & Record<string, unknown>;
  return JSON.stringify({
    ...feed,
    version: 'https://jsonfeed.org/version/1.1',
    items: feed.items.map(({ author, ...item }) => ({ ...item, ...(author && { authors: [author] }) })),
  });
}

function build({ topic, stories, publicUrl, selfUrl }: TopicFeed, format: 'atom' | 'json'): Feed {
  // Atom's titles and summaries are declared to be HTML by the library; a JSON feed's are plain text.
  const plain = (text: string) => (format === 'atom' ? escapeHtml(clean(text)) : clean(text));
  const feed = new Feed({
    id: `urn:uuid:${topic.id}`,
    title: clean(`${topic.name} · Wirewatch`),
    description: clean(topic.description || `Stories found by the topic ${topic.name}`),
    link: publicUrl,
    feedLinks: { [format]: selfUrl },
    // Of a topic that found nothing yet, nothing was ever updated.
    updated: stories[0]?.matchedAt ?? new Date(0),
    generator: 'Wirewatch',
    copyright: '',
    // RFC 4287 wants an author of the feed or of each entry.
    author: { name: 'Wirewatch' },
  });
  for (const story of stories) {
    feed.addItem({
      id: `urn:uuid:${story.id}`,
      title: plain(story.title.trim() || 'Untitled'),
      link: linkOf(story, publicUrl),
      date: story.matchedAt,
      published: story.publishedAt ?? story.matchedAt,
      description: plain(`${story.source}: ${foundWords(story)}`),
      content: contentOf(story),
      author: [{ name: clean(story.source) }],
    });
  }
  return feed;
}

/** A publisher's address may be anything; a reader is only ever sent to the web. */
function linkOf({ id, url }: FeedStory, publicUrl: string): string {
  const isWeb = url !== null && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  return isWeb ? new URL(url).href : `${publicUrl}/stories/${id}`;
}

function foundWords({ evidence, title, text }: FeedStory): string {
  const words = evidence.map(({ field, start, end, entity }) => {
    const found = (field === 'title' ? title : text).slice(start, end);
    return entity === undefined ? `“${found}”` : `“${found}” (@${entity})`;
  });
  const named = [...new Set(words)].slice(0, MOST_NAMED);
  return named.length === 0 ? 'found by what it does not say' : `found by ${named.join(', ')}`;
}

function contentOf({ text }: FeedStory): string {
  const excerpt = clean(text.length <= EXCERPT ? text : `${text.slice(0, EXCERPT)} …`);
  return excerpt
    .split('\n')
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => html`<p>${paragraph}</p>`.markup)
    .join('\n');
}

/** Control characters, half surrogate pairs and non-characters: XML 1.0 has no way to write them. https://www.w3.org/TR/xml/#charsets */
function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Surrogate}\uFFFE\uFFFF]/gu, (character) =>
    /[\t\n\r]/.test(character) ? character : '',
  );
}

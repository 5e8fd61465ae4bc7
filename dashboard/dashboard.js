import { el, excerpt, marked, outside, show, tick, time, webAddress } from './page-parts.js';

const REFRESH_MS = 5_000;
const TIMEOUT_MS = 15_000;
/** How many of each list are shown before somebody asks for all. */
const SHOWN = { stories: 12, alerts: 8, mailbox: 8, feeds: 10 };
const MAX_WORDS = 80;

const byId = (id) => document.getElementById(id);
const openStoryId = /^\/stories\/([0-9a-f-]{36})$/i.exec(location.pathname)?.[1];
let timer;
/** Counts sign-ins and sign-outs: an answer that was asked for before one of them is not shown after it. */
let session = 0;
let user;
/** The lists that somebody asked to see whole. */
const whole = new Set();

class SignedOut extends Error {}

async function call(method, path, body) {
  const asked = session;
  const response = await fetch(`/api/v1/${path}`, {
    method,
    headers: { accept: 'application/json', ...(body && { 'content-type': 'application/json' }) },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (asked !== session) throw new SignedOut();
  if (response.status === 401 && method !== 'POST') throw new SignedOut();
  if (response.ok) return response.status === 204 ? undefined : response.json();
  const problem = await response.json().catch(() => ({}));
  const words = problem.detail ?? problem.title ?? `Wirewatch answered ${response.status}`;
  throw Object.assign(new Error(words), { status: response.status });
}

async function everything(path) {
  const items = [];
  for (let cursor = ''; cursor !== null && items.length < 2_000;) {
    const page = await call('GET', `${path}?limit=100${cursor && `&cursor=${cursor}`}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

function evidenceIn(story, field) {
  return story.matches.flatMap(({ evidence }) => evidence.filter((found) => found.field === field));
}

function why({ topic, score, evidence }, story) {
  const words = evidence.map(({ field, start, end, entity }) => {
    const found = story[field].slice(start, Math.min(end, start + MAX_WORDS));
    return `“${found}”${entity ? ` (${entity})` : ''}`;
  });
  return el(
    'li',
    null,
    el('strong', null, topic.name),
    `, score ${score.toFixed(2)}: `,
    el('bdi', null, [...new Set(words)].join(', ')),
  );
}

/** One list, shortened, with the button that shows the rest. */
function showList(name, items, render, whenEmpty) {
  const shown = whole.has(name) ? items : items.slice(0, SHOWN[name]);
  show(byId(name), shown, render, whenEmpty);
  const more = byId(`more-${name}`);
  more.hidden = shown.length === items.length;
  setText(more, `Show all ${items.length}`);
}

/** Set only when it changes: a screen reader would read a status out every time, and a selection would be lost. */
function setText(node, words) {
  if (node.textContent !== words) node.textContent = words;
}

function renderStory(story, asPage) {
  const language = { lang: story.language, dir: 'auto' };
  const title = el('bdi', language, ...marked(story.title || 'Untitled', evidenceIn(story, 'title')));
  const address = webAddress(story.url);
  const text = evidenceIn(story, 'text');
  return el(
    asPage ? 'article' : 'li',
    null,
    el('h3', null, address ? outside(address, title) : title),
    el(
      'p',
      { class: 'quiet row' },
      el('bdi', null, story.feed.title),
      story.feed.isSample && el('span', { class: 'badge sample' }, 'sample'),
      story.feed.sourceKind === 'state-media' && el('span', { class: 'badge' }, 'state media'),
      story.language && el('span', null, story.language),
      time(story.publishedAt ?? story.fetchedAt),
    ),
    el('p', { ...language, class: 'text' }, ...(asPage ? marked(story.text, text) : excerpt(story.text, text))),
    el('p', { class: 'row' }, ...story.matches.map(({ topic }) => el('span', { class: 'badge topic' }, topic.name))),
    story.matches.length > 0 &&
      el(
        'details',
        asPage && { open: 'open' },
        el('summary', null, 'Why it matched'),
        el('ul', null, ...story.matches.map((match) => why(match, story))),
      ),
  );
}

const deliveryWords = {
  pending: ['wait', '… waiting'],
  sending: ['wait', '… sending'],
  sent: ['good', '✓ sent'],
  rejected: ['bad', '✕ rejected'],
  dead: ['bad', '✕ given up'],
  cancelled: ['quiet', '– cancelled'],
  bounced: ['bad', '✕ came back'],
};

function renderDelivery({ kind, state, target, lastReason }) {
  const [tone, words] = deliveryWords[state] ?? ['quiet', state];
  const address = target.label.toLowerCase() === target.kind ? target.label : `${target.kind} ${target.label}`;
  const label = kind === 'alert' ? address : `${kind} to ${address}`;
  const reason = state !== 'sent' && lastReason ? ` (${lastReason})` : '';
  return el('li', null, el('bdi', null, label), ' ', el('strong', { class: tone }, words), reason);
}

/** A story that was deleted since has no page. */
function storyLink({ id, title }) {
  const words = el('bdi', { dir: 'auto' }, title);
  return id === null ? words : el('a', { href: `/stories/${id}` }, words);
}

function renderUpdate({ kind, story }) {
  return el('li', null, el('strong', null, kind), ' ', storyLink(story));
}

function renderAlert(alert) {
  return el(
    'li',
    null,
    el('h3', null, storyLink(alert.story)),
    el(
      'p',
      { class: 'row quiet' },
      ...alert.topics.map(({ name }) => el('span', { class: 'badge topic' }, name)),
      alert.story.isSample && el('span', { class: 'badge sample' }, 'sample'),
      el('bdi', null, `for ${alert.subscription.name}`),
      time(alert.createdAt),
    ),
    alert.updates.length > 0 && el('ul', null, ...alert.updates.map(renderUpdate)),
    el('ul', { class: 'deliveries quiet' }, ...alert.deliveries.map(renderDelivery)),
  );
}

function renderMessage(message) {
  const button = el('button', { type: 'button', class: 'plain' }, el('bdi', { dir: 'auto' }, message.subject));
  button.addEventListener('click', () => openMessage(message));
  return el(
    'li',
    null,
    button,
    el('p', { class: 'row quiet' }, el('bdi', null, `to ${message.to}`), time(message.receivedAt)),
  );
}

function openMessage(message) {
  byId('message-subject').textContent = message.subject;
  byId('message-about').replaceChildren(el('bdi', null, `to ${message.to}`), ', ', time(message.receivedAt));
  byId('message-html').srcdoc = message.html;
  const parts = message.text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/u);
  byId('message-text').replaceChildren(...parts.map((part, index) => (index % 2 ? outside(part, part) : part)));
  byId('message').showModal();
}

/** Trouble first: the lower the rank, the nearer the top. */
function health(feed) {
  if (feed.state === 'gone') return { rank: 1, tone: 'bad', words: ['gone: its publisher took it down'] };
  if (feed.state === 'paused') return { rank: 3, tone: 'quiet', words: ['paused'] };
  if (feed.consecutiveFailures > 0) {
    const often = feed.consecutiveFailures === 1 ? 'failed' : `failed ${feed.consecutiveFailures} times in a row`;
    const next = [', next try ', time(feed.nextFetchAt)];
    return { rank: 0, tone: 'bad', words: [`${often}: ${feed.lastError ?? feed.lastOutcome}`, ...next] };
  }
  if (!feed.lastSuccessAt) return { rank: 2, tone: 'wait', words: ['not fetched yet'] };
  return { rank: 4, tone: 'good', words: ['fine, last fetched ', time(feed.lastSuccessAt)] };
}

function renderFeed(feed) {
  const { tone, words } = health(feed);
  const about = [feed.country, feed.language, feed.sourceKind.replace('-', ' ')].filter(Boolean).join(' · ');
  return el(
    'li',
    null,
    el(
      'p',
      { class: 'row' },
      el('strong', { title: feed.url }, el('bdi', { dir: 'auto' }, feed.title || feed.url)),
      feed.isSample && el('span', { class: 'badge sample' }, 'sample'),
      el('span', { class: 'quiet' }, `${about} · ${feed.storyCount} ${feed.storyCount === 1 ? 'story' : 'stories'}`),
    ),
    el('p', { class: `small ${tone}` }, ...words),
  );
}

function showFeeds(feeds) {
  const ranked = feeds.toSorted(
    (one, other) => health(one).rank - health(other).rank || one.title.localeCompare(other.title),
  );
  const count = (rank) => feeds.filter((feed) => health(feed).rank === rank).length;
  const words = ['failing', 'gone', 'not fetched yet', 'paused', 'fine'];
  const summary = words.flatMap((word, rank) => (count(rank) ? `${count(rank)} ${word}` : []));
  setText(byId('feeds-summary'), summary.join(', '));
  showList('feeds', ranked, renderFeed, 'No feeds yet: add some through the API.');
}

function showStatus(status) {
  const counts = Object.entries(status.counts).map(([name, count]) => ({ id: name, count }));
  show(byId('counts'), counts, ({ id, count }) =>
    el('div', null, el('dt', null, id), el('dd', null, count.toLocaleString())),
  );
  const email =
    status.email === 'smtp' ? 'Email goes out by SMTP' : 'No SMTP server is set: email is kept in the mailbox below';
  const queue = status.queueBackend === 'redis' ? 'Redis' : 'PostgreSQL';
  setText(byId('setup'), `${email}. Queue in ${queue}. Version ${status.version}.`);
  setText(byId('mailbox-note'), status.email === 'smtp' ? '' : 'What would have been sent by email.');
  byId('sample').hidden = !status.sampleWire;
  byId('remove-sample').hidden = user.role === 'viewer';
}

function showStories(stories) {
  const at = (story) => [story.fetchedAt, story.publishedAt ?? ''].join();
  const newestFirst = stories.toSorted((one, other) => at(other).localeCompare(at(one)));
  showList('stories', newestFirst, (story) => renderStory(story), 'Nothing matched yet.');
}

async function showOneStory() {
  byId('one-story').hidden = false;
  try {
    const [story, { items }] = await Promise.all([
      call('GET', `stories/${openStoryId}`),
      call('GET', `stories/${openStoryId}/decisions`),
    ]);
    show(byId('one-story-body'), [{ ...story, decisions: items }], renderPage);
  } catch (error) {
    if (error.status !== 404) throw error;
    byId('one-story-body').replaceChildren('There is no such story, or not any more.');
  }
}

function renderPage({ decisions, ...story }) {
  const told = decisions.map(({ subscription, text }) =>
    el('li', null, el('bdi', null, subscription.name), `: ${text}`),
  );
  return el(
    'div',
    null,
    renderStory(story, true),
    told.length > 0 && el('h3', { class: 'decided' }, 'What was decided for each subscription'),
    told.length > 0 && el('ul', { class: 'quiet' }, ...told),
  );
}

function showTopics(topics) {
  const select = byId('topic');
  const chosen = select.value;
  const options = [['', 'all'], ...topics.map(({ slug, name }) => [slug, name])];
  if (JSON.stringify(options) === select.dataset.options) return;
  select.dataset.options = JSON.stringify(options);
  select.replaceChildren(...options.map(([value, name]) => new Option(name, value)));
  select.value = options.some(([value]) => value === chosen) ? chosen : '';
}

async function refresh() {
  clearTimeout(timer);
  const asked = session;
  const topic = byId('topic').value;
  const stories = `stories?matched=true&limit=30${topic && `&topic=${encodeURIComponent(topic)}`}`;
  const parts = [
    call('GET', 'status').then(showStatus),
    call('GET', stories).then(({ items }) => topic === byId('topic').value && showStories(items)),
    call('GET', 'alerts?limit=20').then(({ items }) => showList('alerts', items, renderAlert, 'No alerts yet.')),
    call('GET', 'mailbox?limit=20').then(({ items }) => showList('mailbox', items, renderMessage, 'No messages.')),
    everything('feeds').then(showFeeds),
    everything('topics').then(showTopics),
    openStoryId && showOneStory(),
  ];
  const failures = (await Promise.allSettled(parts)).flatMap(({ reason }) => reason ?? []);
  if (asked !== session) return;
  if (failures.some((failure) => failure instanceof SignedOut)) return askToSignIn();
  tick();
  setText(byId('freshness'), failures.length ? `Not up to date: ${failures[0].message}. Trying again …` : 'Live');
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(refresh, REFRESH_MS);
}

function askToSignIn() {
  session++;
  clearTimeout(timer);
  user = undefined;
  byId('message').close();
  for (const list of document.querySelectorAll('.list, #one-story-body')) list.replaceChildren();
  byId('desk').hidden = true;
  byId('sign-in').hidden = false;
  byId('sign-in-form').elements.email.focus();
}

function openDesk(signedIn) {
  session++;
  user = signedIn;
  byId('user').textContent = user.email;
  byId('sign-in').hidden = true;
  byId('desk').hidden = false;
  return refresh();
}

byId('sign-in-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const { email, password } = event.target.elements;
  const button = event.target.querySelector('button');
  byId('sign-in-problem').textContent = '';
  button.disabled = true;
  try {
    const { user: signedIn } = await call('POST', 'session', { email: email.value, password: password.value });
    event.target.reset();
    await openDesk(signedIn);
  } catch (error) {
    byId('sign-in-problem').textContent = error.message;
    password.select();
  } finally {
    button.disabled = false;
  }
});

byId('sign-out').addEventListener('click', async () => {
  await call('DELETE', 'session').catch(() => undefined);
  askToSignIn();
});

byId('remove-sample').addEventListener('click', async (event) => {
  if (!confirm('Remove the sample wire with all its stories and alerts? This cannot be undone.')) return;
  event.target.disabled = true;
  await call('DELETE', 'sample-wire').catch((error) => setText(byId('freshness'), error.message));
  event.target.disabled = false;
  await refresh();
});

for (const name of Object.keys(SHOWN)) {
  byId(`more-${name}`).addEventListener('click', () => {
    whole.add(name);
    // What was below the fold is not news.
    delete byId(name).dataset.filled;
    // The button is about to go, and a keyboard's place with it.
    byId(name).tabIndex = -1;
    byId(name).focus();
    void refresh();
  });
}
byId('topic').addEventListener('change', () => {
  delete byId('stories').dataset.filled;
  void refresh();
});
byId('message-close').addEventListener('click', () => byId('message').close());
byId('message').addEventListener('close', () => byId('message-html').removeAttribute('srcdoc'));
document.addEventListener('visibilitychange', () => {
  if (user && !document.hidden) void refresh();
});

call('GET', 'session').then(({ user: signedIn }) => openDesk(signedIn), askToSignIn);

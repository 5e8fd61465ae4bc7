// Text from feeds reaches the page through textContent alone, and HTML mail only inside a frame that may do nothing.

const REFRESH_MS = 5_000;
const TIMEOUT_MS = 15_000;
const EXCERPT_LENGTH = 360;
const FEEDS_SHOWN = 8;

const byId = (id) => document.getElementById(id);
const openStoryId = /^\/stories\/([0-9a-f-]{36})$/i.exec(location.pathname)?.[1];
let timer;
/** Counts sign-ins and sign-outs: an answer that was asked for before one of them is not shown after it. */
let session = 0;
let user;
let allFeeds = false;

class SignedOut extends Error {}

async function call(method, path, body) {
  const asked = session;
  const response = await fetch(`/api/v1/${path}`, {
    method,
    headers: { accept: 'application/json', ...(body && { 'content-type': 'application/json' }) },
    body: body && JSON.stringify(body),
    signal: window.AbortSignal.timeout(TIMEOUT_MS),
  });
  if (asked !== session) throw new SignedOut();
  if (response.status === 401 && method !== 'POST') throw new SignedOut();
  if (response.ok) return response.status === 204 ? undefined : response.json();
  const problem = await response.json().catch(() => ({}));
  throw new Error(problem.detail ?? problem.title ?? `Wirewatch answered ${response.status}`);
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

/** Children that are strings become text; null and false are left out. */
function el(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) if (value) node.setAttribute(key, value);
  node.append(...children.flat().filter((child) => child !== null && child !== false && child !== undefined));
  return node;
}

const states = new WeakMap();

/** Shows a list and keeps the nodes of what has not changed, so that focus, selection and opened details stay. */
function show(list, items, render, whenEmpty) {
  const isFirst = !list.dataset.filled;
  const old = new Map([...list.children].map((node) => [node.dataset.key, node]));
  const nodes = (items.length ? items : [{ id: '' }]).map((item) => {
    const state = JSON.stringify(item);
    const before = old.get(item.id);
    if (before && states.get(before) === state) return before;
    const node = item.id ? render(item) : el('li', { class: 'quiet' }, whenEmpty);
    node.dataset.key = item.id;
    states.set(node, state);
    if (before?.querySelector('details')?.open) node.querySelector('details')?.setAttribute('open', 'open');
    if (!before && !isFirst && item.id) node.classList.add('new');
    return node;
  });
  const wanted = new Set(nodes);
  for (const node of [...list.children]) if (!wanted.has(node)) node.remove();
  nodes.forEach((node, index) => {
    if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null);
  });
  list.dataset.filled = 'yes';
}

const exactTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });
const shortDate = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });

function timeInWords(iso) {
  const seconds = (new Date(iso) - Date.now()) / 1_000;
  const size = Math.abs(seconds);
  if (size < 10) return 'just now';
  if (size < 60) return relative.format(Math.round(seconds), 'second');
  if (size < 3_600) return relative.format(Math.round(seconds / 60), 'minute');
  if (size < 86_400) return relative.format(Math.round(seconds / 3_600), 'hour');
  return shortDate.format(new Date(iso));
}

const time = (iso) => el('time', { datetime: iso, title: exactTime.format(new Date(iso)) }, timeInWords(iso));

function tick() {
  for (const node of document.querySelectorAll('time')) {
    const words = timeInWords(node.dateTime);
    if (node.textContent !== words) node.textContent = words;
  }
}

function webAddress(url) {
  return url && window.URL.canParse(url) && /^https?:$/.test(new window.URL(url).protocol) ? url : undefined;
}

const outside = (url, ...children) => el('a', { href: url, target: '_blank', rel: 'noreferrer noopener' }, ...children);

/** The part of a text from `from` to `to`, with the evidence in it marked. Evidence may overlap. */
function marked(text, evidence, from = 0, to = text.length) {
  const spans = evidence.toSorted((one, other) => one.start - other.start);
  const parts = [];
  let at = from;
  for (const { start, end } of spans) {
    const [first, last] = [Math.max(start, at), Math.min(end, to)];
    if (first >= last) continue;
    parts.push(text.slice(at, first), el('mark', null, text.slice(first, last)));
    at = last;
  }
  return [...parts, text.slice(at, to)];
}

function excerpt(text, evidence) {
  if (text.length <= EXCERPT_LENGTH + 60) return marked(text, evidence);
  const first = Math.min(...evidence.map(({ start }) => start));
  const from = first < text.length && first > 120 ? wordStart(text, first - 60, first) : 0;
  const to = wordStart(text, from + EXCERPT_LENGTH, from + EXCERPT_LENGTH + 30);
  return [from > 0 && '… ', ...marked(text, evidence, from, to), to < text.length && ' …'];
}

/** Where the next word begins, but not past `limit`: Chinese and Japanese have no spaces. Never inside a surrogate pair. */
function wordStart(text, from, limit) {
  const space = text.slice(from, limit).search(/\s/u);
  const at = space < 0 ? from : from + space + 1;
  return /^[\udc00-\udfff]/.test(text.slice(at)) ? at - 1 : at;
}

function evidenceIn(story, field) {
  return story.matches.flatMap(({ evidence }) => evidence.filter((found) => found.field === field));
}

function why({ topic, score, evidence }, story) {
  const words = new Set(
    evidence.map(
      ({ field, start, end, entity }) => `“${story[field].slice(start, end)}”${entity ? ` (${entity})` : ''}`,
    ),
  );
  return el('li', null, el('strong', null, topic.name), ` ${Math.round(score * 100)} %: `, [...words].join(', '));
}

function renderStory(story, whole) {
  const language = { lang: story.language, dir: 'auto' };
  const title = el('bdi', language, ...marked(story.title || 'Untitled', evidenceIn(story, 'title')));
  const address = webAddress(story.url);
  const text = evidenceIn(story, 'text');
  return el(
    whole ? 'article' : 'li',
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
    el('p', { ...language, class: 'text' }, ...(whole ? marked(story.text, text) : excerpt(story.text, text))),
    el('p', { class: 'row' }, ...story.matches.map(({ topic }) => el('span', { class: 'badge topic' }, topic.name))),
    story.matches.length > 0 &&
      el(
        'details',
        whole && { open: 'open' },
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
};

function renderDelivery({ state, target, lastReason }) {
  const [tone, words] = deliveryWords[state] ?? ['quiet', state];
  const label = target.label.toLowerCase() === target.kind ? target.label : `${target.kind} ${target.label}`;
  const reason = state !== 'sent' && lastReason ? ` (${lastReason})` : '';
  return el('li', null, el('bdi', null, label), ' ', el('strong', { class: tone }, words), reason);
}

function renderAlert(alert) {
  return el(
    'li',
    null,
    el('h3', null, el('a', { href: `/stories/${alert.story.id}` }, el('bdi', { dir: 'auto' }, alert.story.title))),
    el(
      'p',
      { class: 'row quiet' },
      ...alert.topics.map(({ name }) => el('span', { class: 'badge topic' }, name)),
      el('bdi', null, `for ${alert.subscription.name}`),
      time(alert.createdAt),
    ),
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
  byId('message-about').replaceChildren(`to ${message.to}, `, time(message.receivedAt));
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
  byId('feeds-summary').textContent = summary.join(', ');
  show(
    byId('feeds'),
    allFeeds ? ranked : ranked.slice(0, FEEDS_SHOWN),
    renderFeed,
    'No feeds yet: add some through the API.',
  );
  byId('more-feeds').hidden = allFeeds || feeds.length <= FEEDS_SHOWN;
  byId('more-feeds').textContent = `Show all ${feeds.length} feeds`;
}

function showStatus(status) {
  const counts = Object.entries(status.counts).map(([name, count]) => ({ id: name, count }));
  show(byId('counts'), counts, ({ id, count }) =>
    el('div', null, el('dt', null, id), el('dd', null, count.toLocaleString())),
  );
  const email =
    status.email === 'smtp' ? 'Email goes out by SMTP' : 'No SMTP server is set: email is kept in the mailbox below';
  const queue = status.queueBackend === 'redis' ? 'Redis' : 'PostgreSQL';
  byId('setup').textContent = `${email}. Queue in ${queue}. Version ${status.version}.`;
  byId('mailbox-note').textContent = status.email === 'smtp' ? '' : 'What would have been sent by email.';
  byId('sample').hidden = !status.sampleWire;
  byId('remove-sample').hidden = user.role === 'viewer';
}

function showStories(stories) {
  const at = (story) => [story.fetchedAt, story.publishedAt ?? ''].join();
  const newestFirst = stories.toSorted((one, other) => at(other).localeCompare(at(one)));
  show(byId('stories'), newestFirst, (story) => renderStory(story), 'Nothing matched yet.');
}

async function showOneStory() {
  byId('one-story').hidden = false;
  const [story, decisions] = await Promise.all([
    call('GET', `stories/${openStoryId}`),
    call('GET', `stories/${openStoryId}/decisions`),
  ]);
  const told = decisions.items.map(({ subscription, verdict, reason }) => ({
    id: subscription.id,
    verdict,
    reason,
    name: subscription.name,
  }));
  show(byId('one-story-body'), [{ ...story, told }], () =>
    el(
      'div',
      null,
      renderStory(story, true),
      ...told.map(({ name, verdict, reason }) =>
        el('p', { class: 'quiet' }, el('bdi', null, name), `: ${verdict} (${reason})`),
      ),
    ),
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
    call('GET', 'alerts?limit=20').then(({ items }) => show(byId('alerts'), items, renderAlert, 'No alerts yet.')),
    call('GET', 'mailbox?limit=20').then(({ items }) => show(byId('mailbox'), items, renderMessage, 'No messages.')),
    everything('feeds').then(showFeeds),
    everything('topics').then(showTopics),
    openStoryId && showOneStory(),
  ];
  const failures = (await Promise.allSettled(parts)).flatMap(({ reason }) => reason ?? []);
  if (asked !== session) return;
  if (failures.some((failure) => failure instanceof SignedOut)) return askToSignIn();
  tick();
  say(failures.length ? `Not up to date: ${failures[0].message}. Trying again …` : 'Live');
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(refresh, REFRESH_MS);
}

/** Set only when it changes: a screen reader would read it out every time. */
function say(words) {
  if (byId('freshness').textContent !== words) byId('freshness').textContent = words;
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
  await call('DELETE', 'sample-wire').catch((error) => say(error.message));
  event.target.disabled = false;
  await refresh();
});

byId('more-feeds').addEventListener('click', () => {
  allFeeds = true;
  void refresh();
});
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

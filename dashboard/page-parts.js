// Text from feeds reaches the page through textContent alone.

const EXCERPT_LENGTH = 360;

/** Children that are strings become text; null and false are left out. */
export function el(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) if (value) node.setAttribute(key, value);
  node.append(...children.flat().filter((child) => child !== null && child !== false && child !== undefined));
  return node;
}

const states = new WeakMap();

/** Shows a list and keeps the nodes of what has not changed, so that focus, selection and opened details stay. */
export function show(list, items, render, whenEmpty) {
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

export const time = (iso) => el('time', { datetime: iso, title: exactTime.format(new Date(iso)) }, timeInWords(iso));

export function tick() {
  for (const node of document.querySelectorAll('time')) {
    const words = timeInWords(node.dateTime);
    if (node.textContent !== words) node.textContent = words;
  }
}

export function webAddress(url) {
  return url && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : undefined;
}

export const outside = (url, ...children) =>
  el('a', { href: url, target: '_blank', rel: 'noreferrer noopener' }, ...children);

/** The part of a text from `from` to `to`, with the evidence in it marked. Evidence may overlap. */
export function marked(text, evidence, from = 0, to = text.length) {
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

export function excerpt(text, evidence) {
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

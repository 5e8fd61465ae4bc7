import { html, type SafeHtml } from '../api/html.js';
import type { ReaderPreferences, ReaderSubscription } from './preferences.store.js';
import { renderStandalonePage } from '../api/standalone-page.js';

export interface PreferencesNote {
  /** What was done, in a sentence. */
  said?: string;
  /** Which subscription's form has errors; without one, the reader's own. */
  subscriptionId?: string;
  /** By field, and `form` for what is about none. */
  errors?: Record<string, string>;
}

const CADENCES = [
  ['immediate', 'At once'],
  ['hourly', 'In a digest each hour'],
  ['daily', 'In a digest each day'],
  ['weekly', 'In a digest each week'],
] as const;
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].map(
  (name, index) => [String(index + 1), name] as const,
);
const LOCALES = [
  'en-GB',
  'en-US',
  'ar',
  'cs',
  'de',
  'es',
  'fr',
  'it',
  'ja',
  'ko',
  'nl',
  'pl',
  'pt',
  'ro',
  'ru',
  'sv',
  'tr',
  'uk',
  'zh-Hans',
  'zh-Hant',
];

/** Where a reader changes what comes to their target: one form for each subscription, one for how times are written. */
export function renderPreferencesPage(reader: ReaderPreferences, note: PreferencesNote, now: Date): string {
  const { subscriber, label, subscriptions } = reader;
  const own = note.subscriptionId === undefined ? (note.errors ?? {}) : {};
  return renderStandalonePage({
    title: 'Your alerts',
    content: html`
      <p>What Wirewatch sends to ${label}, for ${subscriber.name}.</p>
      ${note.said ? html`<p class="said" role="status">${note.said}</p>` : null}
      ${
        note.errors
          ? html`<p class="said error" role="alert">${note.errors['form'] ?? 'Nothing was changed; see below.'}</p>`
          : null
      }
      ${subscriptions.length === 0 ? html`<p>Nothing is sent here now.</p>` : null}
      ${subscriptions.map((subscription) =>
        renderSubscription(
          subscription,
          subscriber,
          note.subscriptionId === subscription.id ? (note.errors ?? {}) : {},
          now,
        ),
      )}
      ${renderReader(subscriber, own)} ${subscriptions.length > 1 ? renderStopAll() : null}
    `,
  });
}

function renderSubscription(
  subscription: ReaderSubscription,
  { timeZone, locale }: ReaderPreferences['subscriber'],
  errors: Record<string, string>,
  now: Date,
): SafeHtml {
  const { id, name, state, cadence, digestTime, digestWeekday, mutedUntil, _count } = subscription;
  const field = fieldsOf(id, errors);
  const topics = subscription.topics.map(({ topic }) => (topic.ownerId === null ? topic.name : 'your own query'));
  const isPaused = mutedUntil !== null && mutedUntil > now;
  const hidden = html`<input type="hidden" name="subscription" value="${id}" />`;
  return html`<section aria-labelledby="name-${id}">
    <h2 id="name-${id}">${name}</h2>
    <p>On ${topics.join(', ')}.${_count.targets > 1 ? ' It also goes elsewhere; changes of its times hold there too.' : ''}</p>
    ${state === 'active' ? null : html`<p>Your desk has ${state === 'paused' ? 'paused' : 'stopped'} it.</p>`}
    ${isPaused ? html`<p>Paused until ${showDay(mutedUntil, locale, timeZone)}.</p>` : null}
    <form method="post">
      ${hidden} ${field.select('cadence', 'When to tell', cadence, CADENCES)}
      ${field.input('digestTime', 'Time of a daily or weekly digest', 'time', digestTime)}
      ${field.select('digestWeekday', 'Day of a weekly digest', String(digestWeekday), WEEKDAYS)}
      ${field.input('quietFrom', 'Quiet from (empty: never quiet)', 'time', subscription.quietFrom ?? '')}
      ${field.input('quietUntil', 'Quiet until', 'time', subscription.quietUntil ?? '')}
      <p class="hint">Times are those of ${timeZone}. What comes in quiet hours is told at their end.</p>
      <p class="buttons"><button type="submit" name="action" value="save">Save</button></p>
    </form>
    <form method="post">
      ${hidden} ${field.input('until', isPaused ? 'Pause until another day' : 'Pause until', 'date', '')}
      <p class="buttons">
        <button type="submit" name="action" value="pause">Pause</button>
      </p>
    </form>
    <form method="post">
      ${hidden}
      <p class="buttons">
        ${isPaused ? html`<button type="submit" name="action" value="resume">Resume now</button>` : null}
        <button type="submit" name="action" value="stop">Stop “${name}” here</button>
      </p>
    </form>
  </section>`;
}

function renderReader({ locale, timeZone }: ReaderPreferences['subscriber'], errors: Record<string, string>): SafeHtml {
  const field = fieldsOf('reader', errors);
  const names = new Intl.DisplayNames('en', { type: 'language' });
  const locales = withCurrent(LOCALES, locale).map((tag) => [tag, names.of(tag) ?? tag] as const);
  const zones = withCurrent(['UTC', ...Intl.supportedValuesOf('timeZone')], timeZone).map(
    (zone) => [zone, zone] as const,
  );
  return html`<section aria-labelledby="reader">
    <h2 id="reader">How times are written</h2>
    <form method="post">
      ${field.select('timeZone', 'Time zone', timeZone, zones)}
      ${field.select('locale', 'Language of dates and times', locale, locales)}
      <p class="buttons"><button type="submit" name="action" value="reader">Save</button></p>
    </form>
  </section>`;
}

function renderStopAll(): SafeHtml {
  return html`<section aria-labelledby="all">
    <h2 id="all">All of it</h2>
    <form method="post">
      <p class="buttons"><button type="submit" name="action" value="stop-all">Stop everything that comes here</button></p>
    </form>
  </section>`;
}

/** Labelled fields, each with its error beside it. */
function fieldsOf(form: string, errors: Record<string, string>) {
  const around = (name: string, label: string, control: (described: SafeHtml | null) => SafeHtml) => {
    const id = `${name}-${form}`;
    const error = errors[name];
    const described = error === undefined ? null : html` aria-invalid="true" aria-describedby="${id}-error"`;
    return html`<label for="${id}">${label}</label>
      ${control(described)} ${error === undefined ? null : html`<p class="error" id="${id}-error">${error}</p>`}`;
  };
  return {
    input: (name: string, label: string, type: 'time' | 'date', value: string) =>
      around(
        name,
        label,
        (described) => html`<input id="${name}-${form}" name="${name}" type="${type}" value="${value}" ${described} />`,
      ),
    select: (name: string, label: string, value: string, options: readonly (readonly [string, string])[]) =>
      around(
        name,
        label,
        (described) =>
          html`<select id="${name}-${form}" name="${name}" ${described}>
            ${options.map(
              ([key, words]) => html`<option value="${key}" ${key === value ? html`selected` : null}>${words}</option>`,
            )}
          </select>`,
      ),
  };
}

function withCurrent(values: readonly string[], current: string): string[] {
  return values.includes(current) ? [...values] : [current, ...values];
}

function showDay(at: Date, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone }).format(at);
}

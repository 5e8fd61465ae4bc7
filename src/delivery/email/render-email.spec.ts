import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import {
  alertMessage,
  confirmationMessage,
  digestEvent,
  digestMessage,
  messagesOfEveryKind,
  noticeMessage,
  spanOf,
  updateMessage,
} from '../../../test/support/delivery-messages.js';
import { type WordingDiff } from '../../stories/diff-wordings.js';
import { type AlertMessage, type Message, type NewMessage } from '../message.js';
import { renderEmail } from './render-email.js';

const publicUrl = 'https://wirewatch.example';

/** Elements and attributes without any content; hrefs and visible text apart. */
function read(markup: string) {
  const structure: string[] = [];
  const links: string[] = [];
  let text = '';
  const open: string[] = [];
  let hiddenFrom: number | undefined;
  const parser = new Parser({
    onopentag(name, attributes) {
      const { href, ...rest } = attributes;
      if (href !== undefined) links.push(href);
      structure.push(`${name} ${Object.keys(attributes).join(' ')} ${rest['style'] ?? ''} ${rest['class'] ?? ''}`);
      if (isHidden(name, attributes)) hiddenFrom ??= open.length;
      open.push(name);
    },
    onclosetag() {
      open.pop();
      if (open.length === hiddenFrom) hiddenFrom = undefined;
    },
    ontext(part) {
      if (hiddenFrom === undefined) text += part;
    },
    oncomment: (comment) => void structure.push(`comment ${comment}`),
  });
  parser.end(markup);
  return { structure, links, text: text.replace(/\s+/g, ' ') };
}

function isHidden(name: string, { style = '' }: Record<string, string>): boolean {
  return name === 'style' || name === 'title' || style.includes('display:none');
}

const render = (message: NewMessage) => renderEmail(message, publicUrl);

/** A message with `content` wherever a feed, a publisher or an editor of topics can put words. */
function filledWith(content: string, url: string | null = 'https://news.example/a'): AlertMessage {
  return alertMessage(
    { title: `T${content}`, text: `x${content}`, sourceName: content, sourceKind: content, language: content, url },
    {
      topics: [{ slug: 'a', name: content, score: 1 }],
      why: [{ topic: content, form: content, entity: `E${content}`, field: 'title' }],
      otherSources: [{ name: content, url }],
    },
  );
}

/** Every other kind with `content` wherever somebody else can put words. */
function othersFilledWith(content: string, url: string | null = 'https://news.example/a'): NewMessage[] {
  const { story, topics, why, otherSources } = filledWith(content, url);
  const told = { topics, why, otherSources };
  const changes = { title: diffOf('The treaty', `T${content}`), text: diffOf('The treaty was signed', `x${content}`) };
  const update = { kind: 'correction', title: `U${content}`, sourceName: content, url, publishedAt: null } as const;
  const event = digestEvent(story, { why, otherSources, updates: [update] });
  return [
    updateMessage({ ...told, firstTitle: `F${content}`, changes }, story),
    updateMessage({ ...told, firstTitle: `F${content}`, update: 'retraction', changes }, story),
    updateMessage({ ...told, firstTitle: `F${content}`, update: 'development', changes: null }, story),
    digestMessage({ subscriptionName: `N${content}`, topics: [{ slug: 'a', name: `P${content}`, events: [event] }] }),
    confirmationMessage({ subscriberName: content, targetLabel: content }),
    noticeMessage({ subscriberName: content, targetLabel: content, text: content }),
  ];
}

/** As a whole removed and a whole put in: how many parts there are does not hang on the words. */
function diffOf(before: string, after: string): WordingDiff {
  const parts = [
    { kind: 'removed' as const, text: before },
    { kind: 'added' as const, text: after },
  ];
  return { outcome: 'compared', parts };
}

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title></style><a href="https://evil.example">x</a>',
  '<!-- --><![CDATA[ ]]>',
  '&lt;b&gt; &amp; &#60;i&#62;',
  'a\r\nBcc: victim@example.com\r\n\r\nbody',
  'a\u2028b\u2029c\u0085d\u000be',
  '\u202Egnp.exe\u202C \u2066x\u2069',
  '\uD800 half \uDC00',
  '\u0000\u001b[31m\u007f',
  '<!channel> <@U123> <https://evil.example|news>',
];

describe('renderEmail', () => {
  it.each(hostile)('shows %j as text and nothing else', (content) => {
    const { html, subject, text } = render(filledWith(content));
    const plain = render(filledWith('harmless'));
    expect(read(html).structure).toEqual(read(plain.html).structure);
    expect(read(html).links).toEqual(read(plain.html).links);
    expect(text.split('\n').length).toBe(plain.text.split('\n').length);
    for (const part of [html, subject, text]) {
      expect(part).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u2028\u2029]|\p{Cs}/u);
      expect(part).not.toMatch(/[^\P{Cc}\n]/u);
    }
    expect(subject).not.toContain('\n');
  });

  it('has no element or attribute that came from content, whatever the content', () => {
    const plain = read(render(filledWith('harmless')).html);
    const words = fc.oneof(
      fc.constantFrom(...hostile, '<', '>', '"', "'", '&', '=', ' ', '<a href="x">', '</td>'),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 6 }), (parts) => {
        const content = parts.join('');
        const found = read(render(filledWith(content)).html);
        expect(found.structure).toEqual(plain.structure);
        expect(found.links).toEqual(plain.links);
      }),
      { numRuns: 300 },
    );
  });

  it.each(hostile)('shows %j as text in every other kind of mail', (content) => {
    const plain = othersFilledWith('harmless').map(render);
    othersFilledWith(content).forEach((message, place) => {
      const mail = render(message);
      const { structure, links } = read(plain[place]?.html ?? '');
      expect(read(mail.html)).toMatchObject({ structure, links });
      expect(mail.text.split('\n').length).toBe(plain[place]?.text.split('\n').length);
      expect(`${mail.subject}${mail.text}${mail.html}`).not.toMatch(/[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]|\p{Cs}/u);
      expect(mail.subject).not.toContain('\n');
    });
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'https://bank.example@evil.example/'])(
    'drops the link %j from every kind of mail',
    (url) => {
      for (const message of othersFilledWith('harmless', url)) {
        const { html, text } = render(message);
        expect(html + text).not.toContain(url);
        for (const link of read(html).links) expect(link).toMatch(/^https:\/\/wirewatch\.example\//);
      }
    },
  );

  it('shows exactly the title that the feed wrote', () => {
    const title = 'Fish & <b>chips</b>: "1 < 2" it\'s &amp; so';
    const { html, subject, text } = render(alertMessage({ title }));
    expect(read(html).text).toContain(title);
    expect(subject).toContain(title);
    expect(text).toContain(title);
  });

  it.each([
    ['javascript:alert(1)'],
    ['JaVaScRiPt:alert(1)'],
    ['data:text/html,<script>alert(1)</script>'],
    ['vbscript:x'],
    ['https://bank.example@evil.example/'],
    ['//evil.example'],
    ['not a link'],
    [''],
    [null],
  ])('drops the link %j', (url) => {
    const { html, text } = render(filledWith('harmless', url));
    const ours = read(html).links;
    expect(ours.length).toBeGreaterThan(2);
    for (const link of ours) expect(link).toMatch(/^https:\/\/wirewatch\.example\//);
    expect(text).not.toContain('Read it at the source');
    if (url) expect(html + text).not.toContain(url);
  });

  it.each([
    ['a title of 10,000 characters', 'word '.repeat(2_000)],
    ['a title without spaces', '字'.repeat(10_000)],
    ['a title of emoji', '😀'.repeat(5_000)],
    ['megabytes', 'x '.repeat(2_000_000)],
  ])('keeps the subject short for %s', (_, title) => {
    const { subject, html, text } = render(alertMessage({ title, titleSpans: [{ start: 0, end: title.length }] }));
    expect(subject.length).toBeLessThanOrEqual(200);
    expect(subject).toMatch(/…$/);
    expect(subject).not.toMatch(/\p{Cs}/u);
    expect(html.length).toBeLessThan(15_000);
    expect(text.length).toBeLessThan(3_000);
  });

  it.each<[string, Partial<AlertMessage>, Partial<AlertMessage['story']>, string]>([
    ['one topic', {}, { title: 'Treaty' }, '[Russia–North Korea pact] Treaty'],
    [
      'two topics',
      {
        topics: [
          { slug: 'a', name: 'Pact', score: 0.9 },
          { slug: 'b', name: 'China', score: 0.5 },
        ],
      },
      { title: 'Treaty' },
      '[Pact +1] Treaty',
    ],
    ['no topic', { topics: [] }, { title: 'Treaty' }, 'Treaty'],
    ['a sample', {}, { title: 'Treaty', isSample: true }, '[Russia–North Korea pact] Sample: Treaty'],
    ['an empty title', {}, { title: ' \n' }, '[Russia–North Korea pact] Untitled story'],
    ['lines in the title', {}, { title: ' A\n\tB ' }, '[Russia–North Korea pact] A B'],
  ])('makes the subject of %s', (_, message, story, expected) => {
    expect(render(alertMessage(story, message)).subject).toBe(expected);
  });

  it('marks the evidence in title and text, and nothing more', () => {
    const { html } = render(alertMessage());
    const marks = [...html.matchAll(/<span class="mark"[^>]*>([^<]*)<\/span>/g)].map(([, words]) => words);
    expect(marks).toEqual(['partnership treaty', 'North Korea', 'mutual military aid']);
  });

  it('marks evidence inside a word, as languages without spaces need', () => {
    const text = '朝鲜与俄罗斯签署全面战略伙伴关系条约';
    const { html } = render(alertMessage({ text, textSpans: [spanOf(text, '俄罗斯')] }));
    expect(html).toMatch(/朝鲜与<span class="mark"[^>]*>俄罗斯<\/span>签署/);
  });

  it('shows the text around the evidence rather than its start', () => {
    const text = `${'Filler words come first. '.repeat(100)}Then the treaty is told of. ${'More filler follows. '.repeat(100)}`;
    const { html, text: plain } = render(alertMessage({ text, textSpans: [spanOf(text, 'treaty')] }));
    expect(read(html).text).toMatch(/…\s?[a-z. ]*[Ff]iller.*Then the treaty is told of\./);
    expect(plain).toContain('Then the treaty is told of.');
    expect(plain.length).toBeLessThan(1_400);
  });

  it.each([
    ['en-GB', 'Europe/Kyiv', 'Wed, 19 Jun 2024, 10:29 EEST'],
    ['en-US', 'America/New_York', 'Wed, Jun 19, 2024, 03:29 AM EDT'],
    ['uk', 'Europe/Kyiv', 'ср, 19 черв. 2024 р., 10:29 GMT+3'],
    ['no locale', 'No/Zone', 'Wed, 19 Jun 2024, 07:29 UTC'],
  ])('tells the time in %s, %s', (locale, timeZone, expected) => {
    const message = alertMessage({}, { locale, timeZone });
    expect(render(message).text).toContain(`World Wire · ${expected}`);
    expect(read(render(message).html).text).toContain(`World Wire · ${expected}`);
  });

  it('tells why, in words', () => {
    const { text, html } = render(alertMessage());
    const why = '“partnership treaty” (Strategic partnership) in the title, “North Korea” in the text';
    expect(text).toContain(`Why you get this:\n- Russia–North Korea pact: ${why}`);
    expect(read(html).text).toContain(`Russia–North Korea pact: ${why}`);
  });

  it('links the original, the story page, other sources and the ways out', () => {
    const { text, html } = render(alertMessage());
    const links = [
      'https://news.example/world/treaty?id=7&lang=en',
      'https://wirewatch.example/stories/0195a1b2-0000-7000-8000-000000000003',
      'https://kyiv.example/a',
      'https://wirewatch.example/subscriptions/unsubscribe?token=signed.unsubscribe',
    ];
    for (const link of links) {
      expect(text).toContain(link);
      expect(read(html).links).toContain(link);
    }
    expect(read(html).text).toContain('Rodong');
  });

  it('says of a sample, and only of a sample, that it is no news', () => {
    const sample = render(alertMessage({ isSample: true }));
    expect(sample.text).toMatch(/^SAMPLE STORY, NOT REAL NEWS/);
    expect(read(sample.html).text).toMatch(/^ ?Sample story, not real news/);
    const real = render(alertMessage());
    expect(real.text + real.html + real.subject).not.toMatch(/sample/i);
  });

  it('can be read in the dark and on a phone', () => {
    const { html } = render(alertMessage());
    expect(html).toContain('name="color-scheme" content="light dark"');
    expect(html).toContain('@media (prefers-color-scheme: dark)');
    expect(html).toContain('name="viewport" content="width=device-width');
    expect(html).toContain('max-width:600px');
  });

  it('says the same for the same delivery, and names it', () => {
    expect(render(alertMessage())).toEqual(render(alertMessage()));
    expect(render(alertMessage()).messageId).toBe('<0195a1b2-0000-7000-8000-000000000001@wirewatch.example>');
  });

  it('cannot have its unsubscribe header broken out of', () => {
    const { headers } = render(alertMessage({}, { unsubscribeUrl: 'https://wirewatch.example/u?t=a>,\r\nBcc: x <y' }));
    expect(headers['List-Unsubscribe']).toMatch(/^<[^<>\s]+>$/);
  });

  it('asks for a confirmation without offering to unsubscribe', () => {
    const { subject, text, html, headers } = render(confirmationMessage({ subscriberName: '<b>O</b>\nlena' }));
    expect(subject).toBe('Confirm that Wirewatch may send you alerts');
    expect(text).toContain('Hello <b>O</b> lena,');
    expect(read(html).text).toContain('Hello <b>O</b> lena,');
    expect(read(html).links).toEqual(['https://wirewatch.example/targets/confirm?token=signed.confirm']);
    expect(Object.keys(headers)).toEqual(['Auto-Submitted', 'X-Wirewatch-Delivery']);
  });

  it.each<[string, Partial<Parameters<typeof updateMessage>[0]>, string]>([
    [
      'development',
      {},
      'Re: [Russia–North Korea pact] Kim and Putin sign comprehensive partnership treaty in Pyongyang',
    ],
    ['development', { earlier: null }, '[Russia–North Korea pact] A new headline'],
    ['correction', {}, 'CORRECTION: [Russia–North Korea pact] A new headline'],
    [
      'retraction',
      {},
      'WITHDRAWN: [Russia–North Korea pact] Kim and Putin sign comprehensive partnership treaty in Pyongyang',
    ],
  ])('makes the subject of a %s %j', (update, fields, expected) => {
    const message = updateMessage({ update: update as 'correction', ...fields }, { title: 'A new headline' });
    expect(render(message).subject).toBe(expected);
  });

  it('answers in the thread of the alert, under the id that it went out by', () => {
    const parent = '<0195a1b2-0000-7000-8000-000000000001@wirewatch.example>';
    expect(render(updateMessage()).headers).toMatchObject({ 'In-Reply-To': parent, References: parent });
    const moved = { deliveryId: 'a', reference: '<a@old.example>' };
    expect(render(updateMessage({ earlier: moved })).headers).toMatchObject({ 'In-Reply-To': '<a@old.example>' });
    const broken = { deliveryId: 'a', reference: '<a@b>\r\nBcc: <c@d.example>' };
    expect(render(updateMessage({ earlier: broken })).headers['In-Reply-To']).toBe('<a@wirewatch.example>');
    expect(render(updateMessage({ earlier: null })).headers).not.toHaveProperty('References');
  });

  it('shows what a correction changed, in both parts', () => {
    const { html, text } = render(updateMessage());
    expect(html).toMatch(/<del class="removed"[^>]*>military <\/del>/);
    expect(text).toContain('North Korea and Russia pledged mutual [-military-] aid on Wednesday.');
    expect(text).toMatch(/^CORRECTION OF A STORY/);
    expect(read(html).text).toMatch(/^ ?Correction of a story/);
    expect(text + read(html).text).not.toContain('What changed in the headline');
  });

  it('says where too much changed', () => {
    const changes = { title: { outcome: 'too-long' }, text: { outcome: 'too-long' } } as const;
    const { html, text } = render(updateMessage({ changes }));
    for (const part of [text, read(html).text]) expect(part.match(/Too much changed/g)).toHaveLength(1);
  });

  it('gathers a digest by topic and event, in the reader’s time', () => {
    const { html, text, subject } = render(digestMessage({ leftOut: 7 }));
    expect(subject).toBe(
      'Morning desk: 1 new story, 1 updated, 7 more · Kim and Putin sign comprehensive partnership treaty in Pyongyang',
    );
    for (const part of [text, read(html).text]) {
      const order = [
        'Thu, 20 Jun 2024, 08:00 EEST',
        'Russia–North Korea pact',
        'Kim and Putin',
        'China’s stance',
        '中方回应俄朝签署条约',
        'Told before · Xinhua (state media)',
        'New development: Beijing says',
        'Wed, 19 Jun 2024, 17:10 EEST',
        '7 more in Wirewatch.',
      ].map((words) => part.indexOf(words));
      expect(order).not.toContain(-1);
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }
    expect(read(html).links).toContain('https://news.example/china');
  });

  it('keeps the longest digest below what mail programs cut off, and counts what is left out', () => {
    const long = 'word '.repeat(1_000);
    const update = { kind: 'development', title: long, sourceName: long, url: null, publishedAt: null } as const;
    const event = digestEvent({ title: long, text: long }, { updates: Array.from({ length: 50 }, () => update) });
    const topics = Array.from({ length: 20 }, (_, i) => ({
      slug: `t${i}`,
      name: `Topic ${i}`,
      events: Array.from({ length: 20 }, () => event),
    }));
    const { html, text } = render(digestMessage({ topics, leftOut: 5 }));
    expect(Buffer.byteLength(html)).toBeLessThan(102_000);
    expect(text).toMatch(/\n\d+ more in Wirewatch\.\n/);
  });

  it('tells of a target in trouble', () => {
    const { subject, text, html, headers } = render(noticeMessage());
    expect(subject).toBe('Alerts to Webhook at receiver.example (#0a1b2c) need a hand');
    for (const part of [text, read(html).text]) expect(part).toContain('Nothing has got through for five days');
    expect(read(html).links).toEqual(['https://wirewatch.example/targets/0195a1b2-0000-7000-8000-00000000000b']);
    expect(Object.keys(headers)).toEqual(['Auto-Submitted', 'X-Wirewatch-Delivery']);
  });

  it.each(['alert', 'update', 'digest'])('lets a reader of a %s stop with one click', (kind) => {
    const message = messagesOfEveryKind().find((candidate) => candidate.kind === kind) as Exclude<
      Message,
      { kind: 'edit' }
    >;
    expect(render(message).headers).toMatchObject({ 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' });
  });
});

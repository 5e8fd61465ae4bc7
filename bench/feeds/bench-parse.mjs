// How fast feeds are read, beside what else one could take, in the same run on the same generated files. Run by itself, or from
// bench-feeds.mjs. Ours decodes bytes and gives everything that a story is made of (texts as plain text, dates, links, languages);
// the others get text that is decoded already, and leave markup, dates and links as they find them.
import { realpathSync } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import FeedParser from 'feedparser';
import { parseFeed as parseWithFeedsmith } from 'feedsmith';
import RssParser from 'rss-parser';
import { ensureReady } from '../../scripts/steps/ensure.mjs';

const ITEMS = 30;
const FILES = 8;
const ROUNDS = 7;
const ROUND_MS = 250;
const now = new Date('2026-03-01T12:00:00Z');

/** Prints a table; gives MB/s by kind of feed and parser. */
export async function benchParse(say = console.log) {
  await ensureReady();
  const { decodeFeed } = await import('../../dist/feeds/read/decode-feed.js');
  const { parseFeed } = await import('../../dist/feeds/read/parse-feed.js');
  const parsers = {
    Wirewatch: async ({ bytes }) => {
      const outcome = await parseFeed(decodeFeed(bytes, 'application/xml').text, 'https://paper.example/feed', now);
      return outcome.ok ? outcome.feed.items.length : 0;
    },
    'rss-parser': async ({ text }) => (await new RssParser().parseString(text)).items.length,
    feedsmith: async ({ text }) => {
      const { feed } = parseWithFeedsmith(text);
      return (feed.items ?? feed.entries).length;
    },
    feedparser: async ({ text }) => {
      let count = 0;
      const parser = new FeedParser({ feedurl: 'https://paper.example/feed' });
      for await (const item of Readable.from([text]).pipe(parser)) if (item) count += 1;
      return count;
    },
  };
  const kinds = generateFeeds();
  say(`${ITEMS} items a feed; medians of ${ROUNDS} rounds, one thread, MB/s; in brackets, time beside rss-parser's`);
  say(row('', 'KB', ...Object.keys(parsers)));
  const speeds = {};
  for (const [kind, files] of Object.entries(kinds)) {
    const speed = await measure(parsers, files);
    speeds[kind] = speed;
    const cells = Object.values(speed).map((mbs) => `${mbs.toFixed(1)} (${(speed['rss-parser'] / mbs).toFixed(2)})`);
    say(row(kind, Math.round(files[0].bytes.length / 1024), ...cells));
  }
  const ratios = Object.values(speeds).map((speed) => speed['rss-parser'] / speed.Wirewatch);
  say(`Wirewatch takes ${median(ratios).toFixed(2)} times as long as rss-parser alone (median of the kinds)`);
  return speeds;
}

/** The parsers take turns, so that a machine that slows down slows all of them. */
async function measure(parsers, files) {
  const rounds = Object.fromEntries(Object.keys(parsers).map((name) => [name, []]));
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const [name, parse] of Object.entries(parsers)) {
      let bytes = 0;
      const start = performance.now();
      for (let i = 0; performance.now() - start < ROUND_MS; i += 1) {
        const file = files[i % files.length];
        const count = await parse(file);
        if (count !== ITEMS) throw new Error(`${name} read ${count} of ${ITEMS} items`);
        bytes += file.bytes.length;
      }
      // The first round is for the compiler.
      if (round >= 0) rounds[name].push(bytes / 1e3 / (performance.now() - start));
    }
  }
  return Object.fromEntries(Object.entries(rounds).map(([name, speeds]) => [name, median(speeds)]));
}

function generateFeeds() {
  const random = seeded(20260301);
  const make = (write, words) =>
    Array.from({ length: FILES }, () => {
      const text = write(Array.from({ length: ITEMS }, (_, i) => story(random, words, i)));
      return { text, bytes: Buffer.from(text) };
    });
  return {
    'RSS, short': make((stories) => rss(stories, false), latin),
    'RSS, full text': make((stories) => rss(stories, true), latin),
    Atom: make(atom, latin),
    RDF: make(rdf, latin),
    'RSS, Russian': make((stories) => rss(stories, false), cyrillic),
    'RSS, Chinese, full': make((stories) => rss(stories, true), chinese),
  };
}

const latin = {
  space: ' ',
  words:
    'the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which one you were all her she there would their we him been has when who will no more if out so up said what its about than into them can only other time new some could these two may first then do any like my now over such our man me even most made after also did many off before must well back through years much where your way down should because long each just state those people too mr how little good world make very year still see own work men day get here old between both life being under three never know same last another while us might great go come since against right came take used himself few house American use place during high without again home around small however found Mrs part school thought went say general once upon war every left don’t does got united number hand course water until always away public something fact less though far put head think called set almost enough end took government night yet system better four nothing told eyes city going president why days present point didn’t look find asked second group later next room social business knew program give half side face toward white five let young form given per order large several national important rather big often possible'.split(
      ' ',
    ),
};
const cyrillic = {
  space: ' ',
  words:
    'Россия и КНДР подписали договор о всеобъемлющем стратегическом партнёрстве в Пхеньяне где президент встретился с руководителем страны стороны обсудили поставки вооружений а также экономическое сотрудничество министр обороны заявил что переговоры прошли успешно эксперты считают это важным шагом для региона по словам представителя ведомства соглашение вступит в силу после обмена грамотами'.split(
      ' ',
    ),
};
const chinese = {
  space: '',
  words:
    '外交部 发言人 表示 中方 一贯 主张 通过 对话 协商 解决 问题 俄罗斯 与 朝鲜 签署 全面 战略 伙伴 关系 条约 地区 和平 稳定 各方 应当 保持 克制 国际 社会 经济 合作 发展 ， 。'.split(
      ' ',
    ),
};

function story(random, { words, space }, index) {
  const some = (least, most) =>
    Array.from(
      { length: least + Math.floor(random() * (most - least)) },
      () => words[Math.floor(random() * words.length)],
    ).join(space);
  const paragraphs = Array.from({ length: 6 + Math.floor(random() * 10) }, (_, i) =>
    i % 3 === 1
      ? `<p>${some(20, 60)} <a href="https://paper.example/tag/${i}?utm_source=rss&amp;x=1">${some(2, 4)}</a>, <em>${some(1, 3)}</em> &amp; ${some(10, 30)}.</p>`
      : `<p>${some(30, 90)}.</p>`,
  );
  const id = `${1000 + index}-${Math.floor(random() * 1e9)}`;
  return {
    title: `${some(6, 12)} &amp; ${some(1, 3)}`,
    link: `https://paper.example/world/2026/03/01/${id}?a=1&amp;b=2`,
    id,
    summary: some(25, 45),
    html: `<figure><img src="https://cdn.example/${id}.jpg" alt="${some(3, 6)}"/></figure>${paragraphs.join('\n')}`,
    author: some(2, 2),
    categories: [some(1, 1), some(1, 2), some(1, 1)],
    at: new Date(now.getTime() - index * 17 * 60_000),
  };
}

function rss(stories, isFull) {
  const items = stories.map(
    ({ title, link, id, summary, html, author, categories, at }) => `    <item>
      <title>${title}</title>
      <link>${link}</link>
      <guid isPermaLink="false">${id}</guid>
      <pubDate>${at.toUTCString()}</pubDate>
      <dc:creator><![CDATA[${author}]]></dc:creator>
${categories.map((name) => `      <category><![CDATA[${name}]]></category>`).join('\n')}
      <description><![CDATA[<p>${summary}…</p>]]></description>
${isFull ? `      <content:encoded><![CDATA[${html}]]></content:encoded>\n` : ''}      <media:content url="https://cdn.example/${id}.jpg" medium="image" width="800" height="450"/>
    </item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
  <channel>
    <title>Paper &amp; Wire</title>
    <atom:link href="https://paper.example/feed" rel="self" type="application/rss+xml"/>
    <link>https://paper.example/</link>
    <description>News</description>
    <language>en</language>
    <sy:updatePeriod>hourly</sy:updatePeriod>
${items.join('\n')}
  </channel>
</rss>`;
}

function atom(stories) {
  const escape = (html) => html.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const entries = stories.map(
    ({ title, link, id, summary, html, author, categories, at }) => `  <entry>
    <title type="html">${escape(title)}</title>
    <link rel="alternate" type="text/html" href="${link}"/>
    <id>tag:paper.example,2026:${id}</id>
    <published>${at.toISOString()}</published>
    <updated>${at.toISOString()}</updated>
    <author><name>${author}</name></author>
${categories.map((name) => `    <category term="${name}"/>`).join('\n')}
    <summary type="html">${escape(`<p>${summary}</p>`)}</summary>
    <content type="html">${escape(html)}</content>
  </entry>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <title>Paper</title><id>https://paper.example/</id><updated>2026-03-01T12:00:00Z</updated>
  <link href="https://paper.example/"/><link rel="self" href="https://paper.example/feed"/>
${entries.join('\n')}
</feed>`;
}

function rdf(stories) {
  const items = stories.map(
    ({ title, link, summary, author, categories, at }) => `  <item rdf:about="${link}">
    <title>${title}</title>
    <link>${link}</link>
    <description>${summary}</description>
    <dc:creator>${author}</dc:creator>
    <dc:subject>${categories[0]}</dc:subject>
    <dc:date>${at.toISOString()}</dc:date>
  </item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel rdf:about="https://paper.example/"><title>Paper</title><link>https://paper.example/</link><description>News</description>
    <items><rdf:Seq>${stories.map(({ link }) => `<rdf:li rdf:resource="${link}"/>`).join('')}</rdf:Seq></items></channel>
${items.join('\n')}
</rdf:RDF>`;
}

/** Mulberry32. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function row(first, ...cells) {
  return [first.padEnd(20), ...cells.map((cell) => String(cell).padStart(14))].join('');
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  await benchParse();

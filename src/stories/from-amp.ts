/** Where the caches of Google and Bing keep copies: "/c/s/paper.example/1" is https://paper.example/1, without the "s" it is http. */
const caches: [host: RegExp, path: RegExp][] = [
  [/^(?:www\.)?google\.[a-z.]{2,6}$/, /^\/amp\/(s\/)?([^/]+\.[^/]+\/.*)$/],
  [/\.cdn\.ampproject\.org$/, /^\/[acv]\/(s\/)?([^/]+\.[^/]+\/.*)$/],
  [/\.bing-amp\.com$/, /^\/[acv]\/(s\/)?([^/]+\.[^/]+\/.*)$/],
];
// Only beneath what is an article's address by its look: a page about amplifiers may end in "/amp" as well.
const articleThenAmp = /^(.*\d.*|.*\/[^/]*-[^/]*-[^/]*)\/amp(\/?)$/;

/** The address that an AMP page stands in for, as far as its form tells; the same URL where it is none. */
export function fromAmp(url: URL): URL {
  for (const [host, path] of caches) {
    if (!host.test(url.hostname)) continue;
    const [, secure, rest] = path.exec(url.pathname) ?? [];
    const address = `${secure ? 'https' : 'http'}://${rest}${url.search}`;
    if (rest !== undefined && URL.canParse(address)) return new URL(address);
  }
  if (url.pathname.endsWith('.amp.html')) url.pathname = `${url.pathname.slice(0, -'.amp.html'.length)}.html`;
  const article = articleThenAmp.exec(url.pathname);
  if (article) url.pathname = `${article[1]}${article[2]}`;
  return url;
}

/** Whether a parameter, in lower case, asks for the AMP form of a page. */
export function asksForAmp(parameter: string): boolean {
  return /^(?:amp(?:=(?:1|true|yes)?)?|outputtype=amp(?:-type)?|amp_(?:js_v|gsa|cb|r)=.*|usqp=mq331.*)$/.test(
    parameter,
  );
}

// A process of its own: serves generated feeds on many addresses of the loopback network, as many publishers would. Told by its
// parent how many; answers with its port. `conditional` requests are answered 304 until the parent says "publish".
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

const [, , hosts = '100', items = '30'] = process.argv;
/** The newest item of the first edition is an hour old. */
const START = Date.now() - Number(items) * 3_600_000;
let edition = 0;
const cache = new Map();

function feed(path) {
  const key = `${edition}${path}`;
  let made = cache.get(key);
  if (!made) {
    const body = Buffer.from(printFeed(path));
    made = { body, etag: `"${createHash('sha1').update(body).digest('hex')}"` };
    if (cache.size > 5_000) cache.clear();
    cache.set(key, made);
  }
  return made;
}

function printFeed(path) {
  const entries = Array.from({ length: Number(items) }, (_, index) => {
    const number = edition + index;
    return `<item><title>Report ${number} of ${path}: talks on the treaty go on</title><link>https://paper.example${path}/${number}?utm_source=rss</link>
<guid isPermaLink="false">${path}-${number}</guid><pubDate>${new Date(START + number * 3_600_000).toUTCString()}</pubDate>
<category>World</category><description>&lt;p&gt;${`Envoys met on day ${number} and said that the talks would go on. `.repeat(6)}&lt;a href="/more"&gt;Read more&lt;/a&gt;&lt;/p&gt;</description></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Feed ${path}</title><language>en</language><link>https://paper.example/</link>${entries.reverse().join('\n')}</channel></rss>`;
}

function answer(request, response) {
  const { body, etag } = feed(request.url);
  if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
  else
    response.writeHead(200, { 'content-type': 'application/rss+xml', 'content-length': body.length, etag }).end(body);
}

const servers = [];
let port = 0;
for (let host = 1; host <= Number(hosts); host++) {
  const server = createServer(answer);
  await new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, `127.0.1.${host}`, resolve);
  });
  port = server.address().port;
  servers.push(server);
}
process.on('message', (message) => {
  if (message === 'publish') {
    edition += 1;
    process.send({ edition });
  }
});
process.on('disconnect', () => process.exit());
process.send({ port });

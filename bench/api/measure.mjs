import { once } from 'node:events';
import autocannon from 'autocannon';
import pg from 'pg';

const CONNECTIONS = 20;

/** Rare and frequent words, phrases and what is near, in several languages, alone and with filters. */
const SEARCHES = [
  'q=russia',
  'q=missile&language=en',
  'q=orchidaceous',
  'q=atacms',
  'q=%22north+korea%22',
  'q=treaty+NEAR/5+russia',
  'q=title:pyongyang',
  'q=(treaty+OR+missile)+NOT+ukraine',
  'q=pyongyang+AND+missile',
  'q=договор',
  'q=кндр&language=ru',
  'q=україна+AND+договір',
  'q=북한',
  'q=조약+AND+러시아',
  'q=朝鲜',
  'q=%22俄罗斯+条约%22',
  'q=北朝鮮+ミサイル',
  'q=المعاهدة',
  'q=russia&topic=topic-2',
  'q=missile&sourceKind=wire',
  'q=treaty&matched=true',
  'q=rus*+AND+treaty',
];
const LISTS = [
  'limit=20',
  'limit=20&matched=true',
  'limit=20&language=ru',
  'limit=20&topic=topic-1',
  'limit=20&topic=topic-20',
  'limit=20&sourceKind=wire',
];

/**
 * @param {{ server: { url: string, bareUrl: string, token: string, databaseUrl: string }, child: import('node:child_process').ChildProcess,
 *   seconds: number, say: (line: string) => void, only?: string }} options
 */
export async function measure({ server, child, seconds, say, only }) {
  const ids = await someIds(server.databaseUrl);
  const runs = [
    ['list, one address', ['/stories?limit=20']],
    ['list, texts cut', ['/stories?limit=20&textLength=200']],
    [
      'list, filters and pages',
      [...LISTS.map((query) => `/stories?${query}`), ...ids.map((id) => `/stories?limit=20&cursor=${id}`)],
    ],
    ['get', ids.map((id) => `/stories/${id}`)],
    ['search', SEARCHES.map((query) => `/stories?limit=20&${encodeQuery(query)}`)],
    [
      'facets',
      [
        '/stories?limit=20&facets=topic,source,language,day',
        `/stories?limit=20&facets=language&${encodeQuery('q=atacms')}`,
      ],
    ],
    ['similar titles', ['/stories?limit=20&similar=orchidacious', '/stories?limit=20&similar=piongyang+misile']],
  ];
  for (const [name, paths] of runs) {
    if (only && !name.startsWith(only)) continue;
    const headers = { authorization: `Bearer ${server.token}` };
    const sizes = [];
    for (const path of paths) {
      const response = await fetch(server.url + path, { headers });
      const body = await response.text();
      if (response.status !== 200) throw new Error(`${path}: ${response.status} ${body.slice(0, 300)}`);
      sizes.push(body);
    }
    const typical = sizes.sort((one, other) => one.length - other.length)[Math.floor(sizes.length / 2)];
    child.send({ bytes: typical });
    await once(child, 'message');
    const run = await fire(server.url, paths, headers, seconds);
    const bare = await fire(server.bareUrl.slice(0, -1), ['/'], {}, Math.min(seconds, 5));
    say(
      `${name.padEnd(26)} ${rate(run)}/s   p50 ${run.latency.p50} ms   p99 ${run.latency.p99} ms   ` +
        `answers of ${(typical.length / 1000).toFixed(1)} kB   bare Fastify ${rate(bare)}/s: ${(run.requests.average / bare.requests.average).toFixed(2)}` +
        (run.non2xx + run.errors > 0 ? `   ${run.non2xx + run.errors} FAILED` : ''),
    );
  }
}

/** One address after the other, from 20 connections. */
export async function slowest({ server, say, rounds = 5 }) {
  const headers = { authorization: `Bearer ${server.token}` };
  for (const query of SEARCHES) {
    const times = [];
    let items = 0;
    for (let round = 0; round < rounds; round++) {
      const at = performance.now();
      const page = await (await fetch(`${server.url}/stories?limit=20&${encodeQuery(query)}`, { headers })).json();
      items = page.items?.length;
      times.push(performance.now() - at);
    }
    say(
      `${Math.min(...times)
        .toFixed(1)
        .padStart(8)} ms  ${String(items).padStart(3)}  ${query}`,
    );
  }
}

function encodeQuery(query) {
  return query.replace(/[^\x20-\x7e]/g, (character) => encodeURIComponent(character));
}

function fire(url, paths, headers, seconds) {
  return autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    requests: paths.map((path) => ({
      method: 'GET',
      path: new URL(url + path).pathname + new URL(url + path).search,
      headers,
    })),
  });
}

function rate({ requests }) {
  return String(Math.round(requests.average)).padStart(6);
}

async function someIds(databaseUrl) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query('SELECT id FROM stories TABLESAMPLE SYSTEM (0.5) LIMIT 500');
  await client.end();
  return rows.map(({ id }) => id);
}

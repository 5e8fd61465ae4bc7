// One RegExp a query: a look-ahead for each clause. NEAR is taken as AND and title: as anywhere, which spares it work.
export const name = 'RegExp, one a query';
export const largest = 10_000;

export function build({ queries }) {
  const compiled = queries.map(({ parts }) => {
    const clauses = parts.flatMap(([kind, ...rest]) => {
      if (kind === 'not') return [`(?![^]*?${source([rest[0]])})`];
      if (kind === 'near') return [`(?=[^]*?${source(rest[1])})`, `(?=[^]*?${source(rest[2])})`];
      return [`(?=[^]*?${source(rest)})`];
    });
    return new RegExp(`^${clauses.join('')}`, 'i');
  });
  return (story) => {
    const text = `${story.title}\n${story.text}`;
    let found = 0;
    for (const regexp of compiled) if (regexp.test(text)) found++;
    return found;
  };
}

function source(leaves) {
  const words = leaves.flatMap((leaf) => (typeof leaf === 'string' ? [leaf.replaceAll('"', '')] : Object.values(leaf.forms).flat().map(({ text }) => text))); // prettier-ignore
  return `(?:${words.map((word) => (/^[a-z ]+$/.test(word) ? `\\b${word}\\b` : word)).join('|')})`;
}

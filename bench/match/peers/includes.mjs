// String.includes for each leaf, short-circuiting: no word ends, no inflection, NEAR as AND.
export const name = 'String.includes';
export const largest = 10_000;

export function build({ queries }) {
  const compiled = queries.map(({ parts }) =>
    parts.flatMap(([kind, ...rest]) => {
      if (kind === 'not') return [{ not: true, words: textsOf([rest[0]]) }];
      if (kind === 'near') return [{ words: textsOf(rest[1]) }, { words: textsOf(rest[2]) }];
      return [{ words: textsOf(rest) }];
    }),
  );
  return (story) => {
    const text = `${story.title}\n${story.text}`.toLowerCase();
    let found = 0;
    for (const clauses of compiled) {
      if (clauses.every(({ not, words }) => words.some((word) => text.includes(word)) !== Boolean(not))) found++;
    }
    return found;
  };
}

function textsOf(leaves) {
  return leaves.flatMap((leaf) =>
    typeof leaf === 'string'
      ? [leaf.replaceAll('"', '')]
      : Object.values(leaf.forms)
          .flat()
          .map(({ text }) => text),
  );
}

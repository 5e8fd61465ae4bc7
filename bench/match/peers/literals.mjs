// The different words and phrases of all queries, for those who can only look for literals.
export function literalsOf(queries) {
  const literals = new Set();
  for (const { parts } of queries) {
    for (const [kind, ...rest] of parts) {
      const leaves = kind === 'near' ? [...rest[1], ...rest[2]] : rest;
      for (const leaf of leaves) {
        if (typeof leaf === 'string') literals.add(leaf.replaceAll('"', ''));
        else for (const { text } of Object.values(leaf.forms).flat()) literals.add(text);
      }
    }
  }
  return [...literals];
}

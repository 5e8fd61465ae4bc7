// Only the literals of all queries, wherever they stand; it says nothing of the queries.
import AhoCorasick from 'modern-ahocorasick';
import { literalsOf } from './literals.mjs';

export const name = 'modern-ahocorasick, literals only';
export const largest = 10_000;

export function build({ queries }) {
  const automaton = new AhoCorasick(literalsOf(queries));
  return (story) => automaton.search(`${story.title}\n${story.text}`.toLowerCase()).length;
}

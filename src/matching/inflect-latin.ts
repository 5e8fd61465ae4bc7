/** Noun and adjective forms by ending for languages in Latin script, after marks are stripped: Verträge is `vertrage` here. */
const ENDINGS: Record<string, (word: string) => string[]> = {
  en: (word) => [
    `${word}s`,
    ...(/(s|x|z|ch|sh)$/.test(word) ? [`${word}es`] : []),
    ...replaced(word, /([^aeiou])y$/, '$1ies'),
  ],
  de: (word) => [
    ...['s', 'es', 'n', 'en', 'e', 'er', 'em', 'ern'].map((ending) => word + ending),
    ...(word.endsWith('e') ? ['n', 'r', 's', 'm'].map((ending) => word + ending) : []),
  ],
  fr: (word) => [
    ...['s', 'x', 'e', 'es'].map((ending) => word + ending),
    ...replaced(word, /al$/, 'aux'),
    ...replaced(word, /(en|on)$/, '$1ne', '$1nes'),
  ],
  es: (word) => [
    ...['s', 'es'].map((ending) => word + ending),
    ...replaced(word, /z$/, 'ces'),
    ...replaced(word, /o$/, 'a', 'os', 'as'),
  ],
};

function replaced(word: string, ending: RegExp, ...by: string[]): string[] {
  return ending.test(word) ? by.map((replacement) => word.replace(ending, replacement)) : [];
}

/** The word's forms in this language, itself first; only itself where the language has no rules here. */
export function latinForms(word: string, language: string): Set<string> {
  return new Set([word, ...(word.length < 3 ? [] : (ENDINGS[language]?.(word) ?? []))]);
}

/** Longer runs of letters are no English, and the rules below would take seconds over the longest that a feed can send. */
const LONGEST_INFLECTED = 40;
const KEPT = new Set([
  'news',
  'series',
  'species',
  'thing',
  'nothing',
  'something',
  'anything',
  'everything',
  'during',
  'united',
  'indeed',
]);

/**
 * A light English stem for plain query words: plural, -ed and -ing, as in the first step of Porter's algorithm, so that `allow`
 * finds allows, allowed and allowing. Nothing deeper: `nation` must not find nationality.
 */
export function englishStem(word: string): string {
  if (word.length < 4 || word.length > LONGEST_INFLECTED || KEPT.has(word) || !/^[a-z]+$/.test(word)) return word;
  const bare = withoutVerbEnding(withoutPlural(word));
  return bare.replace(/([a-z]{2}[^aeiou])y$/, '$1i').replace(/([^aeiou][a-z]{1,})e$/, '$1');
}

function withoutPlural(word: string): string {
  if (/(ss|us|is)$/.test(word)) return word;
  if (/ies$/.test(word)) return word.length > 4 ? word.replace(/ies$/, 'y') : word;
  if (/(sses|xes|zes|ches|shes)$/.test(word)) return word.slice(0, -2);
  return /s$/.test(word) ? word.slice(0, -1) : word;
}

function withoutVerbEnding(word: string): string {
  const stem = /ied$/.test(word) && word.length > 4 ? word.replace(/ied$/, 'y') : word.replace(/(ed|ing)$/, '');
  if (/[gcn][rt]eed$/.test(word)) return word.slice(0, -1);
  if (stem === word || stem.length < 3 || !/[aeiouy]/.test(stem)) return word;
  return /([bdfgmnprt])\1$/.test(stem) ? stem.slice(0, -1) : stem;
}

/**
 * Case forms of Russian and Ukrainian nouns and adjectives by ending alone: the dictionary form's ending says which endings its stem
 * may take. Every rule that fits contributes, so the set is generous: it contains forms that do not exist, which cost nothing, and
 * leaves out suppletive ones, which an entity lists as forms of their own.
 */
interface Rule {
  /** Tested on the dictionary form. */
  when: RegExp;
  /** Letters taken off before the endings are put on. */
  strip: number;
  /** Endings; `-` is none. */
  endings: string;
  /** Put between stem and ending: fleeting vowels and changed consonants. */
  change?: (stem: string) => string;
}

const RU_ADJECTIVE = 'ый ий ой ого его ому ему ым им ом ем ая яя ую юю ою ею ей ое ее ые ие ых их ыми ими';
const RU_OBLIQUE = 'а у ом ем е ы и ов ев ам ами ах';

const RUSSIAN: Rule[] = [
  { when: /...(ый|ой|ий|ая|яя|ое|ее|ые)$/, strip: 2, endings: RU_ADJECTIVE },
  { when: /..([кгхшщчж]|дн|шн)ие$/, strip: 2, endings: RU_ADJECTIVE },
  { when: /[иеа]я$/, strip: 1, endings: 'я и е ю ей ею й ям ями ях' },
  { when: /ья$/, strip: 2, endings: 'ья ьи ье ью ьей ьею ей ий ьям ьями ьях' },
  { when: /[^иеаья]я$/, strip: 1, endings: 'я и е ю ей ею ь ям ями ях' },
  { when: /а$/, strip: 1, endings: 'а ы и е у ой ою ей ею ам ами ах' },
  { when: /...[ао]$/, strip: 1, endings: '-' },
  { when: /[^аеиоуыэюяьй]ка$/, strip: 2, endings: 'ок ек' },
  { when: /о$/, strip: 1, endings: 'о а у ом е ам ами ах' },
  { when: /е$/, strip: 1, endings: 'е я ю ем и й ей ям ями ях а у ам ами ах' },
  { when: /ь$/, strip: 1, endings: 'ь я ю ем е и ью ей ев ям ями ях' },
  { when: /[^аеиоуыэюя]ень$/, strip: 3, endings: 'я ю ем е и ей ям ями ях', change: (stem) => `${stem}н` },
  { when: /й$/, strip: 1, endings: 'й я ю ем е и ев ям ями ях' },
  { when: /[бвгджзклмнпрстфхцчшщ]$/, strip: 0, endings: `- ей ям ями ях ${RU_OBLIQUE}` },
  { when: /(ов|ев|ин|ын)$/, strip: 0, endings: 'ым ой ою ых ыми' },
  { when: /[аеиоуыэюя]ец$/, strip: 2, endings: RU_OBLIQUE, change: (stem) => `${stem}йц` },
  { when: /[^аеиоуыэюя]ец$/, strip: 2, endings: RU_OBLIQUE, change: (stem) => `${stem}ц` },
  { when: /..[^аеиоуыэюя]ок$/, strip: 2, endings: RU_OBLIQUE, change: (stem) => `${stem}к` },
  { when: /[ыи]$/, strip: 1, endings: 'ы и ов ев ей й ам ям ами ями ах ях а' },
  { when: /...[ыи]$/, strip: 1, endings: '-' },
];

const UK_ADJECTIVE = 'ий ого ому им ім а ої ій у ою е і их ими';
const UK_OBLIQUE = 'а у ом ем ові еві і и е ів ам ами ах';

const UKRAINIAN: Rule[] = [
  { when: /..ий$/, strip: 2, endings: UK_ADJECTIVE },
  { when: /..[^аеиоуюяєії][еі]$/, strip: 1, endings: UK_ADJECTIVE },
  { when: /..ій$/, strip: 2, endings: 'ій ього ьому ім я ьої ю ьою є і іх іми' },
  { when: /[ієеа]я$/, strip: 1, endings: 'я ї ю єю й ям ями ях' },
  { when: /[^ієеа]я$/, strip: 1, endings: 'я і ї ю ею єю ь ям ями ях' },
  { when: /([дтзсцлнжшч])\1я$/, strip: 2, endings: 'ь' },
  { when: /а$/, strip: 1, endings: 'а и і у ою ею о ам ами ах ої ій' },
  { when: /...[ао]$/, strip: 1, endings: '-' },
  { when: /[^аеиоуюяєіїьй]ка$/, strip: 2, endings: 'ок ек' },
  { when: /[гкх]а$/, strip: 1, endings: 'і', change: palatalized },
  { when: /о$/, strip: 1, endings: 'о а у ом ові і ам ами ах' },
  { when: /е$/, strip: 1, endings: 'е я ю ем і а у ом ам ями ях' },
  { when: /ь$/, strip: 1, endings: 'ь я ю ем еві і ею ей ів ям ями ях' },
  { when: /([дтзсцлнжшч])ь$/, strip: 1, endings: 'ю', change: (stem) => stem + stem.slice(-1) },
  { when: /[ає]єць$/, strip: 3, endings: 'я ю ем еві і ів ям ями ях', change: (stem) => `${stem}йц` },
  { when: /ець$/, strip: 3, endings: 'я ю ем еві і ів ям ями ях', change: (stem) => `${stem}ц` },
  { when: /[^аеиоуюяєії]ень$/, strip: 3, endings: 'я ю ем еві і ів ям ями ях', change: (stem) => `${stem}н` },
  {
    when: /[ое][бвгґджзклмнпрстфхцчшщ][ао]$/,
    strip: 1,
    endings: '-',
    change: (stem) => `${stem.slice(0, -2)}і${stem.slice(-1)}`,
  },
  { when: /й$/, strip: 1, endings: 'й я ю єм єві ї є їв ям ями ях' },
  { when: /[бвгґджзклмнпрстфхцчшщ]$/, strip: 0, endings: `- ї їв ей ям ями ях ${UK_OBLIQUE}` },
  { when: /(ов|ев|єв|ін|їн|ин)$/, strip: 0, endings: 'им ої ій ою их' },
  { when: /і[бвгґджзклмнпрстфхцчшщ]$/, strip: 0, endings: UK_OBLIQUE, change: (stem) => withVowel(stem, 'о') },
  { when: /[ії][бвгґджзклмнпрстфхцчшщ]$/, strip: 0, endings: UK_OBLIQUE, change: (stem) => withVowel(stem, 'е') },
  { when: /[иії]$/, strip: 1, endings: 'и і ї ів їв ей й ам ям ами ями ах ях а' },
  { when: /...[иі]$/, strip: 1, endings: '-' },
];

/** допомога → допомозі, політика → політиці */
function palatalized(stem: string): string {
  const last = { г: 'з', к: 'ц', х: 'с' }[stem.slice(-1)] ?? '';
  return stem.slice(0, -1) + last;
}

/** договір → договору, Київ → Києва: the vowel opens when an ending follows. */
function withVowel(stem: string, vowel: 'о' | 'е'): string {
  const opened = stem.at(-2) === 'ї' ? 'є' : vowel;
  return stem.slice(0, -2) + opened + stem.slice(-1);
}

export function russianForms(word: string): Set<string> {
  return formsBy(RUSSIAN, word);
}

export function ukrainianForms(word: string): Set<string> {
  return formsBy(UKRAINIAN, word);
}

/** An abbreviation takes the endings of a masculine noun (МИД, МИДа) or none (США): its last vowel is no ending. */
export function abbreviationForms(word: string): Set<string> {
  const declines = /[бвгґджзклмнпрстфхцчшщ]$/.test(word);
  return new Set([word, ...(declines ? ['а', 'у', 'ом', 'е', 'і', 'ы'].map((ending) => word + ending) : [])]);
}

function formsBy(rules: Rule[], word: string): Set<string> {
  const forms = new Set([word]);
  if (word.length < 2) return forms;
  for (const { when, strip, endings, change } of rules) {
    if (!when.test(word)) continue;
    const bare = word.slice(0, word.length - strip);
    const stem = change ? change(bare) : bare;
    for (const ending of endings.split(' ')) forms.add(ending === '-' ? stem : stem + ending);
  }
  return forms;
}

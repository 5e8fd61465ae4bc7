/** What the desk looks for, and what matching gives back. Offsets are UTF-16 units in the string as it is stored. */
export type FieldName = 'title' | 'text';

export interface EntityForm {
  text: string;
  /** Compare letter case as written: `US`, `ATACMS`, `Pact` as a name. */
  exactCase?: boolean;
  /** Accept the inflections of the form's language. Default: yes, unless `exactCase` is set. */
  inflect?: boolean;
  /** The last word may go on: `санкци` finds `санкционный`. */
  prefix?: boolean;
  /** A Hangul form may end a longer word: `조약` finds `방위조약을`. */
  compound?: boolean;
}

export type EntityKind = 'person' | 'place' | 'organization' | 'treaty' | 'weapon' | 'concept';

/**
 * Forms by BCP 47 language ("en", "ru", "uk", "ko", "zh-Hans", "zh-Hant", "ja", "de", "fr", "es", or "any").
 * The language decides how a form inflects, not where it may stand: a Korean form in an English story is still the entity.
 */
export interface EntityDefinition {
  slug: string;
  name: string;
  kind: EntityKind;
  forms: Record<string, EntityForm[]>;
}

export interface TopicDefinition {
  slug: string;
  query: string;
}

export interface StoryText {
  title: string;
  text: string;
  language?: string;
  source?: string;
  feed?: string;
}

export interface Evidence {
  field: FieldName;
  start: number;
  end: number;
  /** The form or query term that was found, as its author wrote it. */
  form: string;
  /** Slug of the entity that the form belongs to. */
  entity?: string;
  language?: string;
  /** The clause of the query that this satisfied: a NEAR clause whole, else the single term. */
  clause: string;
}

export interface TopicMatch {
  topic: string;
  /** In [0, 1]; the formula is in score.ts. */
  score: number;
  evidence: Evidence[];
}

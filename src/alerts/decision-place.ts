import { z } from 'zod';

/**
 * Where a decision stands in lists: by its story, newest first, then by subscription and wording. None of these ever changes, as
 * the time of a decision may, so a page that follows another leaves out none and repeats none.
 */
export interface DecisionPlace {
  storyId: string;
  subscriptionId: string;
  storyRevision: number;
}

const placeSchema = z.tuple([z.uuid(), z.uuid(), z.int32()]);

export function toDecisionCursor({ storyId, subscriptionId, storyRevision }: DecisionPlace): string {
  return Buffer.from(JSON.stringify([storyId, subscriptionId, storyRevision])).toString('base64url');
}

/** Undefined where it is no cursor. */
export function readDecisionCursor(cursor: string): DecisionPlace | undefined {
  const text = Buffer.from(cursor, 'base64url').toString();
  const { data } = placeSchema.safeParse(parseJson(text));
  return data && { storyId: data[0], subscriptionId: data[1], storyRevision: data[2] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

import type { UpdateMessage } from './message.js';

type UpdateKind = UpdateMessage['update'];

/** How an update is called, in every channel. */
export const updateNames: Record<UpdateKind, string> = {
  development: 'New development',
  correction: 'Correction',
  retraction: 'Withdrawn',
};

/** What a reader of the earlier message must know first. */
export const updateWarnings: Record<UpdateKind, string | null> = {
  development: null,
  correction: 'Correction of a story that you were told of.',
  retraction: 'Withdrawn: do not rely on the story that you were told of.',
};

export const SAMPLE_WARNING = 'Sample story, not real news: it shows how Wirewatch works.';

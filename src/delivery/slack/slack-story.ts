import { toLine } from '../display-text.js';
import type { Segment } from '../excerpt.js';
import { explainMatch } from '../explain-match.js';
import type { OtherSource, StoryMessage, UpdateMessage } from '../message.js';
import { type ShownChange, showChanges } from '../show-changes.js';
import { MAX_NAME_LENGTH, showOtherSources, showStory, showTitle } from '../show-story.js';
import { SAMPLE_WARNING, updateNames, updateWarnings } from '../update-words.js';
import {
  button,
  header,
  linked,
  notice,
  plain,
  quote,
  richText,
  type RichTextElement,
  type RichTextPart,
  section,
  type SlackBlock,
  styled,
} from './slack-blocks.js';

const EXCERPT_LENGTH = 400;
const CHANGES_LENGTH = 900;

/** @returns the blocks, and in one line what a notification says. */
export function renderStory(message: StoryMessage): { line: string; blocks: SlackBlock[] } {
  const topics = message.topics.map(({ name }) => toLine(name, MAX_NAME_LENGTH)).join(' · ');
  const name = message.kind === 'update' ? updateNames[message.update] : '';
  const title = [name, topics].filter(Boolean).join(': ');
  const warning = message.kind === 'update' ? updateWarnings[message.update] : null;
  const tag = topics === '' ? '' : `[${topics}] `;
  return {
    line: `${name === '' ? '' : `${name}: `}${tag}${message.story.isSample ? 'Sample: ' : ''}${showTitle(message.story.title)}`,
    blocks: [
      ...(title === '' ? [] : [header(title)]),
      ...(warning === null ? [] : [notice(warning)]),
      ...(message.story.isSample ? [notice(SAMPLE_WARNING)] : []),
      richText(storyParts(message)),
      ...(message.kind === 'update' ? updateBlocks(message) : []),
      ...contextBlocks(message),
      button('open_story', 'Open story', message.storyPageUrl),
    ],
  };
}

function storyParts(message: StoryMessage): RichTextPart[] {
  const story = showStory(message.story, message, EXCERPT_LENGTH);
  return [
    section([linked(story.title, story.link, { bold: true }), plain(`\n${story.source}`)]),
    quote(story.excerpt.map(toElement)),
  ];
}

function updateBlocks({ firstTitle, changes }: UpdateMessage): SlackBlock[] {
  const first = section([styled('First told as ', { italic: true }), plain(showTitle(firstTitle))]);
  if (changes === null) return [richText([first])];
  const title = showChanges(changes.title, CHANGES_LENGTH);
  const text = showChanges(changes.text, CHANGES_LENGTH);
  const isTooLong = title.kind === 'too-long' || text.kind === 'too-long';
  return [
    richText([
      first,
      ...(title.kind === 'changed' ? changeParts('What changed in the headline', title.parts) : []),
      ...(text.kind === 'changed' ? changeParts('What changed in the text', text.parts) : []),
      ...(isTooLong ? [section([plain('Too much changed to be shown here: the story page has both wordings.')])] : []),
    ]),
  ];
}

/** Rich text has no underline: what was put in is bold, what was taken out struck through. */
function changeParts(title: string, parts: readonly ShownChange[]): RichTextPart[] {
  const elements = parts.map(({ kind, text }) => {
    if (kind === 'same') return plain(text);
    return styled(text, kind === 'added' ? { bold: true } : { strike: true });
  });
  return [section([styled(title, { italic: true })]), quote(elements)];
}

function contextBlocks({ why, otherSources }: StoryMessage): SlackBlock[] {
  const reasons = explainMatch(why).flatMap(({ topic, reasons }) => [
    plain('\n'),
    styled(topic, { bold: true }),
    plain(`: ${reasons.join(', ')}`),
  ]);
  const parts = [
    ...(reasons.length > 0 ? [section([styled('Why you get this', { italic: true }), ...reasons])] : []),
    ...othersParts(otherSources),
  ];
  return parts.length > 0 ? [richText(parts)] : [];
}

export function othersParts(otherSources: readonly OtherSource[]): RichTextPart[] {
  const { shown, more } = showOtherSources(otherSources);
  if (shown.length === 0) return [];
  const names = shown.flatMap(({ name, link }, place): RichTextElement[] => [
    ...(place > 0 ? [plain(', ')] : []),
    linked(name, link),
  ]);
  return [
    section([styled('Also told by ', { italic: true }), ...names, ...(more > 0 ? [plain(` and ${more} more`)] : [])]),
  ];
}

export function toElement({ text, isEvidence }: Segment): RichTextElement {
  return isEvidence ? styled(text, { bold: true }) : plain(text);
}

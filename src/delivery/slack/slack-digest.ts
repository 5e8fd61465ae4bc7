import { toLine, toWebLink } from '../display-text.js';
import { formatTime } from '../format-time.js';
import type { DigestEvent, DigestMessage, DigestUpdate } from '../message.js';
import { countEvents, fitDigest, type ShownTopic } from '../show-digest.js';
import { MAX_NAME_LENGTH, showOtherSources, type Reader, showSource, showStory, showTitle } from '../show-story.js';
import { SAMPLE_WARNING, updateNames } from '../update-words.js';
import {
  header,
  linked,
  MAX_BLOCKS,
  MAX_BLOCKS_LENGTH,
  notice,
  plain,
  quote,
  richText,
  type RichTextElement,
  section,
  type SlackBlock,
  styled,
} from './slack-blocks.js';
import { toElement } from './slack-story.js';

const EXCERPT_LENGTH = 150;
const MAX_EVENTS = 45;
const MAX_UPDATES = 3;
/** Places of one block, and of as much JSON, for what says how much is left out. */
const RESERVE = 300;

/** As many events as one message holds, in full at first, then in a line each; the rest is a number. */
export function renderDigest(message: DigestMessage): { line: string; blocks: SlackBlock[] } {
  const name = toLine(message.subscriptionName, MAX_NAME_LENGTH);
  const time = formatTime(message.dueAt, message.locale, message.timeZone);
  const line = `${name}: ${countEvents(message)}`;
  const { topics, leftOut } = fitDigest(message, { full: 8, total: MAX_EVENTS });
  const isWithSample = topics.some(({ events }) => events.some(({ event }) => event.story.isSample));
  const first = [
    header(name),
    notice(`${time} · ${countEvents(message)}`),
    ...(isWithSample ? [notice(`With samples. ${SAMPLE_WARNING}`)] : []),
  ];
  const body = fitBlocks(first, topics, message);
  const missing = leftOut + body.leftOut;
  return {
    line,
    blocks: [...body.blocks, ...(missing > 0 ? [notice(`${missing} more in Wirewatch.`)] : [])],
  };
}

function fitBlocks(first: SlackBlock[], topics: readonly ShownTopic[], reader: Reader) {
  const blocks = [...first];
  let length = JSON.stringify(blocks).length + RESERVE;
  let leftOut = 0;
  for (const { name, events } of topics) {
    let title: SlackBlock[] = [richText([section([styled(toLine(name, MAX_NAME_LENGTH), { bold: true })])])];
    for (const { event, size } of events) {
      const added = [...title, eventBlock(event, size === 'full', reader)];
      const addedLength = JSON.stringify(added).length;
      if (blocks.length + added.length >= MAX_BLOCKS || length + addedLength > MAX_BLOCKS_LENGTH) {
        leftOut += 1;
        continue;
      }
      blocks.push(...added);
      length += addedLength;
      title = [];
    }
  }
  return { blocks, leftOut };
}

function eventBlock(event: DigestEvent, isFull: boolean, reader: Reader): SlackBlock {
  const story = showStory(event.story, reader, isFull && event.isNew ? EXCERPT_LENGTH : 0);
  const updates = event.updates.slice(-MAX_UPDATES);
  const { shown, more } = showOtherSources(event.otherSources);
  const others = shown.slice(0, 3).map(({ name }) => name);
  const unnamed = shown.length - others.length + more;
  return richText([
    section([
      plain(`• ${event.isNew ? '' : 'Told before: '}${event.story.isSample ? 'Sample: ' : ''}`),
      linked(story.title, story.link ?? event.storyPageUrl, { bold: true }),
      plain(`\n${story.source}`),
      ...(others.length > 0
        ? [plain(` · also told by ${others.join(', ')}${unnamed > 0 ? ` and ${unnamed} more` : ''}`)]
        : []),
      ...(event.updates.length > updates.length ? [plain(`\n${event.updates.length - updates.length} earlier`)] : []),
      ...updates.flatMap((update) => updateElements(update, reader)),
    ]),
    quote(story.excerpt.map(toElement)),
  ]);
}

function updateElements(update: DigestUpdate, reader: Reader): RichTextElement[] {
  return [
    plain(`\n${updateNames[update.kind]}: `),
    linked(showTitle(update.title), toWebLink(update.url)),
    plain(` (${showSource(update, reader)})`),
  ];
}

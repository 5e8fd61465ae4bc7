import { plainText } from '../excerpt.js';
import type { AlertMessage } from '../message.js';
import { showStory } from '../show-story.js';
import { SAMPLE_WARNING } from '../update-words.js';
import { EmailLayout } from './email-layout.js';
import { EXCERPT_LENGTH } from './email-lengths.js';
import { Action, OtherSourcesList, StoryBody, TopicLine, ReaderLinks, WhyList } from './story-parts.js';

export function AlertEmail({ message }: { message: AlertMessage }) {
  const story = showStory(message.story, message, EXCERPT_LENGTH);
  return (
    <EmailLayout
      title={story.title}
      preview={plainText(story.excerpt)}
      banners={message.story.isSample ? [{ kind: 'sample', text: SAMPLE_WARNING }] : []}
      footer={<ReaderLinks links={message}>Stop these alerts</ReaderLinks>}
    >
      <TopicLine topics={message.topics} />
      <StoryBody story={story} fallbackLink={message.storyPageUrl} />
      <Action href={message.storyPageUrl}>Open story</Action>
      <WhyList why={message.why} />
      <OtherSourcesList sources={message.otherSources} />
    </EmailLayout>
  );
}

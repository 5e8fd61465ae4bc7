import { Text } from '@react-email/text';
import { plainText } from '../excerpt.js';
import type { UpdateMessage } from '../message.js';
import { showChanges } from '../show-changes.js';
import { showStory, showTitle } from '../show-story.js';
import { SAMPLE_WARNING, updateNames, updateWarnings } from '../update-words.js';
import { type EmailBanner, EmailLayout } from './email-layout.js';
import { CHANGES_LENGTH, EXCERPT_LENGTH, TOO_MUCH_CHANGED } from './email-lengths.js';
import { Action, Changes, OtherSourcesList, StoryBody, TopicLine, ReaderLinks, WhyList } from './story-parts.js';
import { styles } from './email-styles.js';

export function UpdateEmail({ message }: { message: UpdateMessage }) {
  const { update } = message;
  const story = showStory(message.story, message, EXCERPT_LENGTH);
  const warning = updateWarnings[update];
  const banners: EmailBanner[] = message.story.isSample ? [{ kind: 'sample', text: SAMPLE_WARNING }] : [];
  if (update !== 'development' && warning !== null) banners.unshift({ kind: update, text: warning });
  return (
    <EmailLayout
      title={story.title}
      preview={[warning, plainText(story.excerpt)].filter(Boolean).join(' ')}
      banners={banners}
      footer={<ReaderLinks links={message}>Stop these alerts</ReaderLinks>}
    >
      <TopicLine topics={message.topics} prefix={updateNames[update]} />
      <StoryBody story={story} fallbackLink={message.storyPageUrl} />
      <Text className="quiet" style={styles.source}>
        First told as: <span dir="auto">{showTitle(message.firstTitle)}</span>
      </Text>
      <WordingChanges changes={message.changes} language={story.language ?? 'und'} />
      <Action href={message.storyPageUrl}>Open story</Action>
      <WhyList why={message.why} />
      <OtherSourcesList sources={message.otherSources} />
    </EmailLayout>
  );
}

function WordingChanges({ changes, language }: { changes: UpdateMessage['changes']; language: string }) {
  if (changes === null) return null;
  const title = showChanges(changes.title, CHANGES_LENGTH);
  const text = showChanges(changes.text, CHANGES_LENGTH);
  return (
    <>
      {title.kind === 'changed' ? (
        <Changes title="What changed in the headline" parts={title.parts} language={language} />
      ) : null}
      {text.kind === 'changed' ? (
        <Changes title="What changed in the text" parts={text.parts} language={language} />
      ) : null}
      {title.kind === 'too-long' || text.kind === 'too-long' ? (
        <Text className="quiet" style={styles.source}>
          {TOO_MUCH_CHANGED}
        </Text>
      ) : null}
    </>
  );
}

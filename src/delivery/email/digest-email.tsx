import { Heading } from '@react-email/heading';
import { Link } from '@react-email/link';
import { Text } from '@react-email/text';
import { toLine, toWebLink } from '../display-text.js';
import { explainMatch } from '../explain-match.js';
import { formatTime } from '../format-time.js';
import type { DigestEvent, DigestMessage, DigestUpdate } from '../message.js';
import { countEvents, fitDigest } from '../show-digest.js';
import { MAX_NAME_LENGTH, type Reader, showOtherSources, showSource, showStory, showTitle } from '../show-story.js';
import { SAMPLE_WARNING, updateNames } from '../update-words.js';
import { EmailLayout } from './email-layout.js';
import { DIGEST_EXCERPT_LENGTH, DIGEST_FULL_EVENTS, DIGEST_UPDATES } from './email-lengths.js';
import { styles } from './email-styles.js';
import { Marked, ReaderLinks } from './story-parts.js';

/** @param total how many events there is room for. */
export function DigestEmail({ message, total }: { message: DigestMessage; total: number }) {
  const name = toLine(message.subscriptionName, MAX_NAME_LENGTH);
  const { topics, leftOut } = fitDigest(message, { full: DIGEST_FULL_EVENTS, total });
  const events = topics.flatMap((topic) => topic.events);
  const hasSample = events.some(({ event }) => event.story.isSample);
  return (
    <EmailLayout
      title={name}
      preview={events
        .slice(0, 3)
        .map(({ event }) => showTitle(event.story.title))
        .join(' · ')}
      banners={hasSample ? [{ kind: 'sample', text: `With samples. ${SAMPLE_WARNING}` }] : []}
      footer={<ReaderLinks links={message}>Stop these digests</ReaderLinks>}
    >
      <Heading as="h1" style={styles.headline} dir="auto">
        {name}
      </Heading>
      <Text className="quiet" style={styles.source}>
        {formatTime(message.dueAt, message.locale, message.timeZone)} · {countEvents(message)}
      </Text>
      {topics.map(({ name: topic, events: shown }, place) => (
        <div key={place}>
          <Heading as="h2" className="rule" style={styles.topic} dir="auto">
            {toLine(topic, MAX_NAME_LENGTH)}
          </Heading>
          {shown.map(({ event, size }, index) => (
            <Event key={index} event={event} isFull={size === 'full'} reader={message} />
          ))}
        </div>
      ))}
      {leftOut > 0 ? <Text style={styles.eventText}>{leftOut} more in Wirewatch.</Text> : null}
    </EmailLayout>
  );
}

function Event({ event, isFull, reader }: { event: DigestEvent; isFull: boolean; reader: Reader }) {
  const story = showStory(event.story, reader, isFull && event.isNew ? DIGEST_EXCERPT_LENGTH : 0);
  const others = showOtherSources(event.otherSources);
  const language = story.language ?? 'und';
  return (
    <div style={styles.event}>
      <Heading as="h3" style={styles.eventTitle} lang={language} dir="auto">
        <Link className="text" href={event.storyPageUrl} style={styles.headlineLink}>
          {event.story.isSample ? 'Sample: ' : ''}
          <Marked segments={story.titleSegments} />
        </Link>
      </Heading>
      <Text className="quiet" style={styles.eventSource}>
        {event.isNew ? '' : 'Told before · '}
        {story.link === undefined ? (
          story.source
        ) : (
          <Link className="quiet" href={story.link} style={styles.footerLink}>
            {story.source}
          </Link>
        )}
      </Text>
      {story.excerpt.length > 0 ? (
        <Text style={styles.eventText} lang={language} dir="auto">
          <Marked segments={story.excerpt} />
        </Text>
      ) : null}
      <Updates updates={event.updates} reader={reader} />
      {isFull && event.why.length > 0 ? (
        <Text className="quiet" style={styles.eventNote}>
          Why:{' '}
          {explainMatch(event.why)
            .flatMap(({ reasons }) => reasons)
            .join(', ')}
        </Text>
      ) : null}
      {isFull && others.shown.length > 0 ? (
        <Text className="quiet" style={styles.eventNote}>
          Also told by{' '}
          {others.shown.map(({ name, link }, place) => (
            <span key={place}>
              {place > 0 ? ', ' : ''}
              {link === undefined ? (
                name
              ) : (
                <Link className="quiet" href={link} style={styles.footerLink}>
                  {name}
                </Link>
              )}
            </span>
          ))}
          {others.more > 0 ? ` and ${others.more} more` : ''}
        </Text>
      ) : null}
    </div>
  );
}

function Updates({ updates, reader }: { updates: readonly DigestUpdate[]; reader: Reader }) {
  if (updates.length === 0) return null;
  const shown = updates.slice(-DIGEST_UPDATES);
  return (
    <ul style={styles.list}>
      {updates.length > shown.length ? <li style={styles.item}>{updates.length - shown.length} earlier</li> : null}
      {shown.map((update, place) => {
        const link = toWebLink(update.url);
        const title = showTitle(update.title);
        return (
          <li key={place} style={styles.item} dir="auto">
            <b>{updateNames[update.kind]}</b>:{' '}
            {link === undefined ? (
              title
            ) : (
              <Link className="link" href={link} style={styles.link}>
                {title}
              </Link>
            )}{' '}
            <span className="quiet" style={{ color: styles.small.color }}>
              {showSource(update, reader)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

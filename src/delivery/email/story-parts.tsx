import { Button } from '@react-email/button';
import { Heading } from '@react-email/heading';
import { Link } from '@react-email/link';
import { Text } from '@react-email/text';
import { plainText, type Segment } from '../excerpt.js';
import { explainMatch } from '../explain-match.js';
import type { MatchReason, MessageTopic, OtherSource } from '../message.js';
import type { ShownChange } from '../show-changes.js';
import { MAX_NAME_LENGTH, showOtherSources, type ShownStory } from '../show-story.js';
import { toLine } from '../display-text.js';
import { styles } from './email-styles.js';

/** The text with its evidence highlighted. */
export function Marked({ segments }: { segments: readonly Segment[] }) {
  return segments.map(({ text, isEvidence }, place) =>
    isEvidence ? (
      <span key={place} className="mark" style={styles.mark}>
        {text}
      </span>
    ) : (
      text
    ),
  );
}

export function TopicLine({ topics, prefix = '' }: { topics: readonly MessageTopic[]; prefix?: string }) {
  const names = topics.map(({ name }) => toLine(name, MAX_NAME_LENGTH)).join(' · ');
  return (
    <Text className="quiet" style={styles.eyebrow}>
      {[prefix, names].filter(Boolean).join(' · ')}
    </Text>
  );
}

/** Headline, source and time, and the text around the evidence. */
export function StoryBody({ story, fallbackLink }: { story: ShownStory; fallbackLink: string }) {
  const language = story.language ?? 'und';
  return (
    <>
      <Heading as="h1" style={styles.headline} lang={language} dir="auto">
        <Link className="text" href={story.link ?? fallbackLink} style={styles.headlineLink}>
          <Marked segments={story.titleSegments} />
        </Link>
      </Heading>
      <Text className="quiet" style={styles.source}>
        {story.source}
      </Text>
      {plainText(story.excerpt) === '' ? null : (
        <Text style={styles.text} lang={language} dir="auto">
          <Marked segments={story.excerpt} />
        </Text>
      )}
    </>
  );
}

export function Action({ href, children }: { href: string; children: string }) {
  return (
    <Text style={styles.action}>
      <Button className="button" href={href} style={styles.button}>
        {children}
      </Button>
    </Text>
  );
}

export function WhyList({ why }: { why: readonly MatchReason[] }) {
  if (why.length === 0) return null;
  return (
    <>
      <Text style={styles.listTitle}>Why you get this</Text>
      <ul style={styles.list}>
        {explainMatch(why).map(({ topic, reasons }) => (
          <li key={topic} style={styles.item}>
            <b>{topic}</b>: {reasons.join(', ')}
          </li>
        ))}
      </ul>
    </>
  );
}

export function OtherSourcesList({ sources }: { sources: readonly OtherSource[] }) {
  const { shown, more } = showOtherSources(sources);
  if (shown.length === 0) return null;
  return (
    <>
      <Text style={styles.listTitle}>Also told by</Text>
      <ul style={styles.list}>
        {shown.map(({ name, link }, place) => (
          <li key={place} style={styles.item}>
            {link === undefined ? (
              name
            ) : (
              <Link className="link" href={link} style={styles.link}>
                {name}
              </Link>
            )}
          </li>
        ))}
        {more > 0 ? <li style={styles.item}>{more} more</li> : null}
      </ul>
    </>
  );
}

/** What was taken out and what was put in, told apart without colours too. */
export function Changes({ title, parts, language }: { title: string; parts: ShownChange[]; language: string }) {
  return (
    <>
      <Text style={styles.listTitle}>{title}</Text>
      <Text className="rule" style={styles.changes} lang={language} dir="auto">
        {parts.map(({ kind, text }, place) => {
          if (kind === 'added')
            return (
              <ins key={place} className="added" style={styles.added}>
                {text}
              </ins>
            );
          if (kind === 'removed')
            return (
              <del key={place} className="removed" style={styles.removed}>
                {text}
              </del>
            );
          return text;
        })}
      </Text>
    </>
  );
}

/** @param children what the link that ends them says. */
export function ReaderLinks({
  links,
  children,
}: {
  links: { preferencesUrl: string; unsubscribeUrl: string };
  children: string;
}) {
  return (
    <>
      <Link className="quiet" href={links.preferencesUrl} style={styles.footerLink}>
        Change or pause
      </Link>
      {' · '}
      <Link className="quiet" href={links.unsubscribeUrl} style={styles.footerLink}>
        {children}
      </Link>
    </>
  );
}

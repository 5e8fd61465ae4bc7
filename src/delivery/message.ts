import type { WordingDiff } from '../stories/diff-wordings.js';

/** UTF-16 offsets in the string as it is stored. */
export interface HighlightSpan {
  start: number;
  end: number;
}

export interface MessageStory {
  /** Null when it was deleted since it was told. */
  id: string | null;
  title: string;
  text: string;
  url: string | null;
  sourceName: string;
  sourceKind: string;
  language: string | null;
  publishedAt: Date | null;
  isSample: boolean;
  titleSpans: HighlightSpan[];
  textSpans: HighlightSpan[];
}

/** One piece of evidence, in words. */
export interface MatchReason {
  topic: string;
  /** The form or query term that was found, as its author wrote it. */
  form: string;
  /** Display name of the entity that the form belongs to. */
  entity?: string;
  field: 'title' | 'text';
}

export interface MessageTopic {
  slug: string;
  name: string;
  score: number;
}

export interface OtherSource {
  name: string;
  url: string | null;
}

/** What every message has. */
interface Envelope {
  deliveryId: string;
  createdAt: Date;
  /** BCP 47, of the reader. */
  locale: string;
  /** IANA name, of the reader. */
  timeZone: string;
}

/** A story, and why it is told. Whatever comes from a feed is as the feed wrote it: hostile, until rendered. */
interface ToldStory extends Envelope {
  alertId: string;
  /** Best first. */
  topics: MessageTopic[];
  story: MessageStory;
  why: MatchReason[];
  otherSources: OtherSource[];
  storyPageUrl: string;
  /** Signed; a POST to it unsubscribes at once (RFC 8058), a GET only asks. */
  unsubscribeUrl: string;
  /** Signed; a page where the reader of the target changes or pauses what comes there. */
  preferencesUrl: string;
}

/** The message that told the same target of the event before, for the thread to go on. */
export interface EarlierMessage {
  deliveryId: string;
  /** What the receiver calls it, where it said so. */
  reference: string | null;
}

export interface AlertMessage extends ToldStory {
  kind: 'alert';
}

/** A later story of an event that was told, or a new wording of the story that told it. */
export interface UpdateMessage extends ToldStory {
  kind: 'update';
  update: 'development' | 'correction' | 'retraction';
  /** The headline that the event was told under. */
  firstTitle: string;
  /** Null where the target never got it. */
  earlier: EarlierMessage | null;
  /** From the wording that was told to this one; null where nothing is corrected. */
  changes: { title: WordingDiff; text: WordingDiff } | null;
}

/** The alert as it would be sent now, to stand where `earlier` stands. */
export interface EditMessage extends ToldStory {
  kind: 'edit';
  earlier: EarlierMessage;
}

export interface DigestUpdate {
  kind: 'development' | 'correction' | 'retraction';
  title: string;
  sourceName: string;
  url: string | null;
  publishedAt: Date | null;
}

export interface DigestEvent {
  /** False where the event was told before, and only its updates are new. */
  isNew: boolean;
  story: MessageStory;
  why: MatchReason[];
  otherSources: OtherSource[];
  updates: DigestUpdate[];
  storyPageUrl: string;
}

export interface DigestMessage extends Envelope {
  kind: 'digest';
  digestId: string;
  subscriptionName: string;
  /** When it was due. */
  dueAt: Date;
  /** By topic, each event once: under the topic that it matches best. */
  topics: { slug: string; name: string; events: DigestEvent[] }[];
  /** Events that the digest was too long to hold. */
  leftOut: number;
  unsubscribeUrl: string;
  preferencesUrl: string;
}

export interface ConfirmationMessage extends Envelope {
  kind: 'confirmation';
  subscriberName: string;
  targetLabel: string;
  confirmUrl: string;
}

/** Something about another target of the house, for its owner or an operator. */
export interface NoticeMessage extends Envelope {
  kind: 'notice';
  /** Of the target that it is about. */
  subscriberName: string;
  targetLabel: string;
  /** One sentence or two, ours. */
  text: string;
  targetPageUrl: string;
}

/** All that a message says, in no channel's form. */
export type Message = AlertMessage | UpdateMessage | EditMessage | DigestMessage | ConfirmationMessage | NoticeMessage;

/** What stands for itself where it arrives; an edit only changes what did. */
export type NewMessage = Exclude<Message, EditMessage>;

/** Messages that tell a story. */
export type StoryMessage = AlertMessage | UpdateMessage | EditMessage;

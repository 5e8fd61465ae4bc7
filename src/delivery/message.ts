/** UTF-16 offsets in the string as it is stored. */
export interface HighlightSpan {
  start: number;
  end: number;
}

export interface MessageStory {
  id: string;
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

/** All that a message says, in no channel's form. Whatever comes from a feed is as the feed wrote it: hostile, until rendered. */
export interface AlertMessage {
  kind: 'alert';
  deliveryId: string;
  alertId: string;
  createdAt: Date;
  /** BCP 47, of the reader. */
  locale: string;
  /** IANA name, of the reader. */
  timeZone: string;
  /** Best first. */
  topics: { slug: string; name: string; score: number }[];
  story: MessageStory;
  why: MatchReason[];
  otherSources: { name: string; url: string | null }[];
  storyPageUrl: string;
  /** Signed; a POST to it unsubscribes at once (RFC 8058), a GET only asks. */
  unsubscribeUrl: string;
}

export interface ConfirmationMessage {
  kind: 'confirmation';
  deliveryId: string;
  createdAt: Date;
  subscriberName: string;
  targetLabel: string;
  confirmUrl: string;
  locale: string;
  timeZone: string;
}

export type Message = AlertMessage | ConfirmationMessage;

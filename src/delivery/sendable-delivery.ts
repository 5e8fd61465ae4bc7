import type { DigestContent } from '../alerts/digest-content.js';
import type { SnapshotContent } from '../alerts/snapshot.js';
import type { TargetKind } from './channel.js';
import type { EarlierMessage, OtherSource } from './message.js';

export interface ToldSnapshot {
  id: string;
  /** Null when the story was deleted since. */
  storyId: string | null;
  content: SnapshotContent;
}

/** The subscription that a delivery is for, as far as sending turns on it. */
export interface DeliveredSubscription {
  id: string;
  name: string;
  state: 'active' | 'paused' | 'stopped';
  mutedUntil: Date | null;
  topicIds: string[];
  /** Whether it still speaks to the target. */
  isLinked: boolean;
}

interface Sendable {
  id: string;
  createdAt: Date;
  target: {
    id: string;
    kind: TargetKind;
    label: string;
    /** Sealed. */
    address: string;
    state: 'unverified' | 'active' | 'disabled';
    failingSince: Date | null;
    subscriber: { name: string; locale: string; timeZone: string };
  };
}

interface OfAlert extends Sendable {
  subscription: DeliveredSubscription;
  alertId: string;
  /** The alert's own. */
  snapshot: ToldSnapshot;
  otherSources: OtherSource[];
}

/** A delivery with all that its message says. */
export type SendableDelivery =
  | (OfAlert & { kind: 'alert' })
  | (OfAlert & { kind: 'edit'; earlier: EarlierMessage | null })
  | (OfAlert & {
      kind: 'update';
      earlier: EarlierMessage | null;
      update: {
        kind: 'development' | 'correction' | 'retraction';
        snapshot: ToldSnapshot;
        corrected: ToldSnapshot | null;
      };
    })
  | (Sendable & {
      kind: 'digest';
      subscription: DeliveredSubscription;
      digest: { id: string; dueAt: Date; content: DigestContent };
    })
  | (Sendable & { kind: 'confirmation' })
  | (Sendable & {
      kind: 'notice';
      notice: { text: string; targetId: string; targetLabel: string; subscriberName: string };
    });

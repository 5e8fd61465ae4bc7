/** What is silent now: stories of the topic, of the feed, or of the topic from the feed where both are given. */
export interface ActiveSilence {
  /** Null: for every subscription. */
  subscriptionId: string | null;
  topicId: string | null;
  feedId: string | null;
}

export const LIVE_TIMES = Symbol('live times');

/** In milliseconds. */
export interface LiveTimes {
  /** Between two looks for updates, while somebody listens. */
  poll: number;
  heartbeat: number;
  /** Between two looks whether the client may still listen. */
  recheck: number;
  /** A client that takes nothing for so long is gone. */
  patience: number;
  /** What a client is told to wait before it connects again. */
  retry: number;
}

export const liveTimes = (): LiveTimes => ({
  poll: 250,
  heartbeat: 15_000,
  recheck: 30_000,
  patience: 30_000,
  retry: 2_000,
});

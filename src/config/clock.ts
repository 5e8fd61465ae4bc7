/** Injection token of {@link Clock}. */
export const CLOCK = Symbol('clock');

/** Time and chance, injected so that tests can hold both. */
export interface Clock {
  now(): Date;
  /** Uniform in [0, 1). */
  random(): number;
}

export const systemClock: Clock = { now: () => new Date(), random: Math.random };

import { type FieldName } from '../definitions.js';

/** A topic that a story matches, and the places in the stored strings that make it do so. */
export interface Find {
  topic: string;
  /** Rises in the order in which topics were stored. */
  number: number;
  spans: { field: FieldName; start: number; end: number }[];
}

export interface TopicFailure {
  topic: string;
  message: string;
}

export interface PercolateOptions {
  /** Default yes. Who only asks which topics match saves as much again as matching takes. */
  spans?: boolean;
  /** Default no. */
  signature?: boolean;
}

export interface Percolation {
  /** In no order that means anything. */
  finds: Find[];
  /** Topics of which it cannot be said whether they match; the others are not touched by it. */
  errors: TopicFailure[];
  /** The story's MinHash signature, where it was asked for. */
  signature?: Uint32Array;
}

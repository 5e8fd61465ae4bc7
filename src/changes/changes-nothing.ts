export { CHANGES_NOTHING, ChangesNothing } from './change.decorator.js';

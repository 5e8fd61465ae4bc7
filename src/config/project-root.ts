import { fileURLToPath } from 'node:url';

/** The folder that holds package.json, from src/config and from dist/config alike. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

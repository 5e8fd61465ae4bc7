import { z } from 'zod';
import { type LabelledStory } from './evaluate.js';

const line = z.object({
  id: z.string(),
  lang: z.string().optional(),
  title: z.string(),
  text: z.string(),
  labels: z.array(z.string()),
});

/** One labelled story a line of JSON. Throws an error that names the first line that is not one. */
export function readLabelledStories(jsonLines: string): LabelledStory[] {
  return jsonLines.split('\n').flatMap((written, index) => {
    if (written.trim() === '') return [];
    const { lang, ...story } = readLine(written, index + 1);
    return [{ ...story, ...(lang !== undefined && { language: lang }) }];
  });
}

function readLine(written: string, number: number): z.infer<typeof line> {
  try {
    return line.parse(JSON.parse(written));
  } catch (cause) {
    const what = cause instanceof z.ZodError ? z.prettifyError(cause).replaceAll('\n', ' ') : 'it is not JSON';
    throw new Error(`line ${number} is not a labelled story: ${what}`, { cause });
  }
}

import { createHash } from 'node:crypto';
import type { JobRequest } from './queues.js';

export interface PackedJob {
  ids: string[];
  jobId: string;
  delayMs?: number;
}

/**
 * Puts requests into jobs, several into one where the queue takes them together: a job costs the queue the same, whatever is in it.
 * What is to be done later goes by itself, since each has its own time. A job is named after all of its requests: asked for in the
 * same company again while it waits, it is the same job; in another, it is not.
 */
export function packJobs(requests: readonly JobRequest[], together: number): PackedJob[] {
  const jobs: PackedJob[] = [];
  const due: JobRequest[] = [];
  for (const request of requests) {
    if (request.delayMs === undefined && together > 1) due.push(request);
    else jobs.push(packOne(request));
  }
  for (let from = 0; from < due.length; from += together) {
    const company = due.slice(from, from + together).map(packOne);
    const [alone] = company;
    if (alone && company.length === 1) jobs.push(alone);
    else jobs.push({ ids: company.flatMap(({ ids }) => ids), jobId: nameOf(company) });
  }
  return jobs;
}

function nameOf(company: readonly PackedJob[]): string {
  const names = company.map(({ jobId }) => jobId).join(' ');
  return `together-${createHash('sha1').update(names).digest('hex')}`;
}

function packOne({ id, version, delayMs }: JobRequest): PackedJob {
  return { ids: [id], jobId: `${id}.${version}`, ...(delayMs === undefined ? {} : { delayMs }) };
}

/** Runs all of a job, whatever becomes of one; it fails with the first that failed, and then all are asked for again. */
export async function runTogether(ids: readonly string[], run: (id: string) => Promise<void>): Promise<void> {
  const ends = await Promise.allSettled(ids.map(run));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

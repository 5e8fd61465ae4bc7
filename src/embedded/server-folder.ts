import { createHash } from 'node:crypto';
import { chown, cp, lstat, mkdir, realpath, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { PostgresPrograms } from './postgres-programs.js';
import type { Account } from './run-program.js';
import { canReach } from './server-account.js';

/** Where a server that may not run as root lives when the project's own folder is closed to it, as one in /root is. */
const SHARED_STATE = '/var/lib/wirewatch';

/**
 * A folder that only the server's account can read: `dataFolder/name`, or, where the account cannot get there, one under
 * /var/lib with a link in its place. `moved` tells where it went.
 */
export async function prepareServerFolder(
  dataFolder: string,
  name: string,
  account: Account | undefined,
): Promise<{ folder: string; moved: boolean }> {
  await mkdir(dataFolder, { recursive: true });
  const place = join(dataFolder, name);
  const existing = await lstat(place).catch(() => undefined);
  const moved = existing
    ? existing.isSymbolicLink()
    : account !== undefined && !(await canReach(account, await realpath(dataFolder)));
  if (!moved) {
    await makePrivate(place, account);
    return { folder: place, moved };
  }
  const folder = existing ? await realpath(place) : join(SHARED_STATE, fingerprint(dataFolder), name);
  await mkdir(join(SHARED_STATE, fingerprint(dataFolder)), { recursive: true });
  await makePrivate(folder, account);
  if (!existing) await symlink(folder, place);
  return { folder, moved };
}

/** The programs where the account can run them: in place, or a copy under /var/lib. */
export async function reachablePrograms(
  { native, version }: PostgresPrograms,
  account: Account | undefined,
): Promise<string> {
  if (!account || (await canReach(account, await realpath(native)))) return native;
  const copy = join(SHARED_STATE, `postgresql-${version}`);
  if (await lstat(copy).catch(() => undefined)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  await mkdir(SHARED_STATE, { recursive: true });
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  await rename(unfinished, copy).catch(async () => rm(unfinished, { recursive: true }));
  return copy;
}

async function makePrivate(folder: string, account: Account | undefined): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (account) await chown(folder, account.uid, account.gid);
}

function fingerprint(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12);
}

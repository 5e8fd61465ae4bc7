import { createHash } from 'node:crypto';
import { chmod, chown, cp, lstat, mkdir, realpath, rename, rm, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type PostgresPrograms, programPath } from './postgres-programs.js';
import { type Account, runProgram } from './run-program.js';
import { canReach } from './server-account.js';

/** Where a server that may not run as root lives when the project's own folder is closed to it, as one in /root is. */
const SHARED_STATE = '/var/lib/wirewatch';

/**
 * A folder that only the server's account can read: `dataFolder/name`, or, where the account cannot get there, one under
 * /var/lib with a link in its place. `moved` tells that it has just been put there.
 */
export async function prepareServerFolder(
  dataFolder: string,
  name: string,
  account: Account | undefined,
): Promise<{ folder: string; moved: boolean }> {
  await mkdir(dataFolder, { recursive: true });
  const place = join(await realpath(dataFolder), name);
  const existing = await lstat(place).catch(() => undefined);
  const linked = existing?.isSymbolicLink() === true;
  if (linked && (await stat(place).catch(() => undefined))) return { folder: await realpath(place), moved: false };
  if (existing && !linked) {
    await makePrivate(place, account);
    return { folder: place, moved: false };
  }
  if (!account || (await canReach(account, dataFolder))) {
    await rm(place, { force: true });
    await makePrivate(place, account);
    return { folder: place, moved: false };
  }
  const state = join(SHARED_STATE, fingerprint(place));
  await makeShared(SHARED_STATE);
  await makeShared(state);
  const folder = join(state, name);
  await makePrivate(folder, account);
  await rm(place, { force: true });
  await symlink(folder, place);
  return { folder, moved: true };
}

/** The programs where the account can run them: in place, or a copy under /var/lib. */
export async function reachablePrograms(
  { native, version }: PostgresPrograms,
  account: Account | undefined,
): Promise<string> {
  if (!account || (await canRun(account, native))) return native;
  const copy = join(SHARED_STATE, `postgresql-${version}`);
  if (await lstat(copy).catch(() => undefined)) return copy;
  await makeShared(SHARED_STATE);
  const unfinished = `${copy}.${process.pid}`;
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  // Whoever cloned under a strict umask closed every file to others; this copy is ours to open.
  await runProgram('chmod', ['-R', 'a+rX', unfinished]);
  await rename(unfinished, copy).catch(async () => rm(unfinished, { recursive: true }));
  return copy;
}

/** Asked of the system itself: it alone knows every mount option, access list and mode on the way. */
async function canRun(account: Account, native: string): Promise<boolean> {
  const { code } = await runProgram(programPath(native, 'initdb'), ['--version'], account).catch(() => ({
    code: null,
  }));
  return code === 0 && canReach(account, join(native, 'share'));
}

async function makePrivate(folder: string, account: Account | undefined): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (account) await chown(folder, account.uid, account.gid);
}

/** Passable by everyone, whatever the umask; what is private is so further down. */
async function makeShared(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
}

function fingerprint(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12);
}

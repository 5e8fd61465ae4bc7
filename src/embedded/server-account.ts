import { lstat, readFile, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Account, runProgram } from './run-program.js';

/** Tried in this order; PostgreSQL refuses to run as root, and wants an account that the system knows by name. */
const ACCOUNTS = ['postgres', 'wirewatch'];
const CREATE = [
  ['useradd', '--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'wirewatch'],
  ['adduser', '-S', '-D', '-H', 'wirewatch'],
];

/**
 * The account that a server runs as: undefined for whoever is not root, who runs it himself; for root, whoever owns its
 * `place` already, so that data made by a person stays that person's.
 */
export async function findServerAccount(place: string): Promise<Account | undefined> {
  const owner = await ownerOf(place);
  const me = process.getuid?.();
  if (me !== 0) {
    if (owner && me !== undefined && owner.uid !== me) {
      throw new Error(`${place} belongs to another account; start Wirewatch as that one, or as root`);
    }
    return undefined;
  }
  if (owner && owner.uid !== 0) return owner;
  const existing = await findAccount(ACCOUNTS);
  if (existing) return existing;
  for (const [program = '', ...args] of CREATE) {
    const created = await runProgram(program, args).catch(() => ({ code: null }));
    const account = created.code === 0 ? await findAccount(ACCOUNTS) : undefined;
    if (account) return account;
  }
  const nobody = await findAccount(['nobody']);
  if (!nobody) throw new Error('PostgreSQL does not run as root, and no other account can be found or made');
  return nobody;
}

/** Behind a link, whoever may not look further learns the owner of the link. */
async function ownerOf(place: string): Promise<Account | undefined> {
  return stat(place).catch((error: NodeJS.ErrnoException) =>
    error.code === 'EACCES' ? lstat(place).catch(() => undefined) : undefined,
  );
}

async function findAccount(names: string[]): Promise<Account | undefined> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'));
  for (const name of names) {
    const line = lines.find(([candidate]) => candidate === name);
    if (line) return { uid: Number(line[2]), gid: Number(line[3]) };
  }
  return undefined;
}

/** Whether the account may pass through every folder down to this one, by their mode bits. */
export async function canReach(account: Account, folder: string): Promise<boolean> {
  const place = await realpath(folder);
  const { mode, uid, gid } = await stat(place);
  const mayPass = uid === account.uid ? mode & 0o100 : gid === account.gid ? mode & 0o010 : mode & 0o001;
  if (!mayPass) return false;
  const parent = dirname(place);
  return parent === place || canReach(account, parent);
}

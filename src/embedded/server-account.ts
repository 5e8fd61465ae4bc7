import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Account, runProgram } from './run-program.js';

/** Tried in this order; PostgreSQL refuses to run as root, and wants an account that the system knows by name. */
const ACCOUNTS = ['postgres', 'wirewatch'];
const CREATE = [
  ['useradd', '--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'wirewatch'],
  ['adduser', '-S', '-D', '-H', 'wirewatch'],
];

/** The account that servers run as: undefined for whoever is not root, who runs them himself. */
export async function findServerAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const existing = await findAccount(ACCOUNTS);
  if (existing) return existing;
  for (const [program = '', ...args] of CREATE) {
    const created = await runProgram(program, args).catch(() => ({ code: null }));
    const account = created.code === 0 ? await findAccount(ACCOUNTS) : undefined;
    if (account) return account;
  }
  return findAccount(['nobody']);
}

async function findAccount(names: string[]): Promise<Account | undefined> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const name of names) {
    const line = lines.find(([candidate]) => candidate === name);
    if (line) return { uid: Number(line[2]), gid: Number(line[3]) };
  }
  return undefined;
}

/** Whether the account may pass through every folder down to this one, by their mode bits. */
export async function canReach(account: Account, folder: string): Promise<boolean> {
  const { mode, uid, gid } = await stat(folder);
  const mayPass = uid === account.uid ? mode & 0o100 : gid === account.gid ? mode & 0o010 : mode & 0o001;
  if (!mayPass) return false;
  const parent = dirname(folder);
  return parent === folder || canReach(account, parent);
}

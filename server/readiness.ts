import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { access, constants, statfs } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import type { Part, Probes } from "@/server/admin";
import type { ObjectStore } from "@/server/ports/object-store";

interface Parts {
  readonly db: Db;
  readonly objects: ObjectStore;
  readonly data: string;
  /** Where `git` is looked for. */
  readonly searchPath: string;
  readonly migrationsFolder: string;
}

const PART_MS = 2_000;
const SILENT_MS = 15_000;
const GIT_KNOWN_MS = 60_000;

const Journal = z.object({ entries: z.array(z.object({ when: z.number() })) });
const run = promisify(execFile);

/** What every role needs to work. Who reaches more parts, such as the front door, adds its own. */
export function probesOf({ db, objects, data, searchPath, migrationsFolder }: Parts): Probes {
  const latest = latestMigration(migrationsFolder);
  const git = remember(GIT_KNOWN_MS, async () => {
    const { stdout } = await run("git", ["--version"], { env: { NODE_ENV: "production", PATH: searchPath } });
    return stdout.trim();
  });
  return {
    async database() {
      await db.execute(sql`select 1`);
      return undefined;
    },
    async migrations() {
      const [row] = await db.execute<{ latest: string | null }>(
        sql`select max(created_at) as latest from drizzle.__drizzle_migrations`,
      );
      if (Number(row?.latest ?? 0) < latest) throw new Error("The tables are of an older version: run the role setup");
      return Number(row?.latest) > latest ? "the tables are of a newer version" : undefined;
    },
    async objects() {
      const [stands, { bavail, bsize }] = await Promise.all([objects.check(), statfs(data)]);
      return `${stands}, ${((bavail * bsize) / 1_024 ** 3).toFixed(1)} GiB free`;
    },
    async git() {
      await access(join(data, "repos"), constants.W_OK);
      return git();
    },
    async worker() {
      const [row] = await db.execute<{ silent_ms: number | null }>(
        sql`select extract(epoch from now() - max(seen_at))::float * 1000 as silent_ms from worker_pools`,
      );
      const silentMs = row?.silent_ms ?? null;
      if (silentMs === null) throw new Error("No worker has run yet");
      if (silentMs > SILENT_MS) throw new Error(`No worker has been heard of for ${Math.round(silentMs / 1_000)} s`);
      return undefined;
    },
  };
}

/** Looks at every part at once; one that does not answer within so many milliseconds is failing. */
export async function lookAtParts(probes: Probes, withinMs = PART_MS): Promise<Record<string, Part>> {
  const looked = Object.entries(probes).map(async ([name, probe]): Promise<[string, Part]> => {
    const late = sleep(withinMs, undefined, { ref: false }).then(() => Promise.reject(new Error("No answer in time")));
    return Promise.race([probe(), late]).then(
      (detail) => [name, { status: "ok", ...(detail !== undefined && { detail }) }],
      (error: Error) => [name, { status: "failing", detail: error.message }],
    );
  });
  return Object.fromEntries(await Promise.all(looked));
}

function latestMigration(folder: string): number {
  const { entries } = Journal.parse(JSON.parse(readFileSync(join(folder, "meta", "_journal.json"), "utf8")));
  return Math.max(0, ...entries.map(({ when }) => when));
}

/** Asks again only after a while, or when it failed. */
function remember(forMs: number, ask: () => Promise<string>): () => Promise<string> {
  let known = { answer: "", until: 0 };
  return async () => {
    if (performance.now() >= known.until) known = { answer: await ask(), until: performance.now() + forMs };
    return known.answer;
  };
}

import { randomBytes } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buffer } from "node:stream/consumers";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prepareFirstStart } from "@/db/seed/first-start";
import { createFilesystemObjects } from "@/server/adapters/objects-filesystem";
import { findObject, openObject } from "@/server/content";
import { readEnv } from "@/server/env";
import { listRefs } from "@/server/git";
import { recordHeads } from "@/server/git/record-heads";
import { findRepo } from "@/server/hub";
import { commitFiles } from "@/server/hub/commits/commit-files";
import { CommitFilesInput } from "@/server/hub/contract/content";
import { actorOfPassword } from "@/server/identity";
import { createRuntime } from "@/server/runtime";
import { shaOf } from "@/server/testing/sha-of";
import { lockDataFolder } from "../data-lock";
import { type DatabaseAccess, openEmbeddedDatabase } from "../database-access";
import { startPostgres } from "../postgres";
import { prepareDatabase } from "../prepare-database";
import { backUp } from "./back-up";
import { restore } from "./restore";
import { listTables, quotedTable } from "./tables";

const PASSWORD = "a long enough phrase";
/** Several databases are made here, each by its own server. */
const SLOW_MS = 120_000;
const MIGRATIONS = resolve("db/migrations");
const searchPath = readEnv().PATH;
const settings = { fsync: "off", shared_buffers: "16MB" };
const MODEL = { kind: "model", namespace: "modelyard", name: "guide-2m-gguf" } as const;
const ADDRESS = { shelf: "models", namespace: "modelyard", name: "guide-2m-gguf" } as const;

describe("a backup", { timeout: SLOW_MS }, () => {
  const folder = mkdtempSync(join(tmpdir(), "yard-backup-"));
  const at = (name: string) => join(folder, name);
  const secret = randomBytes(32).toString("base64url");
  const undo: (() => Promise<unknown>)[] = [];
  let access: DatabaseAccess;
  let runtime: ReturnType<typeof createRuntime>;

  beforeAll(async () => {
    mkdirSync(at("data"));
    writeFileSync(join(at("data"), "secret"), secret);
    const lock = await lockDataFolder(join(at("data"), "supervisor.lock"));
    const server = await startPostgres({ data: at("data"), report: () => {}, settings });
    access = await openEmbeddedDatabase(server, at("data"));
    await prepareDatabase(access, MIGRATIONS);
    runtime = open(at("data"), access);
    undo.push(
      () => server.stop(),
      runtime.close,
      async () => lock.release(),
    );
    await prepareFirstStart(system(runtime), {
      username: "admin",
      password: PASSWORD,
      token: undefined,
      samples: "default",
      unfinished: at("first-start-unfinished"),
    });
  }, SLOW_MS);
  afterAll(async () => {
    for (const step of undo.reverse()) await step();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = (data: string, { applicationUrl }: DatabaseAccess) => {
    const env = readEnv({ NODE_ENV: "test", YARD_DATA: data, YARD_LOG_LEVEL: "error", PATH: searchPath });
    return createRuntime({ env, databaseUrl: applicationUrl, secret });
  };
  const system = ({ contextFor }: typeof runtime) => contextFor({ kind: "system", process: "test" });
  const save = (name: string) =>
    backUp({
      folder: at(name),
      data: at("data"),
      objects: createFilesystemObjects({ root: join(at("data"), "objects") }),
      database: undefined,
      secret: undefined,
      searchPath,
      version: "1.2.3",
      say: () => {},
    });
  const bringBack = (from: string, to: string, options: Partial<Parameters<typeof restore>[0]> = {}) =>
    restore({
      folder: at(from),
      data: at(to),
      objects: createFilesystemObjects({ root: join(at(to), "objects") }),
      database: undefined,
      secret: undefined,
      acceptsAnotherSecret: false,
      migrationsFolder: MIGRATIONS,
      searchPath,
      say: () => {},
      onRestored: async () => {},
      ...options,
    });

  /** The hash of every table's rows, in no particular order. */
  async function contents({ ownerUrl }: DatabaseAccess) {
    const sql = postgres(ownerUrl, { max: 1 });
    try {
      const found: Record<string, unknown> = {};
      for (const table of await listTables(sql)) {
        const columns = table.columns.map((name) => `"${name}"`).join(", ");
        const rows = `select md5(row(${columns})::text) as row from ${quotedTable(table)}`;
        const [row] = await sql.unsafe(
          `select count(*)::int as rows, md5(string_agg(row, '' order by row)) as hash from (${rows}) as rows`,
        );
        found[table.name] = row;
      }
      return found;
    } finally {
      await sql.end();
    }
  }

  /** Looks into a data folder as the platform would. */
  async function inside<T>(
    data: string,
    look: (found: { readonly access: DatabaseAccess; readonly runtime: typeof runtime }) => Promise<T>,
  ) {
    const server = await startPostgres({ data, report: () => {}, settings });
    const access = await openEmbeddedDatabase(server, data);
    const restored = open(data, access);
    try {
      return await look({ access, runtime: restored });
    } finally {
      await restored.close();
      await server.stop();
    }
  }

  const refsOf = async (of: typeof runtime) => {
    const repo = await findRepo(system(of), MODEL);
    return repo && (await listRefs(system(of), repo.id)).map(({ ref, commit }) => [ref, commit]);
  };

  test("of a running platform brings back every row, repository and object, and people sign in as before", async () => {
    await save("first");
    const before = { rows: await contents(access), refs: await refsOf(runtime) };
    mkdirSync(at("restored"));
    cpSync(join(at("data"), "secret"), join(at("restored"), "secret"));
    await bringBack("first", "restored");

    await inside(at("restored"), async (found) => {
      expect(await contents(found.access)).toEqual(before.rows);
      expect(await refsOf(found.runtime)).toEqual(before.refs);
      const ctx = system(found.runtime);
      expect(await actorOfPassword(ctx, { login: "admin", password: PASSWORD })).toMatchObject({ username: "admin" });
      const repo = await findRepo(ctx, MODEL);
      const bytes = readFileSync("samples/guide/guide-2m-q8_0.gguf");
      const oid = shaOf(bytes);
      const object = await findObject(ctx, { repoId: repo?.id ?? "", oid });
      expect(object).not.toBeNull();
      const { body } = await openObject(ctx, { repoId: repo?.id ?? "", oid });
      expect((await buffer(body)).equals(bytes)).toBe(true);
    });
  });

  test("holds every commit that its rows know while people go on committing, and what git had ahead becomes known", async () => {
    const actor = await actorOfPassword(system(runtime), { login: "admin", password: PASSWORD });
    if (actor === null) throw new Error("the administrator cannot sign in");
    let isSaving = true;
    let commits = 0;
    const committing = async () => {
      while (isSaving) {
        const changes = [{ kind: "put", path: `note-${commits}.txt`, text: "hello" }];
        const input = CommitFilesInput.parse({ ...ADDRESS, summary: "Add a note", description: "", changes });
        await commitFiles.run(runtime.contextFor(actor), input);
        commits += 1;
      }
    };
    const busy = committing();
    await expect.poll(() => commits).toBeGreaterThan(0);
    await save("busy");
    isSaving = false;
    await busy;
    await bringBack("busy", "restored-busy", { secret });

    await inside(at("restored-busy"), async (found) => {
      const ctx = system(found.runtime);
      const repo = await findRepo(ctx, MODEL);
      if (repo === null) throw new Error("the repository is gone");
      const sql = postgres(found.access.ownerUrl, { max: 1 });
      const headsOf = async () => {
        const rows = await sql`select ref, commit from git_heads where repo_id = ${repo.id}`;
        return rows.map(({ ref, commit }) => [ref, commit]);
      };
      const [head] = await headsOf();
      const refs = await refsOf(found.runtime);
      expect(refs?.map(([ref]) => ref)).toEqual(["refs/heads/main"]);
      const range = ["merge-base", "--is-ancestor", head?.[1], refs?.[0]?.[1] ?? ""];
      await ctx.live.repositories.run(repo.id, { args: range });
      await recordHeads(ctx, repo.id);
      expect(await headsOf()).toEqual(refs);
      await sql.end();
    });
  });

  test("never lands in a folder that holds something, and leaves nothing behind when it fails", async () => {
    mkdirSync(at("taken"));
    writeFileSync(join(at("taken"), "letter"), "");
    await expect(save("taken")).rejects.toThrow("is not empty");
    await expect(save("no/such/folder")).rejects.toThrow("does not exist");
    expect(readdirSync(folder).filter((name) => name.endsWith(".unfinished"))).toEqual([]);
  });

  describe("that is to be restored", () => {
    const damage = (name: string, change: (copy: string) => void) => {
      cpSync(at("first"), at(name), { recursive: true });
      change(at(name));
    };
    const change = (path: string, edit: (manifest: Record<string, unknown>) => void) => {
      const manifest = JSON.parse(readFileSync(join(path, "manifest.json"), "utf8"));
      edit(manifest);
      writeFileSync(join(path, "manifest.json"), JSON.stringify(manifest));
    };

    test.for<[string, RegExp, (copy: string) => void]>([
      ["without its manifest", /holds no complete backup/, (copy) => rmSync(join(copy, "manifest.json"))],
      [
        "of another format",
        /has format 99; this version of Modelyard reads format 1/,
        (copy) =>
          change(copy, (facts) => {
            facts.format = 99;
          }),
      ],
      [
        "of an older version",
        /made by an older version \(1\.2\.3, 1 migrations/,
        (copy) =>
          change(copy, (facts) => {
            facts.migrations = (facts.migrations as string[]).slice(0, 1);
          }),
      ],
      [
        "of another version",
        /made by another version/,
        (copy) =>
          change(copy, (facts) => {
            facts.migrations = ["unknown"];
          }),
      ],
      [
        "with a changed table",
        /is damaged: tables\/public\.users\.gz/,
        (copy) => writeFileSync(join(copy, "tables/public.users.gz"), "x"),
      ],
      [
        "with a missing table",
        /is not complete: tables\/public\.users\.gz is missing/,
        (copy) => rmSync(join(copy, "tables/public.users.gz")),
      ],
    ])("is refused %s", async ([name, reason, edit]) => {
      damage(`damaged ${name}`, edit);
      await expect(bringBack(`damaged ${name}`, `from ${name}`, { secret })).rejects.toThrow(reason);
    });

    test("is refused in a folder that is not empty, which stays as it is", async () => {
      mkdirSync(at("full"));
      writeFileSync(join(at("full"), "letter"), "mine");
      await expect(bringBack("first", "full", { secret })).rejects.toThrow("is not empty (letter");
      expect(readdirSync(at("full"))).toEqual(["letter"]);
    });

    test("is refused in a database that holds tables", async () => {
      const database = access;
      await expect(bringBack("first", "beside", { secret, database })).rejects.toThrow("The database is not empty");
      expect(existsSync(join(at("beside"), "restore-unfinished"))).toBe(false);
    });

    test("asks for the secret that sealed it", async () => {
      await expect(bringBack("first", "no-secret")).rejects.toThrow("There is no secret");
      const another = randomBytes(32).toString("base64url");
      await expect(bringBack("first", "no-secret", { secret: another })).rejects.toThrow("is not that of the backup");
    });
  });
});

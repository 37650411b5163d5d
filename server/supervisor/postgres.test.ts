import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import postgres from "postgres";
import { afterEach, describe, expect, test } from "vitest";
import { type Postgres, startPostgres } from "./postgres";
import { processStart } from "./process-stamp";

const folders: string[] = [];
const servers: Postgres[] = [];
/** Starting and ending take what they take: the machine may have other work. */
const PATIENCE = { timeout: 90_000 };
const QUICK = { fsync: "off", shared_buffers: "16MB" };

function temporaryFolder(parent = tmpdir()) {
  const folder = mkdtempSync(join(parent, "yard-postgres-"));
  folders.push(folder);
  return folder;
}

async function start(data: string) {
  const server = await startPostgres({ data, report: () => {}, settings: QUICK });
  servers.push(server);
  return server;
}

async function ask<T>({ port, owner }: Postgres, question: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres({
    host: "127.0.0.1",
    port,
    user: owner.name,
    pass: owner.password,
    database: "postgres",
    max: 1,
  });
  try {
    return await question(sql);
  } finally {
    await sql.end();
  }
}

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe("the embedded database", () => {
  test("keeps its rows from one start to the next, and leaves no process behind", async () => {
    const data = temporaryFolder();
    const first = await start(data);
    await ask(first, (sql) => sql`create table notes as select 'kept' as text`);
    await first.stop();
    expect(processStart(first.pid)).toBeNull();

    const second = await start(data);
    expect(await ask(second, (sql) => sql`select text from notes`)).toMatchObject([{ text: "kept" }]);
  });

  test("starts in a folder that is closed to everybody else, without opening it to readers", async () => {
    const data = temporaryFolder(homedir());
    chmodSync(data, 0o700);
    const server = await start(data);
    expect(await ask(server, (sql) => sql`select 1 as one`)).toMatchObject([{ one: 1 }]);
    expect(statSync(data).mode & 0o006).toBe(0);
    expect(statSync(join(data, "postgres")).mode & 0o077).toBe(0);
    expect(statSync(join(data, "postgres-password")).mode & 0o777).toBe(0o600);
  });

  test("comes back on the same port when its process is killed", async () => {
    const server = await start(temporaryFolder());
    const { pid } = server;
    process.kill(pid, "SIGKILL");
    await expect.poll(() => server.pid, PATIENCE).not.toBe(pid);
    expect(await ask(server, (sql) => sql`select 1 as one`)).toMatchObject([{ one: 1 }]);
  });

  test("ends when the process that started it is killed, and the next start finds a sound cluster", async () => {
    const data = temporaryFolder();
    const { child, pid } = await startInChild(data);
    child.kill("SIGKILL");
    await expect.poll(() => processStart(pid), PATIENCE).toBeNull();
    expect(await ask(await start(data), (sql) => sql`select 1 as one`)).toMatchObject([{ one: 1 }]);
  });

  test("replaces a server that survived because its guard was killed too", async () => {
    const data = temporaryFolder();
    const { child, pid } = await startInChild(data);
    const guard = execFileSync("pgrep", ["-P", String(child.pid), "-f", "postgres-guard"], { encoding: "utf8" });
    process.kill(Number(guard), "SIGKILL");
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(processStart(pid)).not.toBeNull();

    const server = await start(data);
    expect(processStart(pid)).toBeNull();
    expect(await ask(server, (sql) => sql`select 1 as one`)).toMatchObject([{ one: 1 }]);
  });
});

/** A process of its own that starts the server and then waits to be killed. */
async function startInChild(data: string) {
  const outfile = join(temporaryFolder(), "starter.mjs");
  await build({
    stdin: {
      contents: `import { startPostgres } from "./postgres";
        const { pid } = await startPostgres({ data: ${JSON.stringify(data)}, report: () => {}, settings: ${JSON.stringify(QUICK)} });
        process.stdout.write("pid " + pid);
        setInterval(() => {}, 1000);`,
      resolveDir: import.meta.dirname,
    },
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    define: { "import.meta.url": JSON.stringify(import.meta.url) },
  });
  const child = spawn(process.execPath, [outfile], { stdio: ["ignore", "pipe", "inherit"] });
  const [text] = await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  expect(String(text)).toMatch(/^pid \d+$/);
  const pid = Number(String(text).slice(4));
  expect(readFileSync(join(data, "postgres", "postmaster.pid"), "utf8")).toContain(String(pid));
  return { child, pid };
}

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { freePort } from "./port";
import { supervise } from "./supervise";

/** A start prepares a database: the machine may have other work. */
const PATIENCE = { timeout: 90_000 };

/** Stands in for server/main.ts: the same protocol, and a line in a file for everything that happens to it. */
const ROLES = `
import { appendFileSync } from "node:fs";
const [folder, role] = process.argv.slice(2);
const note = (text) => appendFileSync(folder + "/happened", role + " " + text + "\\n");
const { DATABASE_URL, DATABASE_OWNER_URL, YARD_SECRET } = process.env;
note("starts " + JSON.stringify({ user: new URL(DATABASE_URL).username, owner: DATABASE_OWNER_URL !== undefined, secret: YARD_SECRET.length > 31 }));
if (role === "setup") process.send(process.env.LATER ? null : { username: "admin", password: process.env.YARD_ADMIN_PASSWORD }, () => process.exit(process.env.BROKEN ? 1 : 0));
else if (role === "stop-runs") process.exit(0);
else {
  process.on("message", () => { note("drains"); process.exit(0); });
  process.send({ type: "ready" });
  setInterval(() => {}, 1000);
}
`;

describe("the whole platform", () => {
  let folder: string;
  let printed: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "yard-supervise-"));
    writeFileSync(join(folder, "roles.mjs"), ROLES);
    printed = "";
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function start(environment: Record<string, string> = {}) {
    const stopping = new AbortController();
    const output = new PassThrough();
    output.on("data", (text) => {
      printed += String(text);
    });
    const ended = supervise({
      host: "127.0.0.1",
      port: await freePort(),
      data: join(folder, "data"),
      database: undefined,
      secret: undefined,
      publicUrl: undefined,
      environment: { NODE_ENV: "test", ...environment },
      command: [process.execPath, join(folder, "roles.mjs"), folder],
      output,
      signal: stopping.signal,
    });
    return { ended, stop: () => stopping.abort() };
  }

  const happened = () => readFileSync(join(folder, "happened"), "utf8").trim().split("\n");
  const databaseIsRunning = () => existsSync(join(folder, "data", "postgres", "postmaster.pid"));

  const until = (text: string) => expect.poll(() => printed, PATIENCE).toContain(text);

  test("says where it is and how to come in, keeps its secret to itself, and leaves nothing behind", async () => {
    const { ended, stop } = await start();
    await until("Modelyard is ready at http://127.0.0.1:");
    expect(printed).toContain("Sign in as  admin");
    const note = join(folder, "data", "admin-password");
    expect(printed).toContain(`Password    ${readFileSync(note, "utf8")}`);
    expect(statSync(note).mode & 0o777).toBe(0o600);
    expect(databaseIsRunning()).toBe(true);
    expect(statSync(join(folder, "data", "secret")).mode & 0o777).toBe(0o600);

    stop();
    await ended;
    expect(databaseIsRunning()).toBe(false);
    expect(existsSync(join(folder, "data", "supervisor.lock"))).toBe(false);
    expect(happened().filter((line) => line.endsWith("drains"))[0]).toBe("edge drains");
    expect(happened().filter((line) => line.endsWith("drains"))).toHaveLength(3);
    expect(happened().at(-1)).toContain("stop-runs starts");
  });

  test("prints no password that the operator chose, and none on a later start", async () => {
    const first = await start({ YARD_ADMIN_PASSWORD: "correct horse" });
    await until("Modelyard is ready");
    first.stop();
    await first.ended;
    expect(printed).not.toContain("correct horse");
    printed = "";
    const second = await start({ LATER: "yes" });
    await until("Modelyard is ready");
    second.stop();
    await second.ended;
    expect(printed).not.toContain("Sign in");
    expect(existsSync(join(folder, "data", "admin-password"))).toBe(false);
  });

  test("lets only the setup be the owner of the tables", async () => {
    const { ended, stop } = await start();
    await until("Modelyard is ready");
    stop();
    await ended;
    const facts = happened()
      .filter((line) => line.includes(" starts "))
      .map((line) => line.split(" starts "));
    expect(Object.fromEntries(facts.map(([role, fact]) => [role, JSON.parse(fact ?? "")]))).toEqual({
      setup: { user: "yard_app", owner: true, secret: true },
      web: { user: "yard_app", owner: false, secret: true },
      worker: { user: "yard_app", owner: false, secret: true },
      edge: { user: "yard_app", owner: false, secret: true },
      "stop-runs": { user: "yard_app", owner: false, secret: true },
    });
  });

  test("that cannot be prepared says why, and takes down what it had started", async () => {
    const { ended } = await start({ BROKEN: "yes" });
    await expect(ended).rejects.toThrow("setup failed (exit code 1)");
    expect(databaseIsRunning()).toBe(false);
    expect(existsSync(join(folder, "data", "supervisor.lock"))).toBe(false);
  });

  test("stops in the middle of its start when it is told to", async () => {
    const { ended, stop } = await start();
    await until("Starting PostgreSQL");
    stop();
    await ended;
    expect(printed).not.toContain("is ready");
    expect(databaseIsRunning()).toBe(false);
  });
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lockDataFolder } from "./data-lock";
import { processStart } from "./process-stamp";

describe("the lock of a data folder", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "yard-lock-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("refuses a second platform beside a running one and names its process", async () => {
    const path = join(folder, "running.lock");
    const lock = await lockDataFolder(path);
    await expect(lockDataFolder(path)).rejects.toThrow(`already runs from this data folder (process ${process.pid})`);
    lock.release();
    expect(existsSync(path)).toBe(false);
  });

  test("is taken over from a process that was killed", async () => {
    const path = join(folder, "killed.lock");
    const holder = spawn("sleep", ["600"]);
    await once(holder, "spawn");
    const pid = holder.pid ?? 0;
    writeFileSync(path, JSON.stringify({ pid, started: processStart(pid) }));
    holder.kill("SIGKILL");
    await once(holder, "exit");
    const lock = await lockDataFolder(path);
    expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ pid: process.pid });
    lock.release();
  });

  test("is taken over when the number of its process belongs to another program now", async () => {
    const path = join(folder, "reused.lock");
    writeFileSync(path, JSON.stringify({ pid: process.pid, started: "1" }));
    const lock = await lockDataFolder(path);
    lock.release();
    expect(existsSync(path)).toBe(false);
  });

  test("is taken over from a file that says nothing", async () => {
    const path = join(folder, "garbage.lock");
    writeFileSync(path, "{");
    const lock = await lockDataFolder(path);
    lock.release();
    expect(existsSync(path)).toBe(false);
  });

  test("is waited for while its holder is on its way out", async () => {
    const path = join(folder, "leaving.lock");
    const first = await lockDataFolder(path);
    first.leaving();
    const second = lockDataFolder(path); // has found it held by now
    first.release();
    (await second).release();
    expect(existsSync(path)).toBe(false);
  });
});

import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openLogFile } from "./log-file";
import { noteworthy } from "./terminal";

describe("a role's log", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "yard-log-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("never grows beyond its files", () => {
    const path = join(folder, "edge.log");
    const log = openLogFile(path, { maxBytes: 30, keep: 2 });
    for (let line = 1; line <= 20; line += 1) log.write(`line number ${line}`);
    log.close();
    expect(readFileSync(path, "utf8")).toBe("line number 19\nline number 20\n");
    expect(readFileSync(`${path}.1`, "utf8")).toBe("line number 17\nline number 18\n");
    expect(existsSync(`${path}.2`)).toBe(true);
    expect(existsSync(`${path}.3`)).toBe(false);
  });

  test("interrupts people with warnings and with what is no log line, and with nothing else", () => {
    const line = (level: number) =>
      JSON.stringify({ level, msg: "Disk is full", err: { message: "ENOSPC" }, requestId: "7" });
    expect(noteworthy("edge", line(30), "stdout")).toBeNull();
    expect(noteworthy("edge", line(50), "stdout")).toBe("edge: Disk is full: ENOSPC (request 7)");
    expect(noteworthy("edge", "Warning: something", "stderr")).toBe("edge: Warning: something");
    expect(noteworthy("edge", "    at serve (front-door.ts:1:1)", "stderr")).toBeNull();
    expect(noteworthy("web", "compiled", "stdout")).toBeNull();
  });
});

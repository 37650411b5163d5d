import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { DomainError } from "@/server/kernel";
import { createScanner } from "./scanner";

const signal = new AbortController().signal;
const real = createScanner({ program: resolve(".cache/test/hub/scan/scanner/scanner.worker.mjs") });
const contentOf = (bytes: Buffer, path = "m.pkl") => ({
  ...{ size: bytes.byteLength, path },
  read: async (start: number, length: number) => bytes.subarray(start, start + length),
});

/** A scanner whose program somebody else has written. */
async function withProgram(source: string, work: (scanner: ReturnType<typeof createScanner>) => Promise<void>) {
  const folder = await mkdtemp(join(tmpdir(), "scanner-"));
  const program = join(folder, "program.mjs");
  writeFileSync(program, source);
  try {
    await work(createScanner({ program, timeoutMs: 20_000 }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Says as the name of a finding what a statement came to. */
const trying = (statement: string) => `
import { writeSync } from "node:fs";
let name = "done";
try { ${statement} } catch (error) { name = String(error.code); }
const report = { format: "test", reason: null, findings: [{ kind: "known_global", name, place: "" }] };
writeSync(1, JSON.stringify({ report }) + "\\n");`;

describe("the process that scans", () => {
  test("tells what is in the bytes", async () => {
    const bytes = Buffer.from("cos\nsystem\n(S'true'\ntR.", "latin1");
    expect(await real.scan(contentOf(bytes), signal)).toMatchObject({
      format: "pickle",
      findings: [{ kind: "dangerous_global", name: "os.system" }],
    });
  });

  test("reads of a large file only what it needs", async () => {
    let read = 0;
    const size = 3 * 1024 ** 3;
    const beginning = Buffer.from("\x80\x04\x8e\0\0\0\xb0\0\0\0\0", "latin1");
    const report = await real.scan(
      {
        ...{ size, path: "m.pkl" },
        read: async (start, length) => {
          read += length;
          const bytes = Buffer.alloc(length, ".");
          if (start === 0) beginning.copy(bytes);
          return bytes;
        },
      },
      signal,
    );
    expect(report.format).toBe("pickle");
    expect(report.findings).toEqual(expect.not.arrayContaining([expect.objectContaining({ kind: "broken_pickle" })]));
    expect(read).toBeLessThan(256 * 1024 ** 2);
  });

  test.each([
    ["read a file", `(await import("node:fs")).readFileSync("/etc/passwd")`],
    ["write a file", `(await import("node:fs")).writeFileSync("/tmp/scanner-was-here", "")`],
    ["start a program", `(await import("node:child_process")).execFileSync("true")`],
    ["start a thread", `new (await import("node:worker_threads")).Worker("0", { eval: true })`],
  ])("may not %s", async (_what, statement) => {
    await withProgram(trying(statement), async (scanner) => {
      const { findings } = await scanner.scan(contentOf(Buffer.from("x")), signal);
      expect(findings[0]?.name).toBe("ERR_ACCESS_DENIED");
    });
  });

  test("may not open a connection, and is told nothing by its environment", async () => {
    let calls = 0;
    const server = createServer((_request, response) => {
      calls += 1;
      response.end();
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const statement = `const r = await fetch("http://127.0.0.1:${port}").then(() => "open", () => "shut");
      name = r + " " + Object.keys(process.env).length;`;
    await withProgram(trying(statement), async (scanner) => {
      const { findings } = await scanner.scan(contentOf(Buffer.from("x")), signal);
      expect(findings[0]?.name).toBe("shut 0");
    });
    await new Promise((done) => server.close(done));
    expect(calls).toBe(0);
  });

  test.each([
    ["runs out of memory", "const all = []; for (;;) all.push(Array.from({ length: 1e6 }, () => ({})));"],
    ["ends at once", "process.exit(3)"],
    ["says what it may not say", `process.stdout.write('{"read":[0,999999999]}\\n')`],
  ])("that %s makes a file that is not scanned", async (_what, source) => {
    await withProgram(source, async (scanner) => {
      expect(await scanner.scan(contentOf(Buffer.from("x")), signal)).toEqual({
        ...{ format: "unread", reason: "stopped", findings: [] },
      });
    });
  });

  test("ends with whoever waits for it, and with bytes that do not come", async () => {
    await withProgram("setInterval(() => {}, 1000)", async (scanner) => {
      const stop = new AbortController();
      const scan = scanner.scan(contentOf(Buffer.from("x")), stop.signal);
      setImmediate(() => stop.abort());
      await expect(scan).rejects.toThrow();
    });
    const lost = new DomainError("unavailable", "The store has lost it");
    const read = async () => {
      throw lost;
    };
    await expect(real.scan({ size: 10, path: "m.pkl", read }, signal)).rejects.toBe(lost);
  });
});

import { describe, expect, test } from "vitest";
import { listQueuedJobs } from "@/server/kernel";
import { EVIL_PICKLE } from "@/server/testing/pickles";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { zipBytes } from "@/server/testing/zip-bytes";
import { scanFiles } from "../jobs";
import { hubOperations } from "../operations";
import { scanFilesNow } from "./scan-files";

const { getFile, getRepoScan, listTree } = hubOperations;
const signal = new AbortController().signal;
const refs = ["refs/heads/main"];

const plain = Buffer.from("\x80\x02ccollections\nOrderedDict\n)R.", "latin1");
const torch = (pickle: Buffer) =>
  zipBytes([
    ["model/data.pkl", { bytes: pickle }],
    ["model/data/0", { bytes: Buffer.alloc(2_000_000, 7) }],
  ]);

describe("the model files of a repository", () => {
  const world = setupWorld();

  test("are looked at by a job, each content once, and shown with what was found", async () => {
    const ada = world.as(await world.user());
    const objects = { "good.pt": torch(plain), "bad.bin": torch(EVIL_PICKLE), "copy.pt": torch(plain) };
    const made = await repoWith(ada, { name: "scanned", objects, texts: { "README.md": "# Hello" } });
    expect(await getRepoScan.run(ada, made.address)).toMatchObject({ isDone: false });

    let scans = 0;
    const scanner: typeof ada.live.scanner = {
      scan: (...asked) => {
        scans += 1;
        return ada.live.scanner.scan(...asked);
      },
    };
    const worker = { ...ada, live: { ...ada.live, scanner } };
    await scanFilesNow(worker, { repoId: made.repo.id, refs, since: null }, signal);
    await scanFilesNow(worker, { repoId: made.repo.id, refs, since: null }, signal);
    expect(scans).toBe(2);

    expect(await getRepoScan.run(ada, made.address)).toEqual({
      isDone: true,
      counts: { safe: 2, suspicious: 0, unsafe: 1, not_scanned: 0 },
      plainCount: 0,
      pendingCount: 0,
      issues: [{ path: "bad.bin", status: "unsafe" }],
    });
    const { items } = await listTree.run(ada, listTree.input.parse(made.address));
    expect(Object.fromEntries(items.map(({ path, scanStatus }) => [path, scanStatus]))).toMatchObject({
      "README.md": null,
      "bad.bin": "unsafe",
      "good.pt": "safe",
    });
    const bad = await getFile.run(ada, { ...made.address, path: "bad.bin" });
    expect(bad.scan).toMatchObject({
      status: "unsafe",
      format: "zip",
      findings: [{ kind: "dangerous_global", name: "os.system", place: "model/data.pkl" }],
    });
  });

  test("are told from bytes that are named like a model's and are no format that can run code", async () => {
    const ada = world.as(await world.user());
    const objects = { "weights.bin": Buffer.alloc(2_000, 1) };
    const made = await repoWith(ada, { name: "raw", objects, texts: { "README.md": "# Hello" } });
    const counts = { safe: 0, suspicious: 0, unsafe: 0, not_scanned: 0 };
    const before = await getRepoScan.run(ada, made.address);
    expect(before).toEqual({ isDone: false, counts, plainCount: 0, pendingCount: 1, issues: [] });
    await scanFilesNow(ada, { repoId: made.repo.id, refs, since: null }, signal);
    const after = await getRepoScan.run(ada, made.address);
    expect(after).toEqual({ isDone: true, counts, plainCount: 1, pendingCount: 0, issues: [] });
  });

  test("of which there are many go to the end of the line now and then, and all are looked at in the end", async () => {
    const ada = world.as(await world.user());
    const objects = Object.fromEntries(
      [4, 5, 6].map((at) => [`${at}.pkl`, Buffer.from(`\x80\x02K${at}\x85.`, "latin1")]),
    );
    const made = await repoWith(ada, { name: "many", objects });
    let minutes = 0;
    const now = () => {
      minutes += 3;
      return new Date(Date.now() + minutes * 60_000);
    };
    const slow = { ...ada, now };
    const asked = { repoId: made.repo.id, refs, since: null };
    await scanFilesNow(slow, asked, signal);
    const pending = async () => (await getRepoScan.run(ada, made.address)).pendingCount;
    expect(await pending()).toBe(2);
    for (let rest = 2; rest > 0; rest -= 1) {
      const line = await listQueuedJobs(ada.db, { name: scanFiles.name, after: null, limit: 100 });
      const [next] = line.filter(({ payload }) => Object(payload).repoId === made.repo.id);
      expect(next).toMatchObject({ payload: asked, queue: expect.stringMatching(/^hub\.scans:[01]$/) });
      await scanFilesNow(slow, scanFiles.payload.parse(next?.payload), signal);
    }
    expect(await pending()).toBe(0);
    expect(await getRepoScan.run(ada, made.address)).toMatchObject({ isDone: true });
  });

  test("are not looked at twice after a scan that was cut off, and all of them when somebody wants that", async () => {
    const ada = world.as(await world.user());
    const numbered = (at: number) => Buffer.from(`\x80\x02K${String.fromCharCode(at)}\x85.`, "latin1");
    const objects = { "a.pkl": numbered(1), "b.pkl": numbered(2), "c.pkl": numbered(3) };
    const made = await repoWith(ada, { name: "cut", objects });
    const stop = new AbortController();
    const seen: string[] = [];
    const scanner: typeof ada.live.scanner = {
      async scan(content, ...rest) {
        seen.push(content.path);
        if (seen.length === 2) stop.abort(); // the worker is told to end while a process is at work
        return ada.live.scanner.scan(content, ...rest);
      },
    };
    const worker = { ...ada, live: { ...ada.live, scanner } };
    const asked = { repoId: made.repo.id, refs, since: null };
    await expect(scanFilesNow(worker, asked, stop.signal)).rejects.toThrow();
    expect(await getRepoScan.run(ada, made.address)).toMatchObject({ isDone: false, counts: { safe: 1 } });

    await scanFilesNow(worker, asked, signal);
    expect(seen).toEqual(["a.pkl", "b.pkl", "b.pkl", "c.pkl"]);
    expect(await getRepoScan.run(ada, made.address)).toMatchObject({ isDone: true, counts: { safe: 3 } });

    const since = new Date(Date.now() + 60_000).toISOString();
    await scanFilesNow(worker, { ...asked, since }, signal);
    expect(seen).toHaveLength(7);
  });
});

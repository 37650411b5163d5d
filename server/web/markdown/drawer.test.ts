import { resolve } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { createMarkdownDrawer } from "./drawer";
import { createKeptDrawings } from "./kept-drawings";
import type { Asked } from "./thread";
import { createMarkdownThreads } from "./threads";

const PROGRAM = resolve(".cache/test/web/markdown/markdown.worker.mjs");

/** Does what a text says: never ends, breaks, or tells how many texts its thread has drawn. */
const ODD_PROGRAM = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from "node:worker_threads";
    import { zstdCompressSync } from "node:zlib";
    let count = 0;
    parentPort.on("message", ({ source }) => {
      while (source === "forever");
      if (source === "broken") throw new Error("broken");
      count += 1;
      const tree = { type: "text", value: source + " " + count };
      const drawn = { elements: 1, packed: zstdCompressSync(JSON.stringify(tree)) };
      parentPort.postMessage({ drawn, heapBytes: source === "large" ? 1e9 : 1e6 });
    });
    parentPort.postMessage("ready");
  `)}`,
);

const opened: { close(): Promise<void> }[] = [];
const reported: unknown[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((threads) => threads.close()));
  reported.length = 0;
});

function open(more: Partial<Parameters<typeof createMarkdownThreads>[0]> = {}, patienceMs = 60_000) {
  const threads = createMarkdownThreads({ program: ODD_PROGRAM, report: (error) => reported.push(error), ...more });
  opened.push(threads);
  let asked = 0;
  const counted = {
    draw(what: Asked) {
      asked += 1;
      return threads.draw(what);
    },
  };
  const drawer = createMarkdownDrawer({ threads: counted, kept: createKeptDrawings(1_000_000), patienceMs });
  const draw = async (source: string) => (await drawer.draw(source))?.tree() ?? null;
  return { draw, colour: drawer.colour, asked: () => asked };
}

const text = (value: string) => ({ type: "text", value });

describe("documents that are drawn in threads", () => {
  test("are what the pipeline makes of them, with the colours of their code", async () => {
    const { draw } = open({ program: PROGRAM, limitMs: 60_000 });
    const shown = JSON.stringify(await draw("# Title\n\n$x$\n\n```python\nimport os\n```\n"));
    expect(shown).toContain('"id":"title"');
    expect(shown).toContain('"katex"');
    expect(shown).toContain("--shiki-token-keyword");
    expect(shown).not.toContain("position");
    expect(await draw(`${">".repeat(2_000)}a`)).toBeNull();
  });

  test("are given up when they do not end in time, and others go on in another thread", async () => {
    const { draw, asked } = open({ places: 1, limitMs: 300 });
    expect(await draw("a")).toEqual(text("a 1"));
    const [late, next] = await Promise.all([draw("forever"), draw("b")]);
    expect([late, next]).toEqual([null, text("b 1")]);
    expect(reported).toEqual([]);
    expect(await draw("forever")).toBeNull();
    expect(asked()).toBe(3);
  });

  test("are shown as text where they come too late for a page, and kept for the next one", async () => {
    const { draw, asked } = open({ places: 1, limitMs: 400 }, 100);
    const late = draw("forever");
    expect(await draw("a")).toBeNull();
    await late;
    await expect.poll(() => draw("a")).toEqual(text("a 1"));
    expect(asked()).toBe(2);
  });

  test("that break their thread are given up, and told", async () => {
    const { draw } = open({ places: 1 });
    expect(await draw("broken")).toBeNull();
    expect(await draw("a")).toEqual(text("a 1"));
    expect(reported).toHaveLength(1);
  });

  test("are given up when no turn comes, and asked for again later", async () => {
    const { draw } = open({ places: 1, limitMs: 1_000, patienceMs: 50 });
    const late = draw("forever");
    expect(await draw("a")).toBeNull();
    await late;
    expect(await draw("a")).toEqual(text("a 1"));
  });

  test("that leave a large heap behind do so for none that comes next", async () => {
    const { draw } = open({ places: 1 });
    expect(await draw("large")).toEqual(text("large 1"));
    expect(await draw("a")).toEqual(text("a 1"));
    expect(await draw("b")).toEqual(text("b 2"));
  });

  test("that are short go before long ones", async () => {
    const { draw } = open({ places: 1, limitMs: 1_000, patienceMs: 60_000 });
    const shown = await Promise.all(["first", "a long one", "short"].map(draw));
    expect(shown).toEqual([text("first 1"), text("a long one 3"), text("short 2")]);
  });

  test("are drawn once, whether they are asked for one after the other or at the same time, as trees of their own", async () => {
    const { draw, asked } = open();
    const [one, same] = await Promise.all([draw("a"), draw("a")]);
    expect(one).toEqual(text("a 1"));
    expect(one).not.toBe(same);
    expect(await draw("a")).toEqual(one);
    expect(asked()).toBe(1);
  });
});

describe("code of a file that is coloured in threads", () => {
  const CODE = 'import os\r\n\n\nx = ["你好 😀", 1]  # a';
  const together = (lines: Awaited<ReturnType<ReturnType<typeof open>["colour"]>>) =>
    lines?.map((line) => line.map(({ content }) => content).join("")).join("\n");

  test("is the same code in pieces with colours, made once for each language", async () => {
    const { colour, asked } = open({ program: PROGRAM, limitMs: 60_000 }, 60_000);
    const [lines, same] = await Promise.all([colour(CODE, "python"), colour(CODE, "python")]);
    expect(lines?.[0]?.[0]).toEqual({ offset: 0, content: "import", color: "var(--shiki-token-keyword)" });
    expect(together(lines)?.replaceAll("\r", "")).toBe(CODE.replaceAll("\r", ""));
    expect(same).toEqual(lines);
    expect(asked()).toBe(1);
    expect(await colour(CODE, "sql")).not.toEqual(lines);
    expect(asked()).toBe(2);
  });

  test("has no colours where it would fill a page with too many pieces", async () => {
    const { colour } = open({ program: PROGRAM, limitMs: 60_000 }, 60_000);
    expect(await colour(`${'["a",1,'.repeat(500)}\n`.repeat(30), "json")).toBeNull();
  });

  test("has none where it comes too late, and is asked for no more", async () => {
    const { colour, asked } = open({ places: 1, limitMs: 300 });
    expect(await colour("forever", "python")).toBeNull();
    expect(await colour("forever", "python")).toBeNull();
    expect(asked()).toBe(1);
  });
});

describe("drawings that are kept", () => {
  const drawn = (bytes: number) => ({ elements: 1, packed: new Uint8Array(bytes) });

  test("are the latest that fit", () => {
    const kept = createKeptDrawings(3_000);
    for (const name of ["a", "b", "c"]) kept.set(name, drawn(600));
    expect(kept.get("a")?.packed).toHaveLength(600);
    kept.set("d", drawn(600));
    expect(["a", "b", "c", "d"].filter((name) => kept.get(name))).toEqual(["a", "c", "d"]);
    kept.set("large", drawn(10_000));
    expect(kept.get("large")).toBeUndefined();
  });

  test("are forgotten after their time", async () => {
    const kept = createKeptDrawings(3_000);
    kept.set("a", null, 10);
    expect(kept.get("a")).toBeNull();
    await expect.poll(() => kept.get("a")).toBeUndefined();
  });
});

import { Agent, get } from "node:http";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { forget, type RunningPlatform, startPlatform } from "./parts/platform";
import { printTable, quantile, verdict } from "./parts/table";

/** How soon pages begin, in an installation of some size, and how much program they bring. */
const REPOSITORIES = 1_000;
/** Of the model whose pages are measured. */
const PULLS = 500;
const MODEL = "modelyard/guide-2m-gguf";
const WARM_UP = 20;
const REQUESTS = 150;
const TARGET_P95_MS = 200;
const TARGET_KB = 220;
const DATA = resolve(".cache/bench/page-ttfb");
const PAGES = {
  "model list": "/models",
  "model page": `/${MODEL}`,
  "its pull requests": `/${MODEL}/discussions?kind=pull`,
} as const;

interface Timing {
  readonly firstMs: number;
  readonly wholeMs: number;
  readonly text: string;
}

/** A small answer without a page: what this machine and this network take in any case. */
const BASELINE = "/livez";

async function fill({ url, token }: RunningPlatform) {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  for (let number = 0; number < REPOSITORIES; number += 1) {
    const name = `model-${String(number).padStart(4, "0")}`;
    const body = JSON.stringify({ name, visibility: "public", description: `Model number ${number}` });
    const answer = await fetch(`${url}/api/v1/models`, { method: "POST", headers, body });
    if (answer.status !== 201) throw new Error(`A repository was not created: ${answer.status} ${await answer.text()}`);
  }
}

/** As `create_commit(…, create_pr=True)` of huggingface_hub opens them. */
async function openPulls({ url, token }: RunningPlatform) {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/x-ndjson" };
  for (let number = 0; number < PULLS; number += 1) {
    const content = Buffer.from(`Note ${number}\n`).toString("base64");
    const lines = [
      { key: "header", value: { summary: `Add note ${number}`, description: "" } },
      { key: "file", value: { path: `notes/${number}.md`, content, encoding: "base64" } },
    ];
    const body = lines.map((line) => JSON.stringify(line)).join("\n");
    const address = `${url}/api/models/${MODEL}/commit/main?create_pr=1`;
    const answer = await fetch(address, { method: "POST", headers, body });
    if (!answer.ok) throw new Error(`A pull request was not opened: ${answer.status} ${await answer.text()}`);
  }
}

const agent = new Agent({ keepAlive: true });

function time(address: string): Promise<Timing> {
  const since = performance.now();
  return new Promise((done, failed) => {
    get(address, { agent, headers: { accept: "text/html" } }, (answer) => {
      let firstMs = 0;
      let text = "";
      if (answer.statusCode !== 200) failed(new Error(`${address} answers with ${answer.statusCode}`));
      answer.setEncoding("utf8").on("data", (part: string) => {
        firstMs ||= performance.now() - since;
        text += part;
      });
      answer.on("end", () => done({ firstMs, wholeMs: performance.now() - since, text }));
    }).on("error", failed);
  });
}

/** What a browser without a cache loads to show the page; old browsers' extra program is not for it. */
async function programOf(url: string, html: string): Promise<number> {
  const tags = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => !/\bnomodule\b/i.test(tag));
  const sources = tags.flatMap((tag) => /\bsrc="([^"]+\.js[^"]*)"/.exec(tag)?.[1] ?? []);
  const sizes = [...new Set(sources)].map(async (source) => {
    const bytes = await (await fetch(new URL(source, url))).arrayBuffer();
    return gzipSync(Buffer.from(bytes)).length;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1_000;
}

async function measure(url: string) {
  const paths = [BASELINE, ...Object.values(PAGES)];
  const times = new Map<string, Timing[]>(paths.map((path) => [path, []]));
  for (let round = -WARM_UP; round < REQUESTS; round += 1) {
    for (const path of paths) {
      const timing = await time(url + path);
      if (round >= 0) times.get(path)?.push(timing);
    }
  }
  return times;
}

await forget(DATA);
const platform = await startPlatform(DATA);
try {
  await fill(platform);
  await openPulls(platform);
  const times = await measure(platform.url);
  const rows = Object.entries(PAGES).map(async ([name, path]) => {
    const timings = times.get(path) ?? [];
    const firsts = timings.map(({ firstMs }) => firstMs);
    const kilobytes = await programOf(platform.url, timings.at(-1)?.text ?? "");
    const p95 = quantile(firsts, 0.95);
    const wholes = timings.map(({ wholeMs }) => wholeMs);
    const base = quantile(
      (times.get(BASELINE) ?? []).map(({ firstMs }) => firstMs),
      0.5,
    );
    return [
      name,
      ...[quantile(firsts, 0.5), p95, quantile(wholes, 0.95)].map((ms) => `${ms.toFixed(0)} ms`),
      `${(quantile(firsts, 0.5) / base).toFixed(0)}×`,
      verdict(p95 <= TARGET_P95_MS),
      `${kilobytes.toFixed(0)} kB`,
      verdict(kilobytes <= TARGET_KB),
    ];
  });
  const limits = [`≤ ${TARGET_P95_MS} ms`, "JavaScript (gzip)", `≤ ${TARGET_KB} kB`];
  const head = ["page", "first byte p50", "first byte p95", "whole p95", `p50 of ${BASELINE}`, ...limits];
  printTable(`${REPOSITORIES} repositories, ${PULLS} pull requests, ${REQUESTS} requests each, one after the other`, [
    head,
    ...(await Promise.all(rows)),
  ]);
} finally {
  agent.destroy();
  await platform.stop();
  await forget(DATA);
}

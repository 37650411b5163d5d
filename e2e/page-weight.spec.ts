import { gzipSync } from "node:zlib";
import { type APIRequestContext, expect, test } from "@playwright/test";

const MOST_KB = 220;
const GGUF = "/modelyard/guide-2m-gguf";

/** What a browser without a cache loads to show the page; the program for old browsers is not for it. */
async function programOf(request: APIRequestContext, path: string) {
  const html = await (await request.get(path)).text();
  const tags = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => !/\bnomodule\b/i.test(tag));
  const sources = new Set(tags.flatMap((tag) => /\bsrc="([^"]+\.js[^"]*)"/.exec(tag)?.[1] ?? []));
  let bytes = 0;
  for (const source of sources) bytes += gzipSync(await (await request.get(source)).body()).length;
  return { files: sources.size, kilobytes: bytes / 1_000 };
}

for (const path of ["/", "/models", GGUF, `${GGUF}/tree/main`, `${GGUF}/lineage`]) {
  test(`${path} brings at most ${MOST_KB} kB of program`, async ({ request }) => {
    const { files, kilobytes } = await programOf(request, path);
    expect(files).toBeGreaterThan(5);
    expect(kilobytes).toBeLessThanOrEqual(MOST_KB);
  });
}

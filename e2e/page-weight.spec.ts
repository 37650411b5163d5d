import { gzipSync } from "node:zlib";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { browserOf, newName, newPerson } from "./people";

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

async function staysLight(request: APIRequestContext, path: string) {
  const { files, kilobytes } = await programOf(request, path);
  expect(files, path).toBeGreaterThan(5);
  expect(kilobytes, path).toBeLessThanOrEqual(MOST_KB);
}

for (const path of ["/", "/models", GGUF, `${GGUF}/tree/main`]) {
  test(`${path} brings at most ${MOST_KB} kB of program`, async ({ request }) => staysLight(request, path));
}

test("pages on which one works are as light", async ({ browser, request }) => {
  const ada = await newPerson(request, "ada");
  const name = newName("light");
  const headers = { authorization: `Bearer ${ada.token}` };
  const home = `/${ada.username}/${name}`;
  await request.post("/api/v1/models", { headers, data: { name, visibility: "public" } });
  const changes = [{ kind: "put", path: "notes.md", text: "One\n" }];
  await request.post(`/api/v1/models${home}/commits`, { headers, data: { summary: "First notes", changes } });
  await request.post(`/api/v1/models${home}/discussions`, { headers, data: { title: "Light?" } });
  const page = await browserOf(browser, ada.username);
  const pull = { title: "Light too", head: "topic" };
  await request.post(`/api/v1/models${home}/branches`, { headers, data: { branch: "topic" } });
  const more = [{ kind: "put", path: "more.md", text: "Two\n" }];
  const onTopic = { branch: "topic", summary: "More", changes: more };
  await request.post(`/api/v1/models${home}/commits`, { headers, data: onTopic });
  const opened = await request.post(`/api/v1/models${home}/pulls`, { headers, data: pull });
  expect(opened.ok(), await opened.text()).toBe(true);
  const places = [
    "edit/main/notes.md",
    "settings",
    "settings/mirrors",
    "settings/deploy-keys",
    "settings/reports",
    "branches",
    "tags",
    "releases",
  ];
  const talks = ["discussions", "discussions/1", "discussions/2/files", "discussions/new", "discussions/new?type=pull"];
  const paths = [...places, ...talks].map((place) => `${home}/${place}`);
  await request.post("/api/v1/organizations", { headers, data: { name: `${name}-lab` } });
  const own = ["/settings/account", "/settings/tokens", "/new/models", "/new/import", "/device", "/collections"];
  const console = ["usage", "api-keys"].map((place) => `/console/${place}`);
  const organization = `/organizations/${name}-lab/members`;
  for (const path of [...paths, ...own, ...console, organization]) await staysLight(page.request, path);
});

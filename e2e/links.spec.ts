import { expect, type Page, test } from "@playwright/test";
import { signIn } from "./sign-in";

const STARTS = ["/", "/console", "/admin", "/settings/profile", "/organizations", "/modelyard/guide-2m-gguf"];
const MOST_PAGES = 150;
/** Bytes and protocols: they have tests of their own, and some are large. */
const NOT_PAGES = /^\/(api|v1|metrics|readyz)\b|\/(resolve|raw|archive)\//;

test.setTimeout(180_000);

test("no link of a page leads nowhere", async ({ page }) => {
  await signIn(page);
  const seen = new Set(STARTS);
  const waiting = [...STARTS];
  const broken: string[] = [];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const answer = await page.request.get(path, { headers: { "sec-fetch-site": "same-origin" } });
    if (answer.status() >= 400) broken.push(`${path} answers ${answer.status()}`);
    if (seen.size >= MOST_PAGES) continue;
    for (const link of linksIn(await answer.text(), page)) {
      if (seen.has(link)) continue;
      seen.add(link);
      waiting.push(link);
    }
  }
  expect(broken).toEqual([]);
  expect(seen.size).toBeGreaterThan(20);
});

function linksIn(html: string, page: Page): string[] {
  const here = new URL(page.url());
  return [...html.matchAll(/<a [^>]*?href="([^"]+)"/g)]
    .map(([, href = ""]) => new URL(href.replaceAll("&amp;", "&"), here))
    .filter(({ origin, pathname }) => origin === here.origin && !NOT_PAGES.test(pathname))
    .map(({ pathname, search }) => `${pathname}${search}`);
}

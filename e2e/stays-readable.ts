import { expect, type Page } from "@playwright/test";
import { seriousFindings } from "./findings";

/** Nothing that axe calls serious, and nothing to scroll sideways for; `name` says of what, where one test looks at many. */
export async function staysReadable(page: Page, name = page.url()) {
  expect(await seriousFindings(page), name).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
}

import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** What axe calls serious or critical on the page, and where it is. What is gone a second later is printed instead. */
export async function seriousFindings(page: Page) {
  // The title of a page streams in behind it, also when the page is refreshed.
  await expect(page).toHaveTitle(/\S/);
  const found = await findingsNow(page);
  if (found.length === 0) return found;
  await page.waitForTimeout(1_000);
  const staying = await findingsNow(page);
  if (staying.length === 0) process.stdout.write(`passing findings at ${page.url()}: ${found.join(" ")}\n`);
  return staying;
}

async function findingsNow(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" ")}`);
}

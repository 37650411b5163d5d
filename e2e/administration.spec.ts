import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import postgres from "postgres";
import { browserOf, newName, newPerson } from "./people";
import { ADMINISTRATOR, fillSignIn, signIn } from "./sign-in";
import { staysReadable } from "./stays-readable";

const PAGES =
  "audit deployments finance health jobs organizations prices providers repositories runtimes settings tags users".split(
    " ",
  );

test.beforeEach(({ page }) => signIn(page));

test("an administrator creates a user, makes a reset link and finds it in the trail", async ({ page }) => {
  const username = newName("journey");
  await page.goto("/admin/users");
  await page.getByRole("button", { name: "Create user" }).click();
  const form = page.getByRole("dialog", { name: "Create a user" });
  await form.getByLabel("User name").fill(username);
  await form.getByLabel("Email").fill(`${username}@example.com`);
  await form.getByLabel("First password").fill("a long enough phrase");
  await form.getByRole("button", { name: "Create user" }).click();
  await expect(page.getByText(`${username} has an account now`)).toBeVisible();

  await page.getByRole("button", { name: `Actions for ${username}` }).click();
  await page.getByRole("menuitem", { name: "Password-reset link" }).click();
  await page.getByRole("button", { name: "Make link" }).click();
  await expect(page.getByLabel("Reset link", { exact: true })).toHaveValue(/\/reset-password\/.{16,}/);
  await page.getByRole("button", { name: "Done" }).click();

  await page.goto("/admin/audit");
  await page.getByLabel("Resource").fill(username);
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(new RegExp(`target=${username}`));
  const trail = page.getByRole("table", { name: "Audit trail" });
  await expect(trail.getByText("user.created")).toBeVisible();
  await trail
    .getByRole("row", { name: /user\.passwordResetCreated/ })
    .getByRole("button")
    .click();
  await expect(page.getByRole("dialog").getByText(username)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Verify chain" }).click();
  await expect(page.getByText(/The chain is whole/)).toBeVisible();
});

test("an administrator finds a job that was given up, retries it and sees that in the trail", async ({ page }) => {
  const id = await leaveHopelessJob();
  await expect(async () => {
    await page.goto("/admin/jobs?state=failed&name=compute.installPack");
    await expect(page.getByText(`#${id}`)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  const job = page.getByRole("listitem").filter({ hasText: `#${id}` });
  await job.getByText("compute.installPack", { exact: true }).click();
  await expect(job.getByText(/no-such-pack does not exist/).first()).toBeVisible();
  await job.getByRole("button", { name: "Retry" }).click();
  await expect(page.getByText(`Job ${id} starts again`)).toBeVisible();

  await page.goto("/admin/audit?action=job.retried");
  const trail = page.getByRole("table", { name: "Audit trail" });
  await expect(trail.getByText("compute.installPack").first()).toBeVisible();

  await page.goto("/admin/jobs?state=failed&name=compute.installPack");
  await job.getByText("compute.installPack", { exact: true }).click();
  await job.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Remove job" }).click();
  await expect(page.getByText(`Job ${id} is removed`)).toBeVisible();
});

test("an administrator names a tag first in lists, and takes that back", async ({ page }) => {
  await page.goto("/admin/tags?facet=task&search=text-generation");
  await page.getByRole("button", { name: "Rule for text-generation", exact: true }).click();
  const form = page.getByRole("dialog", { name: "A rule for text-generation" });
  await form.getByLabel("Rule").click();
  await page.getByRole("option", { name: "Put it first" }).click();
  await form.getByLabel("Name in English").fill("Writes text");
  await form.getByRole("button", { name: "Save rule" }).click();
  await expect(page.getByText("The rule for text-generation holds")).toBeVisible();
  await page.goto("/models");
  await expect(page.getByRole("link", { name: /^Writes text/ })).toBeVisible();

  await page.goto("/admin/tags?rule=featured");
  await page.getByRole("button", { name: "Remove the rule of text-generation" }).click();
  await page.getByRole("button", { name: "Remove rule" }).click();
  await expect(page.getByText("text-generation has no rule any more")).toBeVisible();
});

/** A job that the worker tries once and gives up: what it asks for is not there. Its number. */
async function leaveHopelessJob(): Promise<string> {
  const data = process.env.YARD_TEST_DATA ?? "data";
  const pass = readFileSync(join(data, "postgres-password"), "utf8").trim();
  const [, , , port] = readFileSync(join(data, "postgres", "postmaster.pid"), "utf8").split("\n");
  const sql = postgres({ host: "127.0.0.1", port: Number(port), user: "yard", pass, database: "yard" });
  const [job] = await sql<{ id: string }[]>`
    select (graphile_worker.add_job('compute.installPack', '{"packId": "no-such-pack"}', max_attempts => 1)).id`;
  await sql.end();
  return String(job?.id);
}

for (const [screen, width, colorScheme] of [
  ["desktop", 1440, "light"],
  ["phone", 390, "dark"],
] as const) {
  test(`administration is readable on a ${screen} in ${colorScheme}`, async ({ page }) => {
    test.setTimeout(180_000); // thirteen pages, each looked through by axe
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 900 });
    for (const name of ["", ...PAGES]) {
      await page.goto(`/admin/${name}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await staysReadable(page, name);
      await page.screenshot({ path: `e2e/screens/admin-${name || "overview"}-${screen}.png`, fullPage: true });
    }
  });
}

test("administration leads visitors to sign-in and back, and is closed to everybody else", async ({
  browser,
  request,
}) => {
  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto("/admin/users");
  await expect(visitor).toHaveURL(/\/sign-in\?next=%2Fadmin%2Fusers$/);
  await fillSignIn(visitor, ADMINISTRATOR);
  await expect(visitor).toHaveURL(/\/admin\/users$/);

  const ada = await newPerson(request, "ada");
  const hers = await browserOf(browser, ada.username);
  await hers.goto("/admin/users");
  await expect(hers.getByRole("heading", { name: "This area is for administrators" })).toBeVisible();
});

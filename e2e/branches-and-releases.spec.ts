import { createHash } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { seriousFindings } from "./findings";
import { newName } from "./people";
import { ADMINISTRATOR, signIn } from "./sign-in";
import { staysReadable } from "./stays-readable";

const { login } = ADMINISTRATOR;

const TEXT = Array.from({ length: 20 }, (_, line) => `rate_${line} = 0.1`).join("\n");

/** A repository with a branch that changes a line and renames a file, made as a script would. */
async function repository(page: Page): Promise<string> {
  await signIn(page);
  const name = newName("journey-refs");
  const { origin } = new URL(page.url());
  const post = async (path: string, data: object) => {
    const answer = await page.request.post(`/api/v1/models${path}`, { data, headers: { origin } });
    expect(answer.status()).toBe(201);
  };
  const home = `/${login}/${name}`;
  await post("", { name });
  const put = (path: string, text: string) => ({ kind: "put", path, text });
  await post(`${home}/commits`, { summary: "First settings", changes: [put("settings.txt", TEXT)] });
  await post(`${home}/branches`, { branch: "feature/faster" });
  const faster = TEXT.replace("rate_4 = 0.1", "rate_4 = 0.25");
  await post(`${home}/commits`, {
    branch: "feature/faster",
    summary: "Go faster",
    changes: [put("settings.txt", faster)],
  });
  await post(`${home}/commits`, {
    branch: "feature/faster",
    summary: "Better name",
    changes: [{ kind: "move", path: "settings.txt", newPath: "training.txt" }],
  });
  return home;
}

/** Both widths at which pages are looked at. */
async function looked(page: Page, name: string) {
  for (const [width, height] of [
    [390, 844],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height });
    await staysReadable(page, `${name} at ${width}`);
    await page.screenshot({ path: `e2e/screens/${name}-${width}.png`, fullPage: true });
  }
}

test("a branch is looked at, and compared in one column and side by side", async ({ page }) => {
  const home = await repository(page);
  await page.goto(`${home}/branches`);
  await expect(page.getByRole("link", { name: "feature/faster", exact: true })).toBeVisible();
  await looked(page, "branches");
  await page.getByRole("link", { name: "2 ahead · 0 behind" }).click();
  await page.waitForURL("**/compare?**");
  await expect(page.getByText("2 commits ahead, 0 commits behind")).toBeVisible();
  await expect(page.getByText("settings.txt →")).toBeVisible();
  await expect(page.locator("mark").filter({ hasText: "25" })).toBeVisible();
  await page.getByRole("button", { name: "Show 1 line", exact: true }).click();
  await expect(page.getByText("rate_0 = 0.1")).toBeVisible();
  const rest = page.getByRole("button", { name: "Show the rest of the file" });
  await rest.press("Enter");
  await expect(page.getByText("rate_19 = 0.1")).toBeVisible();
  await expect(rest).toHaveCount(0);
  await looked(page, "compare");
  await page.getByRole("link", { name: "Side by side" }).click();
  await expect(page.getByRole("link", { name: "One column" })).toBeVisible();
  // What was shown stays shown, now on both sides.
  await expect(page.getByText("rate_19 = 0.1")).toHaveCount(2);
  await looked(page, "compare-split");
});

test("lines tell who changed them, a file what it was called, and words where they stand", async ({ page }) => {
  const home = await repository(page);
  await page.goto(`${home}/blame/feature%2Ffaster/training.txt`);
  await expect(page.getByRole("link", { name: "Go faster" })).toBeVisible();
  await looked(page, "blame");
  await page.getByRole("link", { name: "Line 5 before this change" }).click();
  await expect(page.getByRole("link", { name: "Go faster" })).toBeHidden();
  await page.goto(`${home}/commits/feature%2Ffaster/training.txt`);
  await expect(page.getByText("was settings.txt")).toBeVisible();
  await expect(page.getByRole("link", { name: "First settings" })).toBeVisible();

  await page.goto(`${home}/find/feature%2Ffaster?q=RATE_4`);
  await expect(page.getByText("1 line in 1 file")).toBeVisible();
  await looked(page, "find");
});

test("a branch is deleted and restored", async ({ page }) => {
  const home = await repository(page);
  await page.goto(`${home}/branches`);
  await page.getByRole("button", { name: "Delete feature/faster" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("button", { name: "Restore feature/faster" }).click();
  await expect(page.getByRole("link", { name: "2 ahead · 0 behind" })).toBeVisible();
});

test("a rule keeps a branch; a release is written for a tag that it makes", async ({ page }) => {
  const home = await repository(page);
  await page.goto(`${home}/settings/branches`);
  await page.getByLabel("Names", { exact: true }).fill("feature/*");
  await page.getByRole("button", { name: "Protect", exact: true }).click();
  await expect(page.getByText("Rewrite and delete: Nobody")).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.goto(`${home}/branches`);
  await expect(page.getByText("protected", { exact: true })).toBeVisible();
  const kept = page.getByRole("button", { name: "Delete feature/faster" });
  await expect(kept).toBeDisabled();
  await expect(kept).toHaveAttribute("title", /A rule protects this branch/);

  await page.goto(`${home}/releases`);
  await page.getByRole("link", { name: "New release" }).click();
  await page.getByLabel("Tag", { exact: true }).fill("v1.0");
  await page.getByLabel("Title", { exact: true }).fill("First release");
  await page.getByLabel("Notes", { exact: true }).fill("## New\n\n- everything");
  await looked(page, "release-form");
  await page.getByRole("button", { name: "Publish" }).click();
  await page.waitForURL(`**${home}/releases`);
  await expect(page.getByRole("heading", { name: "First release" })).toBeVisible();
  await expect(page.getByText("Latest", { exact: true })).toBeVisible();
  await looked(page, "releases");
  const archive = await page.request.get(`${home}/archive/v1.0.tar.gz`);
  expect(archive.headers()["content-type"]).toBe("application/gzip");
  await page.goto(`${home}/tags`);
  await expect(page.getByRole("link", { name: "v1.0", exact: true })).toBeVisible();
  await looked(page, "tags");
});

test("files are attached while a release is written: one is cancelled, a refused one keeps the draft", async ({
  page,
}) => {
  const home = await repository(page);
  const weights = Buffer.alloc(3_000_000, 5);
  const file = (name: string, buffer = weights) => ({ name, mimeType: "application/octet-stream", buffer });
  await page.goto(`${home}/releases/new`);
  await page.getByLabel("Tag", { exact: true }).fill("v2.0");
  await page.getByLabel("Title", { exact: true }).fill("With files");
  const chooser = page.getByLabel(/Drop files here/);
  // The parts of the one that is cancelled never arrive.
  const isHeld = (body: Buffer | null) => body?.byteLength === 4_000_000;
  await page.route("**/parts/*", (route) => (isHeld(route.request().postDataBuffer()) ? undefined : route.fallback()));
  await chooser.setInputFiles([file("weights.bin"), file("held.bin", Buffer.alloc(4_000_000, 6))]);
  await expect(page.getByRole("progressbar", { name: "held.bin" })).toBeVisible();
  await chooser.setInputFiles(file(".hidden"));
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("The draft is saved. It is published when")).toBeVisible();
  await page.getByRole("button", { name: "Remove held.bin" }).click();
  await expect(page.getByText("Release v2.0 is a draft and not finished")).toBeVisible();
  await expect(page.getByText("A release cannot keep a file of this name.")).toBeVisible();
  await looked(page, "release-form-files");
  const tags = async () => (await (await page.request.get(`/api/v1/models${home}/refs?kind=tag`)).json()).items;
  expect(await tags()).toEqual([]);

  await page.getByRole("button", { name: "Remove .hidden" }).click();
  await page.getByRole("button", { name: "Publish" }).click();
  await page.waitForURL(`**${home}/releases`);
  await expect(page.getByText("Latest", { exact: true })).toBeVisible();
  await expect(page.getByText("held.bin")).toBeHidden();
  const answer = await page.request.get(`${home}/releases/download/v2.0/weights.bin`);
  const sha256 = createHash("sha256")
    .update(await answer.body())
    .digest("hex");
  expect(sha256).toBe(createHash("sha256").update(weights).digest("hex"));
  expect(await tags()).toMatchObject([{ name: "v2.0" }]);

  await page.getByLabel("Attach a file").setInputFiles(file("weights.bin", Buffer.alloc(1_000, 7)));
  await expect(page.getByText("The release has a file of this name already.")).toBeVisible();
  await page.getByRole("button", { name: "Remove weights.bin" }).click();
  await page.getByLabel("Attach a file").setInputFiles(file("held.bin", Buffer.alloc(4_000_000, 8)));
  await page.getByRole("button", { name: "Remove held.bin" }).click();
  await expect(page.getByRole("progressbar")).toBeHidden();
  await page.getByLabel("Attach a file").setInputFiles(file("notes.pdf", Buffer.alloc(1_000, 9)));
  await expect(page.getByRole("link", { name: "notes.pdf" })).toBeVisible();
  await looked(page, "release-files");
});

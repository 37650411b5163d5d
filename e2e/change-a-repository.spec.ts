import { generateKeyPairSync } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { seriousFindings } from "./findings";
import { newName } from "./people";
import { ADMINISTRATOR, signIn } from "./sign-in";

const { login } = ADMINISTRATOR;

/** A repository of this journey alone, made as a script would. */
async function repository(page: Page, prefix: string): Promise<string> {
  const name = newName(prefix);
  await signIn(page);
  const answer = await page.request.post("/api/v1/models", { data: { name }, headers: { origin: originOf(page) } });
  expect(answer.status()).toBe(201);
  return `/${login}/${name}`;
}

const originOf = (page: Page) => new URL(page.url()).origin;

test("files are dragged into a repository, with progress, and arrive in one commit", async ({ page }) => {
  const home = await repository(page, "journey-upload");
  await page.goto(`${home}/upload/main`);
  const commit = page.getByRole("button", { name: "Commit to main" });
  await expect(commit).toBeDisabled();
  await page.getByLabel(/Drop files or folders here/).setInputFiles([
    { name: "weights.bin", mimeType: "application/octet-stream", buffer: Buffer.alloc(20_000_000, 7) },
    { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("First notes\n") },
    { name: "rows.csv", mimeType: "text/csv", buffer: Buffer.from('name,note\n"Ada, Countess",first\n') },
  ]);
  await expect(page.getByText("3 files in all")).toBeVisible();
  await expect(commit).toBeEnabled();
  expect(await seriousFindings(page)).toEqual([]);
  await page.screenshot({ path: "e2e/screens/upload.png", fullPage: true });
  await page.getByLabel("Commit message").fill("First weights");
  await commit.click();
  await page.waitForURL(`**${home}/tree/main`);
  await expect(page.getByRole("link", { name: "weights.bin", exact: true })).toBeVisible();
  await expect(page.getByText("LFS")).toBeVisible();
  await expect(page.getByText("First weights").first()).toBeVisible();
  const notes = await page.request.get(`${home}/resolve/main/notes.txt`);
  expect(await notes.text()).toBe("First notes\n");

  await page.goto(`${home}/blob/main/rows.csv`);
  await expect(page.getByRole("columnheader", { name: "note" })).toBeVisible();
  await expect(page.getByRole("cell", { name: "Ada, Countess" })).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole("link", { name: "Text", exact: true }).click();
  await expect(page.getByText('"Ada, Countess",first')).toBeVisible();
});

test("a file that has arrived and is not committed is not sent again after the page was loaded anew", async ({
  page,
}) => {
  const home = await repository(page, "journey-resume");
  const file = test.info().outputPath("resumed.bin");
  await writeFile(file, Buffer.alloc(3_000_000, 9));
  const parts: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "PUT" && request.url().includes("/parts/")) parts.push(request.url());
  });
  page.on("dialog", (dialog) => void dialog.accept());
  const commit = page.getByRole("button", { name: "Commit to main" });
  for (const _ of ["once", "and again"]) {
    await page.goto(`${home}/upload/main`);
    await page.getByLabel(/Drop files or folders here/).setInputFiles(file);
    await expect(commit).toBeEnabled();
  }
  expect(parts).toHaveLength(1);
  await commit.click();
  await page.waitForURL(`**${home}/tree/main`);
  await expect(page.getByRole("link", { name: "resumed.bin", exact: true })).toBeVisible();
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("upload ")))).toEqual([]);
});

test("a deploy key is added and removed, and the address over SSH is shown", async ({ page }) => {
  const home = await repository(page, "journey-deploy-key");
  await page.goto(home);
  await page.getByRole("tab", { name: "git (SSH)" }).click();
  await expect(page.getByText(/git clone ssh:\/\/git@/)).toBeVisible();
  await page.goto(`${home}/settings`);
  await page.getByRole("link", { name: "Deploy keys" }).click();
  await expect(page.getByText("No deploy keys")).toBeVisible();
  await page.getByLabel("Public key").fill(publicKey());
  await page.getByLabel("Title").fill("pipeline");
  await page.getByLabel("May also push").check();
  await page.getByRole("button", { name: "Add deploy key" }).click();
  await expect(page.getByText("read and write")).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.screenshot({ path: "e2e/screens/deploy-keys.png", fullPage: true });
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("No deploy keys")).toBeVisible();
});

/** The line of a new Ed25519 key (RFC 8709). */
function publicKey(): string {
  const { x = "" } = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" });
  const fields = [Buffer.from("ssh-ed25519"), Buffer.from(x, "base64url")].map((bytes) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  });
  return `ssh-ed25519 ${Buffer.concat(fields).toString("base64")}`;
}

test("a text is edited; when somebody else was faster, both versions are shown", async ({ page }) => {
  const home = await repository(page, "journey-edit");
  await page.goto(`${home}/edit/main/README.md`);
  const text = page.getByRole("textbox", { name: "Content of the file" });
  await expect(text).toContainText("# journey-edit");
  const dialog = page.getByRole("dialog");
  await text.click();
  await page.keyboard.press("Control+s");
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Commit changes" }).click();
  await page.waitForURL(`**${home}/blob/main/README.md`);

  await page.goto(`${home}/edit/main/README.md`);
  await text.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("Mine\n");
  const theirs = await page.request.post(`/api/v1/models${home}/commits`, {
    headers: { origin: originOf(page) },
    data: { summary: "Theirs", changes: [{ kind: "put", path: "README.md", text: "# Theirs\n" }] },
  });
  expect(theirs.status()).toBe(201);
  await page.keyboard.press("Control+s");
  await dialog.getByRole("button", { name: "Commit changes" }).click();
  await expect(page.getByText("README.md was changed by somebody else while you edited it")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Theirs, as it is now" })).toContainText("# Theirs");
  await expect(page.getByRole("textbox", { name: "Yours, to be committed" })).toContainText("Mine");
  expect(await seriousFindings(page)).toEqual([]);
  await page.screenshot({ path: "e2e/screens/edit-conflict.png", fullPage: true });
  await page.getByRole("button", { name: "Keep mine" }).click();
  await dialog.getByRole("button", { name: "Commit changes" }).click();
  await page.waitForURL(`**${home}/blob/main/README.md`);
  expect(await (await page.request.get(`${home}/resolve/main/README.md`)).text()).toContain("Mine");
});

test("an edit goes to a new branch and opens a pull request", async ({ page }) => {
  const home = await repository(page, "journey-propose");
  await page.goto(`${home}/edit/main/README.md`);
  const text = page.getByRole("textbox", { name: "Content of the file" });
  await text.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("Proposed\n");
  await page.keyboard.press("Control+s");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: /Make a new branch/ }).click();
  await expect(dialog.getByLabel("New branch")).toHaveValue(`${login}-patch-1`);
  await dialog.getByLabel("Title of the pull request").fill("Say more");
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Open pull request" }).click();
  await page.waitForURL(`**${home}/discussions/1`);
  await expect(page.getByRole("heading", { name: /Say more/ })).toBeVisible();
  expect(await (await page.request.get(`${home}/resolve/main/README.md`)).text()).not.toContain("Proposed");
});

test("a repository is renamed and its old address leads on; it is deleted and comes back", async ({ page }) => {
  const home = await repository(page, "journey-name");
  const name = newName("journey-renamed");
  await page.goto(`${home}/settings/access`);
  await expect(page.getByText("Nobody else has a role here.")).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "General" }).click();
  await expect(page.getByRole("heading", { name: "Danger zone" })).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.screenshot({ path: "e2e/screens/repository-settings.png", fullPage: true });
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Rename" }).click();
  await page.waitForURL(`**/${login}/${name}/settings`);
  await page.goto(home);
  await page.waitForURL(`**/${login}/${name}`);
  await page.goto(`${home}/settings/access`);
  await page.waitForURL(`**/${login}/${name}/settings/access`);

  await page.goto(`/${login}/${name}/settings`);
  await page.getByRole("button", { name: "Delete repository" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Delete repository" })).toBeDisabled();
  await dialog.getByRole("textbox").fill(`${login}/${name}`);
  await dialog.getByRole("button", { name: "Delete repository" }).click();
  await page.waitForURL("**/settings/deleted-repositories");
  await page.getByRole("button", { name: `Restore ${login}/${name}` }).click();
  await page.waitForURL(`**/${login}/${name}`);
});

test("what a page of a repository holds runs on the content origin only, and not even there", async ({ page }) => {
  const home = await repository(page, "journey-page");
  await page.request.post(`/api/v1/models${home}/commits`, {
    headers: { origin: originOf(page) },
    data: { summary: "Page", changes: [{ kind: "put", path: "page.html", text: PAGE }] },
  });
  const file = await page.request.get(`/api/v1/models${home}/file?path=page.html`);
  const { rawUrl } = await file.json();
  expect(new URL(rawUrl).origin).not.toBe(originOf(page));
  await page.goto(rawUrl);
  await expect(page.getByText("Shown as a page")).toBeVisible();
  await expect(page).toHaveTitle("still");
});

const PAGE = "<title>still</title><h1>Shown as a page</h1><script>document.title = 'it ran'</script>";

import { type Browser, expect, type Page, test } from "@playwright/test";
import { seriousFindings } from "./findings";
import { browserOf, newName, newPerson } from "./people";

/** Two people who may both write to a repository that holds one text. */
async function project(browser: Browser, page: Page) {
  const [ada, bob] = [await newPerson(page.request, "ada"), await newPerson(page.request, "bob")];
  const name = newName("journey-pull");
  const home = `/${ada.username}/${name}`;
  const headers = { authorization: `Bearer ${ada.token}` };
  const send = async (method: "POST" | "PUT", path: string, data: object) => {
    const answer = await page.request.fetch(`/api/v1/models${path}`, { method, headers, data });
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  await send("POST", "", { name, visibility: "public" });
  const first = { kind: "put", path: "notes.md", text: "One\n" };
  await send("POST", `${home}/commits`, { summary: "First notes", changes: [first] });
  await send("PUT", `${home}/collaborators/${bob.username}`, { role: "write" });
  await send("POST", `${home}/branches`, { branch: "topic" });
  return { home, adas: await browserOf(browser, ada.username), bobs: await browserOf(browser, bob.username) };
}

async function rewrite(page: Page, home: string, { branch, text }: { branch: string; text: string }) {
  await page.goto(`${home}/edit/${branch}/notes.md`);
  await page.getByRole("textbox", { name: "Content of the file" }).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
  await page.keyboard.press("Control+s");
  await page.getByRole("dialog").getByRole("button", { name: "Commit changes" }).click();
  await page.waitForURL(`**${home}/blob/${branch}/notes.md`);
}

/** Merges what can be merged, with a first line of its own for the commit. */
async function merge(page: Page, title: string) {
  await page.getByText("Message of the commit").click();
  await page.getByLabel("Title", { exact: true }).fill(title);
  await page.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(page.getByText("merged it")).toBeVisible();
}

test("two people work through a pull request with a conflict, a review and a merge", async ({ browser, page }) => {
  test.setTimeout(180_000);
  const { home, adas, bobs } = await project(browser, page);
  await rewrite(bobs, home, { branch: "topic", text: "Two\n" });
  await rewrite(adas, home, { branch: "main", text: "Three\n" });

  await bobs.goto(home);
  await bobs.getByRole("link", { name: "Discussions", exact: true }).click();
  await expect(bobs.getByText("No discussions here")).toBeVisible();
  await bobs.getByRole("link", { name: "New pull request" }).click();
  await expect(bobs.getByLabel("Title")).toHaveValue("Update notes.md");
  await expect(bobs.getByText("Has conflicts: 1 file; you can still open it")).toBeVisible();
  await bobs.getByLabel("Title").fill("Count on");
  await bobs.getByRole("textbox", { name: "Description" }).fill("We are **further** by now");
  expect(await seriousFindings(bobs)).toEqual([]);
  await bobs.getByRole("button", { name: "Open pull request" }).click();
  await expect(bobs.getByRole("heading", { name: "Count on #1" })).toBeVisible();
  await expect(bobs.getByText("Some files were changed on both sides.")).toBeVisible();
  await expect(bobs.locator("strong", { hasText: "further" })).toBeVisible();
  expect(await seriousFindings(bobs)).toEqual([]);
  await bobs.screenshot({ path: "e2e/screens/pull-conflict.png", fullPage: true });

  await bobs.getByRole("link", { name: "Resolve conflicts" }).click();
  const both = bobs.getByRole("textbox", { name: "notes.md" });
  await expect(both).toHaveValue(/<<<<<<< pull request\nTwo\n=======\nThree\n>>>>>>> base branch/);
  await expect(bobs.getByRole("button", { name: "Commit the resolution" })).toBeDisabled();
  expect(await seriousFindings(bobs)).toEqual([]);
  await both.fill("Two\nThree\n");
  await bobs.getByRole("button", { name: "Commit the resolution" }).click();
  await expect(bobs.getByRole("heading", { name: "This can be merged" })).toBeVisible();

  await adas.goto(`${home}/discussions`);
  await adas.getByRole("link", { name: "Count on" }).click();
  await adas.getByRole("link", { name: "Files changed" }).click();
  await adas.getByRole("button", { name: "Comment on line 1" }).click();
  await adas.getByRole("button", { name: "Suggest a change" }).click();
  const remark = adas.getByRole("textbox", { name: "on line 1" });
  await remark.fill((await remark.inputValue()).replace("Two", "2"));
  await adas.getByRole("button", { name: "Start a review" }).click();
  await expect(adas.getByText("Pending", { exact: true })).toBeVisible();
  await adas.getByRole("button", { name: "Remark only" }).click();
  await expect(adas.getByRole("button", { name: "Discard the review" })).toHaveCount(0);
  await expect(adas.getByText("on line 1").last()).toBeVisible();
  expect(await seriousFindings(adas)).toEqual([]);
  await adas.screenshot({ path: "e2e/screens/pull-files.png", fullPage: true });

  await bobs.getByRole("link", { name: "Files changed" }).click();
  await bobs.getByRole("button", { name: "Commit the suggestion" }).click();
  await expect(bobs.getByText("on a line that has changed since")).toBeVisible();

  await adas.reload();
  await adas.getByRole("textbox", { name: "What you think of it" }).fill("Well done");
  await adas.getByRole("button", { name: "Approve" }).click();
  await expect(adas.getByRole("textbox", { name: "What you think of it" })).toHaveValue("");
  await adas.getByRole("link", { name: "Conversation" }).click();
  await expect(adas.getByText("approved it")).toBeVisible();
  await merge(adas, "Both notes in one file");
  await adas.screenshot({ path: "e2e/screens/pull-merged.png", fullPage: true });
  expect(await (await page.request.get(`${home}/resolve/main/notes.md`)).text()).toBe("2\nThree\n");
  await adas.goto(`${home}/commits/main`);
  await expect(adas.getByText("Both notes in one file")).toBeVisible();
});

test("who may only read drags files, large ones too, and opens a pull request with them", async ({ browser, page }) => {
  const { home } = await project(browser, page);
  const cas = await newPerson(page.request, "cas");
  const reader = await browserOf(browser, cas.username);
  await reader.goto(`${home}/tree/main`);
  await reader.getByRole("link", { name: "Propose files" }).click();
  await reader.waitForURL(`**${home}/upload/main`);
  await reader.getByLabel(/Drop files or folders here/).setInputFiles([
    { name: "weights.bin", mimeType: "application/octet-stream", buffer: Buffer.alloc(18_000_000, 7) },
    { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("First notes\n") },
  ]);
  const open = reader.getByRole("button", { name: "Open pull request" });
  await expect(open).toBeEnabled();
  await reader.getByLabel("Title of the pull request").fill("Weights");
  await open.click();
  await reader.waitForURL(`**${home}/discussions/1`);
  await reader.goto(`${home}/discussions/1/files`);
  await expect(reader.getByText("weights.bin").first()).toBeVisible();
  expect((await reader.request.get(`${home}/resolve/main/weights.bin`)).status()).toBe(404);
});

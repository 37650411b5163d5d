import { expect, type Page, test } from "@playwright/test";
import { seriousFindings } from "./findings";
import { browserOf, newName, newPerson } from "./people";

const MENU = "What to do with this comment";

async function choose(page: Page, said: string, act: string) {
  await page.getByRole("article").filter({ hasText: said }).getByRole("button", { name: MENU }).click();
  await page.getByRole("menuitem", { name: act }).click();
}

test("an issue is sorted, answered, edited and locked where it is read", async ({ browser, page: { request } }) => {
  const ada = await newPerson(request, "ada");
  const name = newName("journey-issue");
  const home = `/api/v1/models/${ada.username}/${name}`;
  const headers = { authorization: `Bearer ${ada.token}` };
  await request.post("/api/v1/models", { headers, data: { name, visibility: "public" } });
  await request.put(`${home}/labels/docs`, { headers, data: { color: "0075ca", description: "Words" } });
  await request.post(`${home}/discussions`, { headers, data: { title: "Unclear", description: "What is it?" } });
  const page = await browserOf(browser, ada.username);
  await page.goto(`/${ada.username}/${name}/discussions/1`);

  await page.getByRole("button", { name: "Change labels" }).click();
  await page.getByRole("checkbox", { name: "docs" }).click();
  await expect(page.getByText("added the labels docs")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Change assignees" }).click();
  await page.getByRole("checkbox", { name: ada.username }).click();
  await expect(page.getByText(`assigned ${ada.username}`)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "React" }).click();
  await page.getByRole("button", { name: "Rocket", exact: true }).click();
  await expect(page.getByRole("button", { name: "Rocket: 1" })).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Escape");

  const comment = page.getByRole("textbox", { name: "Your comment" });
  await comment.fill("half a thought");
  await page.reload();
  await expect(comment).toHaveValue("half a thought");
  await comment.press("Control+Enter");
  await choose(page, "half a thought", "Edit");
  await page.getByRole("textbox", { name: "Edit comment" }).fill("a whole thought");
  await page.getByRole("button", { name: "Save" }).click();
  await choose(page, "a whole thought", "Earlier versions");
  await expect(page.getByRole("dialog").getByText("half a thought")).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await choose(page, "a whole thought", "Quote reply");
  await expect(comment).toHaveValue(/^> a whole thought/);

  await page.getByRole("button", { name: "Lock the conversation" }).click();
  await page.getByRole("dialog").getByRole("radio", { name: "Resolved" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Lock the conversation" }).click();
  await expect(page.getByText("Locked: resolved")).toBeVisible();
  await expect(page.getByRole("button", { name: "Unlock the conversation" })).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.screenshot({ path: "e2e/screens/issue.png", fullPage: true });
});

test("a pull request shows its commits and checks, and can be taken back once it is merged", async ({
  browser,
  page: { request },
}) => {
  const ada = await newPerson(request, "ada");
  const name = newName("journey-revert");
  const home = `/api/v1/models/${ada.username}/${name}`;
  const headers = { authorization: `Bearer ${ada.token}` };
  const send = async (path: string, data: object) => {
    const answer = await request.post(path, { headers, data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return answer.json();
  };
  const commit = (branch: string, text: string) =>
    send(`${home}/commits`, { branch, summary: `Say ${text}`, changes: [{ kind: "put", path: "notes.md", text }] });
  await send("/api/v1/models", { name, visibility: "public" });
  await commit("main", "one");
  await send(`${home}/branches`, { branch: "topic" });
  await commit("topic", "two");
  const { pull } = await send(`${home}/pulls`, { title: "Count on", head: "topic" });
  const check = { context: "build", state: "success", targetUrl: "https://ci.example.com/1" };
  await send(`${home}/commits/${pull.headCommit}/statuses`, check);

  const page = await browserOf(browser, ada.username);
  await page.goto(`/${ada.username}/${name}/discussions/1`);
  const checks = page.getByRole("list", { name: "Checks" });
  await expect(checks.getByText("passed")).toBeVisible();
  await expect(checks.getByRole("link", { name: "Details: build" })).toHaveAttribute("href", check.targetUrl);
  expect(await seriousFindings(page)).toEqual([]);
  const parts = page.getByRole("navigation", { name: "Parts of the pull request" });
  await expect(parts.getByRole("link", { name: "Files changed 1" })).toBeVisible();
  await parts.getByRole("link", { name: "Commits 1" }).click();
  await expect(page.getByRole("link", { name: "Say two" })).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await parts.getByRole("link", { name: "Conversation" }).click();
  await page.getByRole("button", { name: "Merge", exact: true }).click();
  await page.getByRole("button", { name: "Delete branch topic" }).click();
  await expect(page.getByRole("button", { name: "Delete branch topic" })).toBeHidden();
  await page.getByRole("button", { name: "Revert" }).click();
  await expect(page.getByRole("heading", { name: 'Revert "Count on" #2' })).toBeVisible();
});

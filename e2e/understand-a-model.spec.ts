import { expect, type Page, test } from "@playwright/test";
import { seriousFindings } from "./findings";
import { ADMINISTRATOR, signIn } from "./sign-in";

const { login } = ADMINISTRATOR;

/** So that a journey can be gone again on the same platform. */
const mark = Date.now().toString(36);
const BASE = `journey-base-${mark}`;
const TUNED = `journey-tuned-${mark}`;
const BROKEN = `journey-broken-${mark}`;
const MEASURED = `journey-measured-${mark}`;

const originOf = (page: Page) => new URL(page.url()).origin;

/** A model of this journey alone, with these texts in it. */
async function model(page: Page, name: string, texts: Readonly<Record<string, string>>): Promise<string> {
  const headers = { origin: originOf(page) };
  expect((await page.request.post("/api/v1/models", { data: { name }, headers })).status()).toBe(201);
  const changes = Object.entries(texts).map(([path, text]) => ({ kind: "put", path, text }));
  const data = { summary: "Add files", changes };
  expect((await page.request.post(`/api/v1/models/${login}/${name}/commits`, { data, headers })).status()).toBe(201);
  return `/${login}/${name}`;
}

test("a card is filled in as a form, keeps its comments, and leads to a graph that one walks with the keys", async ({
  page,
}) => {
  await signIn(page);
  await model(page, BASE, { "README.md": "---\nlicense: mit\n---\n# Base\n" });
  const home = await model(page, TUNED, {
    "README.md": "---\nlicense: mit # asked\nx-own: {a: [1]}\n---\n# Tuned\n",
  });
  await page.goto(home);
  await page.getByRole("link", { name: "Edit card" }).click();
  await page.getByRole("combobox", { name: "Library" }).fill("peft");
  await page.getByRole("textbox", { name: "Tags" }).fill("journey");
  await page.keyboard.press("Enter");
  await page.getByRole("combobox", { name: "Base model" }).click();
  await page.getByPlaceholder("Search").fill(BASE);
  await page.getByRole("option", { name: `${login}/${BASE}` }).click();
  await page.getByRole("combobox", { name: "Made from it by" }).click();
  await page.getByRole("option", { name: "An adapter" }).click();
  expect(await seriousFindings(page)).toEqual([]);
  await page.screenshot({ path: "e2e/screens/card-form.png", fullPage: true });
  await page.getByRole("button", { name: "Commit changes" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Commit changes" }).click();
  await page.waitForURL(`**${home}/blob/main/README.md`);
  const card = await (await page.request.get(`${home}/resolve/main/README.md`)).text();
  expect(card).toContain("license: mit # asked\nx-own: {a: [1]}\nlibrary_name: peft\ntags:\n  - journey\n");

  await page.goto(home);
  await page.getByRole("link", { name: "Open the graph" }).click();
  const tuned = page.getByRole("link", { name: new RegExp(`^Model ${TUNED}`) });
  await tuned.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("link", { name: new RegExp(`^Model ${BASE}`) })).toBeFocused();
  expect(await seriousFindings(page)).toEqual([]);
  await page.screenshot({ path: "e2e/screens/lineage.png", fullPage: true });
  await page.getByRole("radio", { name: "List" }).click();
  await expect(page.getByRole("row", { name: new RegExp(`${BASE}.*Adapter.*${TUNED}.*Card`) })).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${home}/lineage`);
  await expect(page.getByRole("radio", { name: "List" })).toHaveAttribute("aria-checked", "true");
});

test("a card that cannot be read says where, beside the text", async ({ page }) => {
  await signIn(page);
  const home = await model(page, BROKEN, { "README.md": "# No card yet\n" });
  await page.goto(`${home}/edit/main/README.md`);
  await page.getByRole("textbox", { name: "Content of the file" }).click();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.insertText("---\nlicense: [mit\n---\n");
  await expect(page.getByText(/Line \d of the front matter cannot be read/)).toBeVisible();
  await page.getByRole("button", { name: "Show the line" }).click();
  await expect(page.getByRole("textbox", { name: "Content of the file" })).toBeFocused();
  expect(await seriousFindings(page)).toEqual([]);
});

test("results of the card are a table, and storage is seen and cleaned up", async ({ page }) => {
  await signIn(page);
  const metrics = "metrics: [{type: accuracy, name: Accuracy, value: 0.75}]";
  const home = await model(page, MEASURED, {
    "README.md": `---\nmodel-index:\n- name: m\n  results:\n  - {task: {type: qa}, dataset: {name: Quiz}, ${metrics}}\n---\n`,
  });
  await page.goto(home);
  await expect(page.getByRole("row", { name: /qa.*Quiz.*Accuracy.*0.75/ })).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);

  await page.goto(`${home}/upload/main`);
  const file = { name: "w.bin", mimeType: "application/octet-stream", buffer: Buffer.alloc(12_000_000, 7) };
  await page.getByLabel(/Drop files or folders here/).setInputFiles(file);
  await page.getByRole("button", { name: "Commit to main" }).click();
  await page.waitForURL(`**${home}/tree/main`);
  await page.goto(`${home}/settings`);
  await page.getByRole("link", { name: "Storage" }).click();
  await page.getByRole("button", { name: "Where is it used?" }).click();
  await expect(page.getByRole("link", { name: "main", exact: true })).toBeVisible();
  await page.getByRole("checkbox", { name: "Choose w.bin" }).click();
  expect(await seriousFindings(page)).toEqual([]);
  await page.screenshot({ path: "e2e/screens/storage.png", fullPage: true });
  await page.getByRole("button", { name: "Delete files" }).click();
  await page
    .getByRole("dialog")
    .getByLabel(/Type .* to confirm/)
    .fill(`${login}/${MEASURED}`);
  await page.getByRole("dialog").getByRole("button", { name: "Delete files" }).click();
  await expect(page.getByText("No large files")).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
});

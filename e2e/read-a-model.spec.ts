import { expect, test } from "@playwright/test";
import { staysReadable } from "./stays-readable";

const MODEL = "/modelyard/guide-2m";
const GGUF = "/modelyard/guide-2m-gguf";

test("a visitor finds a model, narrows the list and goes back to all of it", async ({ page }) => {
  await page.goto("/models");
  await page.getByRole("searchbox", { name: "Find by name" }).fill("guide-2m");
  await expect(page).toHaveURL(/search=guide-2m/);
  await page.getByRole("complementary").getByRole("link", { name: /^gguf/ }).first().click();
  await expect(page).toHaveURL(/search=guide-2m&library=gguf/);
  await expect(page.getByRole("heading", { name: "modelyard/guide-2m-gguf" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "modelyard/guide-2m", exact: true })).toBeHidden();
  await page.getByRole("link", { name: "Likes", exact: true }).click();
  await expect(page).toHaveURL(/library=gguf&sort=likes/);
  await page.getByRole("list", { name: "Filters that are on" }).getByRole("link", { name: "gguf" }).click();
  await expect(page).not.toHaveURL(/library/);
  await expect(page.getByRole("heading", { name: "modelyard/guide-2m", exact: true })).toBeVisible();
});

test("a list that is asked for with a cursor of another list starts over", async ({ page }) => {
  await page.goto("/models?author=modelyard&cursor=nonsense");
  await expect(page).toHaveURL(/\/models\?author=modelyard$/);
  await expect(page.getByRole("heading", { name: "modelyard/guide-2m", exact: true })).toBeVisible();
});

test("a dataset whose address lacks its shelf is found all the same", async ({ page }) => {
  await page.goto("/modelyard/guide-conversations");
  await expect(page).toHaveURL(/\/datasets\/modelyard\/guide-conversations$/);
  await expect(page.getByRole("heading", { name: "guide-conversations" }).first()).toBeVisible();
});

test("a visitor reads the card of a model, what it came from, and how to use it", async ({ page, baseURL }) => {
  await page.goto(GGUF);
  await expect(page.getByRole("heading", { name: "Guide 2M GGUF" })).toBeVisible();
  const aside = page.getByRole("complementary", { name: "About this repository" });
  await expect(aside.getByText("1.71M")).toBeVisible();
  await expect(aside.getByRole("link", { name: "modelyard/guide-2m", exact: true })).toBeVisible();
  await aside.getByRole("tab", { name: "git", exact: true }).click();
  await expect(aside.getByText(`git clone ${baseURL}${GGUF}`)).toBeVisible();
  await expect(page.getByRole("link", { name: "Deploy" })).toHaveAttribute("href", /model=modelyard\/guide-2m-gguf/);
});

test("a visitor looks at the tensors of a model without downloading it", async ({ page }) => {
  await page.goto(`${MODEL}/tree/main`);
  await page.getByRole("link", { name: "Inspect tensors: model.safetensors" }).click();
  await expect(page.getByText("47 tensors")).toBeVisible();
  await page.getByRole("searchbox", { name: "Find a tensor by name" }).fill("layers.3.mlp");
  await expect(page.getByText("3 tensors")).toBeVisible();
  await expect(page.getByRole("cell", { name: "model.layers.3.mlp.up_proj.weight" })).toBeVisible();
});

test("lines of a file that are gone to have an address", async ({ page }) => {
  await page.goto(`${MODEL}/blob/main/config.json`);
  await page.getByRole("textbox", { name: /Go to lines/ }).fill("3-6");
  await page.getByRole("textbox", { name: /Go to lines/ }).press("Enter");
  await expect(page).toHaveURL(/#L3-L6$/);
});

test("a visitor goes through history to what a commit changed", async ({ page }) => {
  await page.goto(`${MODEL}/commits/main`);
  await page.getByRole("link", { name: "Add the sample files" }).first().click();
  await expect(page.getByRole("heading", { name: "Add the sample files" })).toBeVisible();
  await expect(page.getByText(/files changed/)).toBeVisible();
  await expect(page.getByText("sha256:").first()).toBeVisible();
});

test("a whole revision is downloaded as one file", async ({ page }) => {
  await page.goto(`${GGUF}/tree/main`);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download this revision" }).click();
  expect((await download).suggestedFilename()).toBe("guide-2m-gguf-main.zip");
});

test("an organisation has a page with what it made", async ({ page }) => {
  await page.goto("/modelyard");
  await expect(page.getByRole("heading", { level: 1, name: "Modelyard samples" })).toBeVisible();
  await page
    .getByRole("link", { name: /^Datasets/ })
    .last()
    .click();
  await expect(page.getByRole("heading", { name: "modelyard/guide-conversations" })).toBeVisible();
});

for (const path of [
  GGUF,
  `${MODEL}/tree/main`,
  `${MODEL}/blob/main/config.json`,
  `${MODEL}/commits/main`,
  "/modelyard",
]) {
  for (const width of [1440, 390]) {
    test(`${path} is readable at ${width} pixels`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(path);
      await staysReadable(page);
    });
  }
}

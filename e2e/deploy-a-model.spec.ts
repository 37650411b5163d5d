import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { seriousFindings } from "./findings";
import { newName } from "./people";
import { ADMINISTRATOR, signIn } from "./sign-in";

const { YARD_ADMIN_TOKEN: token = "" } = process.env;
const { login: owner } = ADMINISTRATOR;
const SAMPLE = "modelyard/guide-2m-gguf";
/** The runtime pack may still be on its way on a platform that was started for the first time. */
const PATIENCE = { timeout: 180_000 };

test.setTimeout(240_000);

const status = (page: Page, word: string) => page.getByRole("main").locator("header").getByText(word, { exact: true });
const remove = async (page: Page) => {
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete deployment" }).click();
  await expect(page).toHaveURL(/\/console\/deployments$/);
};

test("somebody deploys the sample model, reads its logs, scales it to zero and back", async ({ page }) => {
  await signIn(page);
  await page.goto("/console/deployments/new");
  await page.getByRole("combobox", { name: "Model" }).click();
  await page.getByPlaceholder("Search").fill("guide-2m-gguf");
  await page.getByRole("option", { name: SAMPLE }).click();

  const cost = page.getByRole("complementary", { name: "Fit and cost" });
  await expect(cost.getByText(/^Fits: needs .* are free$/)).toBeVisible();
  await expect(cost.getByText("$0.06")).toBeVisible();
  await expect(cost.getByText("/api/v1/deployments")).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByLabel("Context size").fill("7");
  await page.getByRole("button", { name: "Deploy model" }).click();
  await expect(page.getByText("A whole number from 64 to 16,777,216")).toBeVisible();
  await page.getByLabel("Context size").fill("256");
  await page.getByRole("button", { name: "Deploy model" }).click();

  await expect(page).toHaveURL(/\/console\/deployments\/[0-9a-f-]{36}$/);
  await expect(status(page, "Running")).toBeVisible(PATIENCE);
  const log = page.getByRole("log");
  await expect(log.getByText('"phase":"ready"')).toBeVisible();
  await expect(page.getByText("Replica 0 answers")).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.screenshot({ path: "e2e/screens/deployment.png", fullPage: true });

  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(status(page, "Stopped")).toBeVisible(PATIENCE);
  await expect(page.getByText("Nothing runs and nothing is charged.")).toBeVisible();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await expect(status(page, "Running")).toBeVisible(PATIENCE);
  await expect(log.getByText('"phase":"ready"')).toHaveCount(2);
  await remove(page);
});

test("a damaged model is told as the cause, and its owner is led to it", async ({ page }) => {
  const name = newName("damaged");
  const whole = readFileSync(join(import.meta.dirname, "../samples/guide/guide-2m-q8_0.gguf"));
  const headers = { authorization: `Bearer ${token}` };
  const made = await page.request.post("/api/v1/models", { headers, data: { name } });
  expect(made.status()).toBe(201);
  const file = { path: "m-q8_0.gguf", content: whole.subarray(0, 40_000).toString("base64"), encoding: "base64" };
  const lines = [
    { key: "header", value: { summary: "A cut file" } },
    { key: "file", value: file },
  ];
  const committed = await page.request.post(`/api/models/${owner}/${name}/commit/main`, {
    headers: { ...headers, "content-type": "application/x-ndjson" },
    data: lines.map((line) => `${JSON.stringify(line)}\n`).join(""),
  });
  expect(committed.status()).toBe(200);

  await signIn(page);
  await page.goto(`/console/deployments/new?model=${owner}/${name}`);
  await page.getByRole("button", { name: "Deploy model" }).click();
  await expect(status(page, "Failed")).toBeVisible(PATIENCE);
  await expect(page.getByText("The model file is damaged")).toBeVisible();
  await page.screenshot({ path: "e2e/screens/deployment-failed.png", fullPage: true });
  expect(await seriousFindings(page)).toEqual([]);
  await page.goto("/console/deployments?status=failed");
  await expect(page.getByRole("link", { name: `${owner}/${name}` })).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole("link", { name: `${owner}/${name}` }).click();
  await remove(page);
});

test("what nothing serves says which files can be deployed", async ({ page }) => {
  await signIn(page);
  await page.goto("/console/deployments/new?model=modelyard/guide-2m");
  await expect(page.getByText("No runtime of this installation serves safetensors files")).toBeVisible();
  await page.goto("/console/deployments?status=stopping");
  await expect(page.getByText("No deployment has this status")).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
});

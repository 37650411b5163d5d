import { expect, test } from "@playwright/test";
import { seriousFindings } from "./findings";
import { newName } from "./people";
import { signIn } from "./sign-in";

test.beforeEach(({ page }) => signIn(page));

test("an administrator adds a provider with a model, looks whether it answers, and deletes it", async ({ page }) => {
  const name = newName("Journey");
  await page.goto("/admin/providers");
  await page.getByRole("button", { name: "Add provider" }).click();
  const form = page.getByRole("dialog", { name: "Add a provider" });
  await form.getByLabel("Name", { exact: true }).fill(name);
  await form.getByLabel("Address", { exact: true }).fill("https://127.0.0.1/v1");
  await form.getByLabel("Key", { exact: true }).fill("sk-journey");
  expect(await seriousFindings(page)).toEqual([]);
  await form.getByRole("button", { name: "Add provider" }).click();
  await expect(form.getByRole("alert")).toContainText("may not call the address");
  await form.getByLabel("Address", { exact: true }).fill("https://nobody.invalid/v1");
  await form.getByRole("button", { name: "Add provider" }).click();
  await expect(page.getByText(`${name} is saved`)).toBeVisible();

  const provider = page.getByRole("article", { name });
  await provider.getByRole("button", { name: "Add model" }).click();
  const model = page.getByRole("dialog", { name: `Add a model of ${name}` });
  const publicId = `journey/${newName("model")}`;
  await model.getByLabel("Name for callers", { exact: true }).fill(publicId);
  await model.getByLabel("Name at the provider", { exact: true }).fill("big-1");
  await model.getByLabel("Input", { exact: true }).fill("2.50");
  await model.getByLabel("Output", { exact: true }).fill("10");
  await model.getByRole("button", { name: "Add model" }).click();
  await expect(provider.getByRole("row", { name: publicId })).toContainText("$2.50");

  await provider.getByRole("button", { name: "Test" }).click();
  const found = page.getByRole("dialog", { name: `The connection to ${name}` });
  await expect(found.getByText(/Nobody answers there/)).toBeVisible();
  await found.getByRole("button", { name: "Close" }).last().click();

  await provider.getByRole("button", { name: "Switch off" }).click();
  await expect(provider.getByText("Off: nobody reaches its models")).toBeVisible();
  await provider.getByRole("button", { name: `Delete ${name}` }).click();
  const sure = page.getByRole("dialog", { name: `Delete ${name}?` });
  await sure.getByRole("textbox").fill(name);
  await sure.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByText(`${name} is deleted`)).toBeVisible();
  await expect(provider).toHaveCount(0);
});

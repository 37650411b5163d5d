import { expect, test } from "@playwright/test";
import { seriousFindings } from "./findings";
import { signIn } from "./sign-in";

const { YARD_ADMIN_USERNAME: login = "admin" } = process.env;

test("somebody signs in, creates a private model and sees its files", async ({ page }) => {
  await signIn(page);
  await page.goto("/new/models");
  await page.getByLabel("Name", { exact: true }).fill("journey-model");
  const choices = page.getByRole("radiogroup", { name: "Visibility" }).getByRole("radio");
  await expect(choices.nth(2)).toBeChecked(); // what the installation sets, in the order of every form
  await choices.nth(0).click();
  await page.getByRole("button", { name: "Create repository" }).click();
  await expect(page.getByRole("heading", { name: "journey-model" })).toBeVisible();
  await expect(page.getByText(".gitattributes")).toBeVisible();
  await page.screenshot({ path: "e2e/screens/files.png", fullPage: true });
});

test("a wrong password is told, and nobody is signed in", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("Email or user name").fill(login);
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("The name and the password do not belong together.")).toBeVisible();
});

test("a visitor does not learn that a private model exists", async ({ page }) => {
  const answer = await page.goto(`/${login}/journey-model`);
  expect(answer?.status()).toBe(404);
});

for (const path of ["/", "/models", "/sign-in", "/sign-up"]) {
  for (const [name, width] of [
    ["desktop", 1440],
    ["phone", 390],
  ] as const) {
    for (const colorScheme of ["light", "dark"] as const) {
      test(`${path} is readable on a ${name} in ${colorScheme}`, async ({ page }) => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        await page.goto(path);
        await page.screenshot({
          path: `e2e/screens/${path.slice(1) || "home"}-${name}-${colorScheme}.png`,
          fullPage: true,
        });
        expect(await seriousFindings(page)).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow).toBeLessThanOrEqual(0);
      });
    }
  }
}

test("Chinese is spoken to who asks for it", async ({ browser }) => {
  const context = await browser.newContext({ locale: "zh-CN" });
  const page = await context.newPage();
  await page.goto("/models");
  await expect(page.getByRole("heading", { name: "模型", level: 1 })).toBeVisible();
  await context.close();
});

import { expect, test } from "@playwright/test";
import { newName } from "./people";
import { ADMINISTRATOR, fillSignIn, signIn } from "./sign-in";
import { staysReadable } from "./stays-readable";

const { login } = ADMINISTRATOR;

test("somebody creates a private model and sees its files; a visitor does not learn that it exists", async ({
  page,
  browser,
}) => {
  const name = newName("journey-model");
  await signIn(page);
  await page.goto("/new/models");
  await page.getByLabel("Name", { exact: true }).fill(name);
  const choices = page.getByRole("radiogroup", { name: "Visibility" }).getByRole("radio");
  await expect(choices.nth(2)).toBeChecked(); // what the installation sets, in the order of every form
  await choices.nth(0).click();
  await page.getByRole("button", { name: "Create repository" }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await expect(page.getByText(".gitattributes")).toBeVisible();
  await page.screenshot({ path: "e2e/screens/files.png", fullPage: true });
  const visitor = await (await browser.newContext()).newPage();
  expect((await visitor.goto(`/${login}/${name}`))?.status()).toBe(404);
});

test("a wrong password is told, and nobody is signed in", async ({ page }) => {
  await page.goto("/sign-in");
  await fillSignIn(page, { login, password: "not the password" });
  await expect(page.getByText("The name and the password do not belong together.")).toBeVisible();
  await page.goto("/settings/profile");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fsettings%2Fprofile$/);
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
        await staysReadable(page);
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

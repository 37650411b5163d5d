import { expect, type Page } from "@playwright/test";

const { YARD_ADMIN_USERNAME = "admin", YARD_ADMIN_PASSWORD = "" } = process.env;

/** As the first administrator, unless somebody else is named. */
export async function signIn(page: Page, { login = YARD_ADMIN_USERNAME, password = YARD_ADMIN_PASSWORD } = {}) {
  await page.goto("/sign-in");
  await page.getByLabel("Email or user name").fill(login);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Your yard" })).toBeVisible();
}

import { expect, type Page } from "@playwright/test";

const { YARD_ADMIN_USERNAME = "admin", YARD_ADMIN_PASSWORD = "" } = process.env;
export const ADMINISTRATOR = { login: YARD_ADMIN_USERNAME, password: YARD_ADMIN_PASSWORD };

/** As the first administrator, unless somebody else is named. */
export async function signIn(page: Page, { login, password } = ADMINISTRATOR) {
  await page.goto("/sign-in");
  await fillSignIn(page, { login, password });
  await expect(page.getByRole("heading", { name: "Your yard" })).toBeVisible();
}

/** On the page of sign-in, however one came there. */
export async function fillSignIn(page: Page, { login, password }: { login: string; password: string }) {
  await page.getByLabel("Email or user name").fill(login);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

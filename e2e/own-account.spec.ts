import { expect, test } from "@playwright/test";
import { seriousFindings } from "./findings";
import { browserOf, newPerson, PASSWORD } from "./people";
import { ADMINISTRATOR, fillSignIn } from "./sign-in";

test("a token made in the browser works for a script, until it is deleted", async ({ browser, request }) => {
  const { username } = await newPerson(request, "ada");
  const page = await browserOf(browser, username);
  await page.goto("/settings/tokens");
  await page.getByLabel("Name").fill("Laptop");
  await page.getByRole("radio", { name: "Fine-grained" }).click();
  await expect(page.getByRole("button", { name: "Create token" })).toBeDisabled();
  await page.getByRole("button", { name: "Add scope" }).click();
  await page.getByRole("checkbox", { name: "repo.read" }).click();
  await page.getByRole("button", { name: "Create token" }).click();
  const secret = (await page.getByRole("dialog").locator("code").first().textContent()) ?? "";
  expect(secret).toMatch(/^hf_yard_/);
  expect(await seriousFindings(page)).toEqual([]);
  const asScript = { headers: { authorization: `Bearer ${secret}` } };
  expect(await (await request.get("/api/v1/me", asScript)).json()).toMatchObject({ username });
  expect((await request.post("/api/v1/tokens", { ...asScript, data: { name: "x", role: "read" } })).status()).toBe(403);

  await page.getByRole("button", { name: "I have kept it" }).click();
  const row = page.getByRole("listitem").filter({ hasText: "Laptop" });
  await row.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("Token Laptop deleted")).toBeVisible();
  await expect(row).toHaveCount(0);
  expect((await request.get("/api/v1/me", asScript)).status()).toBe(401);
});

test("a changed password ends the other sessions and leaves this one", async ({ browser, request }) => {
  const { username } = await newPerson(request, "ada");
  const [here, elsewhere] = [await browserOf(browser, username), await browserOf(browser, username)];
  await here.goto("/settings/sessions");
  await expect(here.getByRole("button", { name: "End session" })).toHaveCount(1);
  await here.getByRole("link", { name: "Password" }).click();
  await here.getByLabel("Current password").fill(PASSWORD);
  await here.getByLabel("New password").fill("another long phrase");
  await here.getByRole("button", { name: "Change password" }).click();
  await expect(here.getByText("Password changed; other sessions ended")).toBeVisible();
  await elsewhere.goto("/settings/profile");
  await expect(elsewhere).toHaveURL(/\/sign-in\?next=%2Fsettings%2Fprofile$/);
  await here.goto("/settings/sessions");
  await expect(here.getByRole("button", { name: "End session" })).toHaveCount(0);
});

test("an account is deleted by its typed name, and comes back by signing in", async ({ browser, request }) => {
  const { username } = await newPerson(request, "ada");
  const page = await browserOf(browser, username);
  await page.goto("/settings/account");
  await page.getByRole("button", { name: "Delete account" }).click();
  await page.getByLabel(`Type ${username} to confirm`).fill(username);
  await page.getByRole("dialog").getByRole("button", { name: "Delete account" }).click();
  await expect(page.getByRole("heading", { name: "Sign in to Modelyard" })).toBeVisible();
  await fillSignIn(page, { login: username, password: PASSWORD });
  await page.getByRole("button", { name: "Restore the account and sign in" }).click();
  await expect(page.getByRole("heading", { name: "Your yard" })).toBeVisible();
});

test("an administrator's link sets a forgotten password, once", async ({ page, request }) => {
  const { username } = await newPerson(request, "ada");
  const basic = Buffer.from(`${ADMINISTRATOR.login}:${ADMINISTRATOR.password}`).toString("base64");
  const headers = { authorization: `Basic ${basic}` };
  const made = await request.post(`/api/v1/users/${username}/password-reset`, { headers });
  const { url } = await made.json();
  await page.goto(url);
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByLabel("New password").fill("one more long phrase");
  await page.getByRole("button", { name: "Set password and sign in" }).click();
  await expect(page.getByRole("heading", { name: "Your yard" })).toBeVisible();
  await page.goto(url);
  await expect(page.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
});

test("settings are readable, in light and in dark", async ({ browser, request }) => {
  const { username } = await newPerson(request, "ada");
  const page = await browserOf(browser, username);
  const looks = [
    ["profile", "light"],
    ["account", "dark"],
    ["password", "light"],
    ["sessions", "dark"],
    ["tokens", "light"],
    ["ssh-keys", "dark"],
  ] as const;
  for (const [section, colorScheme] of looks) {
    await page.emulateMedia({ colorScheme });
    await page.goto(`/settings/${section}`);
    expect(await seriousFindings(page), `${section} in ${colorScheme}`).toEqual([]);
  }
});

import { expect, test } from "@playwright/test";
import { seriousFindings } from "./findings";
import { browserOf, newName, newPerson, PASSWORD } from "./people";
import { fillSignIn } from "./sign-in";

test("an owner invites a member, hands over, leaves", async ({ browser, request }) => {
  const [ada, bob] = [await newPerson(request, "ada"), await newPerson(request, "bob")];
  const name = newName("team");
  const owner = await browserOf(browser, ada.username);

  await owner.goto("/organizations");
  await owner.getByRole("link", { name: "Create organisation" }).click();
  await owner.getByLabel("Name", { exact: true }).fill(name);
  await owner.getByRole("button", { name: "Create organisation" }).click();
  // A new organisation begins on its own page, which says what comes next.
  await owner.getByRole("link", { name: "Invite people" }).click();
  await owner.getByRole("button", { name: "Create invitation" }).click();
  const link = (await owner.locator("code", { hasText: "/invitations/" }).textContent()) ?? "";
  await expect(owner.getByText("Whoever has the link")).toBeVisible();
  expect(await seriousFindings(owner)).toEqual([]);

  const guest = await (await browser.newContext()).newPage();
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: `${ada.username} invites you to ${name}` })).toBeVisible();
  expect(await seriousFindings(guest)).toEqual([]);
  await guest.getByRole("link", { name: "Sign in to accept" }).click();
  await fillSignIn(guest, { login: bob.username, password: PASSWORD });
  await guest.getByRole("button", { name: "Accept invitation" }).click();
  await expect(guest.getByRole("heading", { name: "Members" })).toBeVisible();
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "This invitation was used" })).toBeVisible();

  await owner.goto(`/organizations/${name}/members`);
  await expect(owner.getByText("You are the only owner")).toBeVisible();
  await expect(owner.getByRole("button", { name: "Leave" })).toBeDisabled();
  await owner.getByRole("link", { name: "Settings", exact: true }).click();
  await owner.getByRole("combobox", { name: "New owner" }).click();
  await owner.getByRole("option", { name: bob.username }).click();
  await owner.getByRole("button", { name: "Hand over" }).click();
  await owner.getByRole("dialog").getByRole("button", { name: "Hand over" }).click();
  await expect(owner.getByText(`${name} now belongs to ${bob.username}`)).toBeVisible();

  await owner.getByRole("button", { name: "Leave" }).click();
  await owner.getByRole("dialog").getByRole("button", { name: "Leave" }).click();
  await expect(owner.getByText("You are in no organisation yet")).toBeVisible();

  await guest.goto(`/organizations/${name}/settings`);
  await guest.getByRole("button", { name: "Delete organisation" }).click();
  await guest.getByLabel(`Type ${name} to confirm`).fill(name);
  await guest.getByRole("dialog").getByRole("button", { name: "Delete organisation" }).click();
  await expect(guest.getByRole("heading", { name: "Deleted" })).toBeVisible();
  await guest.goto(`/organizations/${name}/members`);
  await expect(guest.getByRole("heading", { name: `${name} was deleted` })).toBeVisible();
  expect(await seriousFindings(guest)).toEqual([]);
  await guest.getByRole("button", { name: "Restore" }).click();
  await expect(guest.getByRole("heading", { name: "Members" })).toBeVisible();
});

test("somebody new joins by an invitation while signing up", async ({ page, request }) => {
  const ada = await newPerson(request, "ada");
  const name = newName("team");
  const headers = { authorization: `Bearer ${ada.token}` };
  await request.post("/api/v1/organizations", { headers, data: { name } });
  const made = await request.post(`/api/v1/organizations/${name}/invitations`, { headers, data: { role: "write" } });
  await page.goto((await made.json()).url);
  await page.getByRole("link", { name: "Create an account and join" }).click();
  const username = newName("guest");
  await page.getByLabel("User name").fill(username);
  await page.getByLabel("Email address").fill(`${username}@example.com`);
  await page.getByLabel("Password", { exact: true }).fill("iloveyou1");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("among the first that are tried")).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Members" })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: username })).toContainText("Writer");
});

import { type APIRequestContext, expect, test } from "@playwright/test";
import { seriousFindings } from "./findings";
import { browserOf, newName, newPerson } from "./people";

/** An organisation with two readers and a private repository. */
async function setup(request: APIRequestContext) {
  const [ada, bob, mei] = [
    await newPerson(request, "ada"),
    await newPerson(request, "bob"),
    await newPerson(request, "mei"),
  ];
  const headers = { authorization: `Bearer ${ada.token}` };
  const name = newName("yard");
  await request.post("/api/v1/organizations", { headers, data: { name } });
  const base = `/api/v1/organizations/${name}`;
  for (const { username } of [bob, mei]) {
    await request.put(`${base}/members/${username}`, { headers, data: { role: "read" } });
  }
  const data = { namespace: name, name: "tiny", visibility: "private" };
  expect((await request.post("/api/v1/models", { headers, data })).ok()).toBe(true);
  return { name, base, headers, ada, bob, mei };
}

test("an owner makes a team with a member, and a resource group", async ({ browser, request }) => {
  const { name, ada, bob } = await setup(request);
  const owner = await browserOf(browser, ada.username);
  await owner.goto(`/organizations/${name}/teams`);
  await expect(owner.getByText("There are no teams yet")).toBeVisible();
  await owner.getByLabel("Name", { exact: true }).fill("vision");
  await owner.getByRole("button", { name: "Create team" }).click();
  await expect(owner.getByRole("heading", { name: "vision" })).toBeVisible();
  await owner.getByRole("combobox", { name: "Member", exact: true }).click();
  await owner.getByPlaceholder("Search").fill(bob.username);
  await owner.getByRole("option", { name: bob.username }).click();
  await expect(owner.getByRole("combobox", { name: `Member: ${bob.username}` })).toBeVisible();
  await owner.getByRole("button", { name: "Add", exact: true }).click();
  await expect(owner.getByRole("listitem").filter({ hasText: bob.username })).toBeVisible();

  await owner.getByRole("link", { name: "Resource groups" }).first().click();
  // The page of the team has a field of that name, too.
  await expect(owner.getByText("There are no resource groups yet")).toBeVisible();
  await owner.getByLabel("Name", { exact: true }).fill("secret-work");
  await owner.getByRole("button", { name: "Create resource group" }).click();
  await expect(owner.getByText("Nobody has a role here yet")).toBeVisible();
  expect(await seriousFindings(owner)).toEqual([]);
});

test("what lies in a group is seen by the team that has a role on it, and by no other member", async ({
  browser,
  request,
}) => {
  const { name, base, headers, ada, bob, mei } = await setup(request);
  await request.post(`${base}/teams`, { headers, data: { team: "vision" } });
  await request.put(`${base}/teams/vision/members/${bob.username}`, { headers, data: {} });
  await request.post(`${base}/resource-groups`, { headers, data: { group: "secret-work" } });

  const owner = await browserOf(browser, ada.username);
  await owner.goto(`/${name}/tiny/settings/access`);
  await owner.getByRole("combobox", { name: "Resource group" }).click();
  await owner.getByRole("option", { name: "secret-work" }).click();
  await owner.getByRole("button", { name: "Change group" }).click();
  await expect(owner.getByRole("dialog")).toContainText(`Members of ${name} who have no role in the group.`);
  await owner.getByRole("dialog").getByRole("button", { name: "Change group" }).click();
  await expect(owner.getByText("Resource group changed")).toBeVisible();
  await owner.getByRole("button", { name: "Add team" }).click();
  await expect(owner.getByText("vision has the role now")).toBeVisible();
  expect(await seriousFindings(owner)).toEqual([]);
  await owner.goto(`/${name}/tiny/settings/explain?username=${bob.username}`);
  await expect(owner.getByText("Their team vision is a collaborator with the role Read.").first()).toBeVisible();

  const inTeam = await browserOf(browser, bob.username);
  expect((await inTeam.goto(`/${name}/tiny`))?.status()).toBe(200);
  const asMei = { headers: { authorization: `Bearer ${mei.token}` } };
  expect((await request.get(`/api/v1/models/${name}/tiny`, asMei)).status()).toBe(404);
});

test("an owner limits a member and a resource group, the member sees their own, and one is removed again", async ({
  browser,
  request,
}) => {
  const { name, base, headers, ada, bob } = await setup(request);
  await request.post(`${base}/resource-groups`, { headers, data: { group: "secret-work" } });
  const owner = await browserOf(browser, ada.username);
  await owner.goto(`/organizations/${name}/budgets`);
  await expect(owner.getByText("No budgets yet")).toBeVisible();
  expect(await seriousFindings(owner)).toEqual([]);

  const form = owner.getByRole("dialog");
  await owner.getByRole("button", { name: "Set budget" }).click();
  await form.getByLabel("Member", { exact: true }).fill("nobody-here");
  await form.getByRole("textbox", { name: "Limit" }).fill("12,50");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText("Nobody and nothing of this name is in the organisation")).toBeVisible();
  expect(await seriousFindings(owner)).toEqual([]);
  await form.getByLabel("Member", { exact: true }).fill(bob.username);
  await form.getByRole("button", { name: "Save" }).click();
  const ofBob = owner.getByRole("row", { name: new RegExp(bob.username) });
  await expect(ofBob).toContainText("$0.00 of $12.50");

  await owner.getByRole("button", { name: "Set budget" }).click();
  await form.getByRole("combobox", { name: "For" }).click();
  await owner.getByRole("option", { name: "Resource group" }).click();
  await form.getByLabel("Resource group", { exact: true }).fill("secret-work");
  await form.getByRole("textbox", { name: "Limit" }).fill("3");
  await form.getByRole("button", { name: "Save" }).click();
  const ofGroup = owner.getByRole("row", { name: /secret-work/ });
  await expect(ofGroup).toContainText("$0.00 of $3.00");
  await ofGroup.getByRole("link", { name: "Who uses it up: secret-work" }).click();
  await expect(owner.getByText("No calls in this period yet.")).toBeVisible();
  expect(await seriousFindings(owner)).toEqual([]);

  const member = await browserOf(browser, bob.username);
  await member.goto(`/organizations/${name}/budgets`);
  await expect(member.getByText("$0.00 of $12.50")).toBeVisible();
  await expect(member.getByText("secret-work")).toBeHidden();
  await expect(member.getByRole("button", { name: "Set budget" })).toBeHidden();

  await ofGroup.getByRole("button", { name: /^Remove the budget of secret-work/ }).click();
  await form.getByRole("button", { name: "Remove budget" }).click();
  await expect(ofGroup).toBeHidden();
  await expect(ofBob).toBeVisible();
});

import { expect, test } from "@playwright/test";
import { seriousFindings } from "./findings";
import { browserOf, newName, newPerson } from "./people";

const CARD = `---
extra_gated_heading: Ask for the weights
extra_gated_fields:
  Company: text
  I agree: checkbox
---
# What it is
`;

test("somebody asks for a gated model, is let in, and puts it into a collection", async ({ browser, page }) => {
  const [ada, bob] = [await newPerson(page.request, "ada"), await newPerson(page.request, "bob")];
  const name = newName("journey-gate");
  const home = `/${ada.username}/${name}`;
  const send = async (method: "POST" | "PATCH", path: string, data: object) => {
    const headers = { authorization: `Bearer ${ada.token}` };
    const answer = await page.request.fetch(`/api/v1/models${path}`, { method, headers, data });
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  await send("POST", "", { name, visibility: "public" });
  const changes = [{ kind: "put", path: "README.md", text: CARD }];
  await send("POST", `${home}/commits`, { summary: "A card", changes });
  await send("PATCH", home, { gate: "manual" });
  const [adas, bobs] = [await browserOf(browser, ada.username), await browserOf(browser, bob.username)];

  await bobs.goto(home);
  await bobs.getByLabel("Company").fill("Yard & Sons");
  await bobs.getByLabel("I agree").check();
  const button = await bobs.getByRole("button", { name: "Ask for access" }).boundingBox();
  const card = await bobs.getByRole("heading", { name: "What it is" }).boundingBox();
  expect((card?.y ?? 0) - (button?.y ?? 0) - (button?.height ?? 0)).toBeGreaterThan(36); // the panel ends, then a gap
  expect(await seriousFindings(bobs)).toEqual([]);
  await bobs.getByRole("button", { name: "Ask for access" }).click();
  await expect(bobs.getByText("Your request was sent")).toBeVisible();

  await adas.goto(`${home}/access`);
  await expect(adas.getByRole("heading", { name: "Access requests" })).toBeVisible();
  await expect(adas.getByText("Yard & Sons")).toBeVisible();
  const person = adas.getByRole("textbox", { name: "User name" });
  await person.fill("nobody-of-that-name");
  await adas.getByRole("button", { name: "Give access" }).click();
  await expect(adas.getByRole("main").getByText(/nobody-of-that-name/)).toBeVisible();
  await expect(person).toHaveValue("nobody-of-that-name"); // what was refused can be mended
  await adas.getByRole("button", { name: "Accept" }).click();
  await expect(adas.getByText(`${bob.username} has access now`)).toBeVisible();
  // The address changes in its query alone: what was loaded ahead for it must not be taken for this page.
  await adas.goto(`${home}/access`);
  await expect(adas.getByText("Nobody here")).toBeVisible();
  await adas.waitForLoadState("networkidle");
  await adas.getByRole("link", { name: /^Accepted/ }).click();
  await expect(adas.getByText("Yard & Sons")).toBeVisible();

  await bobs.goto("/collections");
  await bobs.getByRole("button", { name: "New collection" }).click();
  await bobs.getByRole("dialog").getByLabel("Title").fill("Worth a look");
  await bobs.getByRole("dialog").getByRole("button", { name: "Create" }).click();
  await bobs.waitForURL(`**/collections/${bob.username}/*`);
  await bobs.getByPlaceholder("owner/name").fill(home.slice(1));
  await bobs.getByRole("button", { name: "Add", exact: true }).click();
  await expect(bobs.getByRole("main").getByRole("link", { name })).toBeVisible();
  expect(await seriousFindings(bobs)).toEqual([]);
});

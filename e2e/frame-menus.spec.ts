import { expect, type Locator, type Page, test } from "@playwright/test";
import { seriousFindings } from "./findings";
import { signIn } from "./sign-in";

const FILES = "/modelyard/guide-2m/tree/main";

/** Opened with the pointer, closed with Escape: the focus is where it was. */
async function opensAndCloses(page: Page, button: Locator, opened: Locator) {
  await button.click();
  await expect(opened).toBeVisible();
  await expect(button).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("Escape");
  await expect(opened).toBeHidden();
  await expect(button).toBeFocused();
  await button.click();
  await expect(opened).toBeVisible();
  await button.click();
  await expect(opened).toBeHidden();
}

test("menus of the frame load when they are asked for, with pointer and keyboard", async ({ page }) => {
  await signIn(page);
  const menu = page.getByRole("menu");
  const user = page.getByRole("button", { name: /^Account: / });
  for (const button of [user, page.getByRole("button", { name: "New", exact: true })]) {
    await opensAndCloses(page, button, menu);
  }
  await opensAndCloses(page, page.getByRole("button", { name: /^Language/ }), menu);
  await user.focus();
  await page.keyboard.press("ArrowDown");
  await expect(menu).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press("ArrowDown");
  await expect(menu.getByRole("menuitem", { name: "Organisations" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(user).toBeFocused();
});

test("what cannot be loaded leaves the page as it is, and comes when one tries again", async ({ page }) => {
  await page.goto(FILES);
  await page.route("**/_next/static/**", (route) => route.abort());
  await page.getByRole("button", { name: /^Language/ }).click();
  const note = page.getByRole("alert").filter({ hasText: "could not be loaded" });
  await expect(note).toBeVisible();
  await expect(page.getByRole("button", { name: /: main$/ })).toBeVisible();
  await page.unrouteAll();
  await note.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await expect(note).toBeHidden();
});

test("what is typed while the search loads is looked for when it is there", async ({ page }) => {
  await page.goto(FILES);
  await expect(page.getByRole("button", { name: /: main$/ })).toBeVisible();
  const mayLoad = Promise.withResolvers<void>();
  await page.route("**/_next/static/**", async (route) => {
    await mayLoad.promise;
    await route.continue();
  });
  await page.getByRole("button", { name: /Search or jump to/ }).click();
  await page.keyboard.type("guide");
  mayLoad.resolve();
  const dialog = page.getByRole("dialog", { name: "Search and commands" });
  await expect(dialog.getByRole("combobox")).toHaveValue("guide");
  await expect(dialog.getByRole("combobox")).toBeFocused();
});

test("a phone reaches the places and the filters of a list from their buttons", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/models");
  const dialog = page.getByRole("dialog");
  for (const name of [/^Navigation/, /^Filters/]) {
    const button = page.getByRole("button", { name });
    await button.press("Enter");
    await expect(dialog).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(button).toBeFocused();
  }
});

test("branches are chosen from a list that loads when it is opened", async ({ page }) => {
  await page.goto(FILES);
  const picker = page.getByRole("button", { name: /: main$/ });
  await opensAndCloses(page, picker, page.getByRole("dialog"));
  await picker.press("Enter");
  await expect(page.getByRole("dialog").getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(FILES);
});

import { type APIRequestContext, expect, test } from "@playwright/test";
import { seriousFindings } from "./findings";
import { newName } from "./people";
import { signIn } from "./sign-in";

const { YARD_ADMIN_TOKEN: token = "" } = process.env;
const MODEL = "modelyard/guide-2m-gguf";
const headers = { authorization: `Bearer ${token}` };
let deployment = "";

test.setTimeout(120_000);

async function read(request: APIRequestContext, path: string) {
  const answer = await request.get(`/api/v1${path}`, { headers });
  return answer.json();
}

test.beforeAll("the sample model is deployed", async ({ request }) => {
  test.setTimeout(180_000);
  const runtime = async () => {
    const { items } = await read(request, "/runtimes");
    return items.find(({ id }: { id: string }) => id === "llama-cpp")?.installedVersion ?? null;
  };
  await expect.poll(runtime, { timeout: 120_000 }).not.toBeNull();
  const made = await request.post("/api/v1/deployments", { headers, data: { model: MODEL } });
  deployment = (await made.json()).id;
  const status = async () => (await read(request, `/deployments/${deployment}`)).status;
  await expect.poll(status, { timeout: 120_000 }).toBe("running");
});

test.afterAll(async ({ request }) => {
  await request.delete(`/api/v1/deployments/${deployment}`, { headers });
});

test("a key is made in the console, the playground answers, the usage page shows it", async ({ page, request }) => {
  await signIn(page);
  const name = newName("journey");
  await page.goto("/console/api-keys");
  await page.getByRole("button", { name: "Create API key" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Add budget" }).click();
  await page.getByLabel("Limit of budget 1").fill("2.50");
  await page.getByRole("dialog").getByRole("button", { name: "Create API key" }).click();
  const secret = page.getByText(/^sk-yard-\w+$/);
  await expect(secret).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  const key = (await secret.textContent()) ?? "";
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText("$0.00 of $2.50");

  const call = { model: MODEL, messages: [{ role: "user", content: "What is LoRA?" }] };
  const answer = await request.post("/v1/chat/completions", {
    headers: { authorization: `Bearer ${key}` },
    data: call,
  });
  expect(answer.status()).toBe(200);

  await page.goto(`/console/playground?model=${MODEL}`);
  await page.getByLabel("Message").fill("What is LoRA?");
  await page.getByLabel("Message").press("Enter");
  const reply = page.getByRole("article", { name: MODEL });
  await expect(reply).toContainText("LoRA");
  await expect(reply).toContainText(/first word after .* ms · \d+ in, \d+ out/);
  expect(await seriousFindings(page)).toEqual([]);

  await page.goto("/console/usage");
  await expect(page.getByRole("row", { name: new RegExp(name) })).toBeVisible();
  await page.getByRole("link", { name: "Requests" }).click();
  await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText("Complete");
  await expect(page.getByRole("row", { name: /Without a key/ }).first()).toContainText(MODEL);
  expect(await seriousFindings(page)).toEqual([]);
});

test("an answer that is stopped says so, and can be asked for again", async ({ page }) => {
  await signIn(page);
  await page.goto(`/console/playground?model=${MODEL}@${deployment}`);
  await page.getByLabel("Message").fill("Tell me everything.");
  // The answer must not be over before somebody can stop it: it never comes.
  await page.route("**/v1/chat/completions", () => {});
  await page.getByLabel("Message").press("Enter");
  await page.getByLabel("Message").press("Escape");
  await expect(page.getByRole("article", { name: MODEL })).toContainText("Stopped");
  await page.unroute("**/v1/chat/completions");
  await page.getByRole("button", { name: "Answer again" }).click();
  await expect(page.getByRole("article", { name: MODEL })).toContainText(/\d+ in, \d+ out/);
});

test("a model that nobody deployed leads to its deployment", async ({ page }) => {
  await signIn(page);
  await page.goto("/console/playground?model=modelyard/guide-2m");
  await expect(page.getByRole("link", { name: "Deploy a model" })).toHaveAttribute("href", /new\?model=modelyard/);
});

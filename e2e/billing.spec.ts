import { type APIRequestContext, expect, test } from "@playwright/test";
import { seriousFindings } from "./findings";
import { browserOf, newPerson } from "./people";
import { signIn } from "./sign-in";

const { YARD_ADMIN_TOKEN: adminToken = "" } = process.env;
const MODEL = "modelyard/guide-2m-gguf";

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

test.setTimeout(180_000);

/** The sample model as this person deployed it; returns what ends it. */
async function deploy(request: APIRequestContext, headers: Record<string, string>) {
  const read = async (path: string, asked = headers) =>
    (await request.get(`/api/v1${path}`, { headers: asked })).json();
  const runtime = async () => {
    const { items } = await read("/runtimes", bearer(adminToken));
    return items.find(({ id }: { id: string }) => id === "llama-cpp")?.installedVersion ?? null;
  };
  await expect.poll(runtime, { timeout: 120_000 }).not.toBeNull();
  const made = await request.post("/api/v1/deployments", { headers, data: { model: MODEL } });
  const address = `/deployments/${(await made.json()).id}`;
  await expect.poll(async () => (await read(address)).status, { timeout: 120_000 }).toBe("running");
  return () => request.delete(`/api/v1${address}`, { headers });
}

test("an administrator tops up, the person sees it, spends, and the statement shows both", async ({
  page,
  browser,
  request,
}) => {
  const person = await newPerson(request, "payer");
  await signIn(page);
  await page.goto("/admin/finance");
  await page.getByRole("button", { name: "Top up" }).click();
  const form = page.getByRole("dialog", { name: "Top up a wallet" });
  await form.getByLabel("Owner").fill(person.username);
  await form.getByLabel("Amount").fill("12.50");
  await form.getByLabel("Reason").fill("Transfer 17");
  await form.getByRole("button", { name: "Top up wallet" }).click();
  const change = page.getByRole("row", { name: new RegExp(person.username) });
  await expect(change).toContainText("12.5 USD");
  await expect(change).toContainText("Booked");
  expect(await seriousFindings(page)).toEqual([]);

  await page.getByRole("button", { name: "Create voucher" }).click();
  const voucher = page.getByRole("dialog");
  await voucher.getByLabel("Amount").fill("3");
  await voucher.getByRole("button", { name: "Create voucher" }).click();
  const code = await voucher.getByLabel("Voucher code").inputValue();

  const own = await browserOf(browser, person.username);
  await own.goto("/console/billing");
  await expect(own.getByText("$12.50", { exact: true }).first()).toBeVisible();
  await own.getByRole("button", { name: "Redeem voucher" }).click();
  await own.getByLabel("Code").fill(code);
  await own.getByRole("button", { name: "Redeem", exact: true }).click();
  await expect(own.getByText("Voucher: $3.00 left")).toBeVisible();
  expect(await seriousFindings(own)).toEqual([]);

  const remove = await deploy(request, bearer(person.token));
  const key = await request.post("/api/v1/api-keys", { headers: bearer(person.token), data: { name: "Journey" } });
  const { secret } = await key.json();
  const call = { model: MODEL, messages: [{ role: "user", content: "What is LoRA?" }] };
  const answer = await request.post("/v1/chat/completions", { headers: bearer(secret), data: call });
  expect(answer.status()).toBe(200);

  await own.reload();
  await expect(own.getByRole("region", { name: "Charges" }).getByText(MODEL)).toBeVisible();
  await own.getByRole("link", { name: "Statement of this month" }).click();
  await expect(own.getByRole("row", { name: /Top-up/ })).toContainText("Transfer 17");
  await expect(own.getByRole("row", { name: /Voucher/ })).toContainText("$3.00");
  await expect(own.getByRole("region", { name: "Charges" }).getByText(MODEL)).toBeVisible();
  expect(await seriousFindings(own)).toEqual([]);

  const month = new Date().toISOString().slice(0, 7);
  const said = new URLSearchParams({ owner: person.username, month, format: "jsonl" });
  const lines = await request.get(`/api/v1/charges/export?${said}`, { headers: bearer(person.token) });
  const charges = (await lines.text()).trim().split("\n");
  expect(charges.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ kind: "tokens", sku: MODEL }),
  );
  await remove();
});

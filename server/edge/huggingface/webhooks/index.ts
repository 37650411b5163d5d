import { DomainError, hexId, notFound } from "@/server/kernel";
import {
  addWebhook,
  changeWebhook,
  dropWebhook,
  listOwnWebhooks,
  showWebhook,
  type WebhookRow,
} from "@/server/webhooks";
import { readBody } from "../../read-body";
import { respondJson } from "../../respond";
import type { Call } from "../call";
import { CreateWebhookBody, UpdateWebhookBody } from "./wire";

type Handle = (call: Call) => Promise<void>;

/** `/api/settings/webhooks…` (hub-protocols §3.10); `null` for other addresses. */
export function findWebhookCall(method: string, path: string): Handle | null {
  const [, , , , id, act, ...rest] = path.split("/");
  if (!/^\/api\/settings\/webhooks(?:\/|$)/.test(path) || rest.length > 0) return null;
  if (id === undefined) return COLLECTION[method] ?? null;
  const handle = WEBHOOK[act === undefined ? method : `${method} ${act}`];
  return handle ? async (call) => handle(call, await webhookIn(call, id)) : null;
}

const COLLECTION: Readonly<Record<string, Handle>> = { GET: list, POST: create };

const WEBHOOK: Readonly<Record<string, (call: Call, row: WebhookRow) => Promise<void>>> = {
  GET: tell,
  POST: update,
  DELETE: remove,
  "POST enable": (call, row) => switchTo(call, row, true),
  "POST disable": (call, row) => switchTo(call, row, false),
};

/** One of the caller's own, by the first 24 digits of its id. */
async function webhookIn(call: Call, id: string): Promise<WebhookRow> {
  const row = (await listOwnWebhooks(call.ctx)).find((one) => hexId(one.id) === id);
  if (!row) throw notFound("Webhook", id.slice(0, 100));
  return row;
}

async function wireOf({ ctx }: Call, row: WebhookRow) {
  const { id, url, watched, domains, isEnabled } = await showWebhook(ctx, row);
  const secret = row.style === "huggingface" && row.secret !== null ? ctx.open(row.secret) : null;
  return { id: hexId(id), url, job: null, watched, domains, secret, disabled: !isEnabled };
}

async function list(call: Call): Promise<void> {
  const rows = await listOwnWebhooks(call.ctx);
  respondJson(call, { status: 200, body: await Promise.all(rows.map((row) => wireOf(call, row))) });
}

async function create(call: Call): Promise<void> {
  const { url, watched, domains, secret } = await readBody(call, CreateWebhookBody);
  if (url == null) throw new DomainError("invalid", "A webhook needs a url: jobs cannot be started here");
  const row = await addWebhook(call.ctx, {
    url,
    watched,
    domains: domains == null || domains.length === 0 ? ["repo", "discussions"] : domains,
    style: "huggingface",
    secret: secret ?? null,
  });
  respondJson(call, { status: 200, body: { webhook: await wireOf(call, row) } });
}

async function tell(call: Call, row: WebhookRow): Promise<void> {
  respondJson(call, { status: 200, body: { webhook: await wireOf(call, row) } });
}

/** The secret of one that is signed is made here and not by clients: it stays as it is. */
async function update(call: Call, row: WebhookRow): Promise<void> {
  const { url, watched, domains, secret } = await readBody(call, UpdateWebhookBody);
  await changeWebhook(call.ctx, row, {
    url: url ?? undefined,
    ...(watched != null && watched.length > 0 && { watched }),
    ...(domains != null && domains.length > 0 && { domains }),
    ...(secret != null && row.style === "huggingface" && { secret }),
  });
  await tell(call, await webhookIn(call, hexId(row.id)));
}

async function remove(call: Call, row: WebhookRow): Promise<void> {
  await dropWebhook(call.ctx, row);
  respondJson(call, { status: 200, body: {} });
}

async function switchTo(call: Call, row: WebhookRow, isEnabled: boolean): Promise<void> {
  await changeWebhook(call.ctx, row, { isEnabled });
  await tell(call, await webhookIn(call, hexId(row.id)));
}

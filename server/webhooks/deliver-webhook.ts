import { openCredential } from "@/server/access";
import { findAnyRepo, userMay } from "@/server/hub";
import { atomically, type Ctx, DomainError } from "@/server/kernel";
import { MAX_FAILURES } from "./contract";
import { deliverSoon } from "./lanes";
import { nameOf, PING } from "./payload";
import { signatureHeaders } from "./signature";
import {
  addFailure,
  type DeliveryRow,
  findDelivery,
  findWebhook,
  updateDelivery,
  updateWebhookRow,
  type WebhookRow,
} from "./store";

const SECOND_MS = 1_000;
/** Waits after the first, second … attempt that failed. */
const WAITS_MS = [10, 60, 5 * 60, 30 * 60, 2 * 3_600, 6 * 3_600].map((seconds) => seconds * SECOND_MS);
const TIMEOUT_MS = 15 * SECOND_MS;
const MAX_ANSWER_BYTES = 4_096;

/** One attempt. What went wrong is kept for the owner to read; never throws for what the receiver does. */
export async function deliver(ctx: Ctx, deliveryId: string, signal: AbortSignal): Promise<void> {
  const delivery = await findDelivery(ctx.db, deliveryId);
  const webhook = delivery && (await findWebhook(ctx.db, delivery.webhookId));
  if (!webhook || delivery.state !== "waiting") return;
  if (webhook.disabledAt !== null)
    return giveUp(ctx, { webhook, delivery, outcome: { error: "The webhook is disabled" } });
  const lost = await lostRight(ctx, webhook, delivery);
  if (lost !== null) return end(ctx, delivery, lost);
  const startedAt = performance.now();
  const outcome = await call(ctx, { webhook, delivery, signal });
  const told = { ...outcome, durationMs: Math.round(performance.now() - startedAt) };
  if (outcome.error === null) await succeed(ctx, { webhook, delivery, outcome: told });
  else await retry(ctx, { webhook, delivery, outcome: told });
}

interface Outcome {
  readonly error: string | null;
  readonly status?: number;
  readonly answer?: string;
  readonly durationMs?: number;
}

interface Attempt {
  readonly webhook: WebhookRow;
  readonly delivery: DeliveryRow;
  readonly outcome: Outcome;
}

/** Why its owner may not hear of it any more; in words for them. */
async function lostRight(ctx: Ctx, webhook: WebhookRow, { repoId, event }: DeliveryRow): Promise<string | null> {
  if (event === nameOf(PING.event)) return null;
  const repo = repoId === null ? null : await findAnyRepo(ctx, repoId);
  if (repo === null) return "Not sent: the repository is gone";
  if (await userMay(ctx, repo, { userId: webhook.ownerId, permission: "repo.read" })) return null;
  return "Not sent: you may no longer read the repository. Ask its owner for access, then send it again";
}

/** Over without an attempt: the receiver is not to blame, so the webhook has no failure of it. */
const end = (ctx: Ctx, { id }: DeliveryRow, error: string): Promise<void> =>
  updateDelivery(ctx.db, id, { error, state: "failed", nextAttemptAt: null, updatedAt: ctx.now() });

async function call(
  ctx: Ctx,
  { webhook, delivery, signal }: Omit<Attempt, "outcome"> & { readonly signal: AbortSignal },
): Promise<Outcome> {
  const body = JSON.stringify(delivery.payload);
  try {
    const response = await ctx.fetch(webhook.url, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "user-agent": "Modelyard-Webhooks/1",
        ...proofOf(ctx, { webhook, delivery, body }),
      },
      // A redirect would carry the proof to somebody else.
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const answer = await beginningOf(response);
    const error = response.ok ? null : `The receiver answered with ${response.status}`;
    return { error, status: response.status, answer };
  } catch (error) {
    if (error instanceof DomainError) return { error: error.message };
    const isLate = error instanceof Error && error.name === "TimeoutError";
    return { error: isLate ? `No answer within ${TIMEOUT_MS / SECOND_MS} seconds` : "The receiver cannot be reached" };
  }
}

function proofOf(ctx: Ctx, { webhook, delivery, body }: Omit<Attempt, "outcome"> & { readonly body: string }) {
  const secret = openCredential(ctx, webhook.secret);
  if (secret === null) return {};
  if (webhook.style === "huggingface") return { "x-webhook-secret": secret };
  const timestamp = Math.floor(ctx.now().getTime() / SECOND_MS);
  return signatureHeaders(secret, { id: `msg_${delivery.id}`, timestamp, body });
}

/** Reads no more than is kept, however much comes. */
async function beginningOf({ body }: Response): Promise<string> {
  if (!body) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size >= MAX_ANSWER_BYTES) break;
  }
  const text = new TextDecoder().decode(Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES));
  return text.replaceAll("\0", "");
}

const succeed = (ctx: Ctx, { webhook, delivery, outcome }: Attempt): Promise<void> =>
  atomically(ctx, async (ctx) => {
    const change = { ...outcome, state: "delivered" as const, attempts: delivery.attempts + 1, nextAttemptAt: null };
    await updateDelivery(ctx.db, delivery.id, { ...change, updatedAt: ctx.now() });
    if (webhook.failures > 0) await updateWebhookRow(ctx.db, webhook.id, { failures: 0, updatedAt: ctx.now() });
  });

async function retry(ctx: Ctx, attempt: Attempt): Promise<void> {
  const { delivery, outcome } = attempt;
  const delayMs = WAITS_MS[delivery.attempts];
  if (delayMs === undefined) return giveUp(ctx, attempt);
  await atomically(ctx, async (ctx) => {
    const nextAttemptAt = new Date(ctx.now().getTime() + delayMs);
    const change = { ...outcome, attempts: delivery.attempts + 1, nextAttemptAt, updatedAt: ctx.now() };
    await updateDelivery(ctx.db, delivery.id, change);
    await deliverSoon(ctx, delayMs);
  });
}

const giveUp = (ctx: Ctx, { webhook, delivery, outcome }: Attempt): Promise<void> =>
  atomically(ctx, async (ctx) => {
    const change = { ...outcome, state: "failed" as const, attempts: delivery.attempts + 1, nextAttemptAt: null };
    await updateDelivery(ctx.db, delivery.id, { ...change, updatedAt: ctx.now() });
    const failures = await addFailure(ctx, webhook.id);
    if (failures >= MAX_FAILURES && webhook.disabledAt === null) {
      await updateWebhookRow(ctx.db, webhook.id, { disabledAt: ctx.now() });
    }
  });

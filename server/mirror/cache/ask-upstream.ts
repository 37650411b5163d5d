import { shelfOf } from "@/server/hub/contract";
import type { Ctx } from "@/server/kernel";
import { readAnswer, refusalOf, transportError, unreachable } from "../transport";
import type { CachePlace } from "./cache-place";
import { fieldsOf, InfoAnswer } from "./wire";

/** What the other hub says of an id. */
export interface Upstream {
  /** `owner/name` as it is called now. */
  readonly name: string;
  /** Not everybody who knows the address may have its files there. */
  readonly isRestricted: boolean;
  /** `null` when it does not say. */
  readonly bytes: number | null;
}

const TIMEOUT_MS = 15_000;
const MAX_ANSWER_BYTES = 256 * 1_024;
const ABSENT = new Set([401, 403, 404, 410, 451]);

/** One question to the other hub; `null` when it has no such id for us. Throws `unavailable` when it gives no answer. */
export async function askUpstream(ctx: Ctx, place: CachePlace, token: string | null): Promise<Upstream | null> {
  const { host } = new URL(place.origin);
  const fields = fieldsOf(place.kind)
    .map((field) => `expand=${field}`)
    .join("&");
  const url = `${place.origin}/api/${shelfOf(place.kind)}/${place.name}?${fields}`;
  const headers = { accept: "application/json", ...(token !== null && { authorization: `Bearer ${token}` }) };
  const answer = await ctx.fetch(url, { headers, totalMs: TIMEOUT_MS }).catch((error: unknown) => {
    throw unreachable(host, error);
  });
  if (answer.status !== 200) {
    await answer.body?.cancel();
    if (ABSENT.has(answer.status)) return null;
    throw refusalOf(answer.status, host);
  }
  const said = InfoAnswer.safeParse(jsonOf(await readAnswer(answer, MAX_ANSWER_BYTES), host));
  if (!said.success) throw notUnderstood(host, said.error);
  const { id, gated, usedStorage } = said.data;
  return { name: id, isRestricted: said.data.private || gated !== false, bytes: usedStorage ?? null };
}

function jsonOf(text: string, host: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw notUnderstood(host, cause);
  }
}

const notUnderstood = (host: string, cause: unknown) =>
  transportError("remote_failed", `${host} does not answer as the Hugging Face Hub does`, cause);

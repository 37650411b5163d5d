import type { Exchange } from "@/server/edge/exchange";
import { countedTokens, textBytes } from "@/server/edge/generation/counted";
import { counted, limitedCallerOf } from "@/server/edge/generation/limits";
import { promptBound, readCall } from "@/server/edge/generation/read-call";
import type { Upstreams } from "@/server/edge/generation/upstream";
import { respondJson } from "@/server/edge/respond";
import { admit, assertMayCall, type Caller, type Directory } from "@/server/gateway";
import { DomainError } from "@/server/kernel";
import { findWords } from "@/server/moderation";
import { admitted } from "./admitted";
import { answerAtOnce } from "./answer-at-once";
import { limitWords } from "./limit-words";
import { verdictOf } from "./moderation-verdict";
import { ModerationRequest } from "./wire";

interface Deps {
  readonly directory: Directory;
  readonly upstreams: Upstreams;
}

/** The words that are listed on this installation, as a model; also by the names that clients of OpenAI send unasked. */
const OWN = "modelyard/words";
const OWN_NAMES: ReadonlySet<string> = new Set([
  ...[OWN, "omni-moderation-latest", "omni-moderation-2024-09-26", "text-moderation-latest", "text-moderation-stable"],
]);
/** Of all texts of a call: they are looked through at once. */
const MAX_LENGTH = 200_000;

/** Says what is wrong with texts, by the words that are listed here or by a model of a provider. */
export async function moderate(exchange: Exchange, deps: Deps): Promise<void> {
  const caller = await limitedCallerOf(exchange, limitWords);
  const body = await readCall(exchange, ModerationRequest);
  if (OWN_NAMES.has((body.model ?? OWN).toLowerCase())) return await byWords(exchange, caller, body);
  await byModel(exchange, deps, { caller, body: { ...body, model: body.model ?? OWN } });
}

/** Costs nothing, and is a request of its key. */
async function byWords(exchange: Exchange, caller: Caller, { input }: ModerationRequest): Promise<void> {
  const { ctx } = exchange;
  assertMayCall(caller.limits, { model: OWN, endpoint: "moderations" });
  const texts = textsIn(input);
  const leave = await counted(exchange, { caller, words: limitWords }, () =>
    ctx.live.traffic.limiter.enter(ctx, { caller, tokens: 0 }),
  );
  try {
    const found = await findWords(ctx, texts);
    const results = found.map((hits) => verdictOf(hits.map(({ category }) => category)));
    respondJson(exchange, { status: 200, body: { id: `modr-${ctx.requestId}`, model: OWN, results } });
  } finally {
    leave(0);
  }
}

/** Texts of one list are looked at one by one; parts are one input together. */
function textsIn(input: ModerationRequest["input"]): readonly string[] {
  const texts = typeof input === "string" ? [input] : input.flatMap((one) => (typeof one === "string" ? [one] : []));
  const parts = typeof input === "string" ? [] : input.flatMap((one) => (typeof one === "string" ? [] : [one]));
  if (texts.length > 0 && parts.length > 0) throw refused("input", "Send texts, or parts, not both");
  const all = parts.length > 0 ? [parts.map((part, index) => textOf(part, index)).join("\n")] : texts;
  if (all.reduce((sum, { length }) => sum + length, 0) > MAX_LENGTH) {
    throw new DomainError("too_large", `All texts together may have ${MAX_LENGTH} characters`, {
      details: { param: "input" },
    });
  }
  return all;
}

function textOf({ text }: { readonly text?: string | undefined }, index: number): string {
  if (text !== undefined) return text;
  throw refused(`input.${index}`, "Listed words are looked for in text alone: name a model that looks at pictures");
}

const refused = (param: string, why: string) => new DomainError("invalid", `${param}: ${why}`, { details: { param } });

interface Asked {
  readonly caller: Caller;
  readonly body: ModerationRequest & { readonly model: string };
}

async function byModel(exchange: Exchange, { directory, upstreams }: Deps, { caller, body }: Asked): Promise<void> {
  const bound = { ...promptBound(body), maxTokens: 0, answers: 1 };
  const call = { model: body.model, endpoint: "moderations", isStream: false, bound } as const;
  const admission = await admitted(exchange, caller, () => admit(exchange.ctx, directory, { caller, call }));
  await answerAtOnce(upstreams, exchange, {
    ...{ admission, wire: "moderations", body, promptTokens: countedTokens(textBytes(body.input)) },
    usageIn: ({ usage }) => (usage ? Object(usage) : null),
    resultOf(told) {
      if (!Array.isArray(told.results)) throw new Error("The provider told no results");
      return { id: `modr-${admission.id}`, model: admission.served.model, results: told.results };
    },
  });
}

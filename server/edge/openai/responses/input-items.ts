import type { z } from "zod";
import type { Exchange } from "@/server/edge/exchange";
import { fitting } from "@/server/edge/generation/read-call";
import { respondJson } from "@/server/edge/respond";
import { listInputItems } from "@/server/gateway";
import { DomainError } from "@/server/kernel";
import { InputItemsQuery } from "./wire";
import { withResponse } from "./with-response";

type Json = Readonly<Record<string, unknown>>;

/** What a response that was kept was asked: its own input, without what came before it. */
export async function tellInputItems(exchange: Exchange, id: string): Promise<void> {
  const { ctx, query } = exchange;
  const body = await withResponse(exchange, id, async (caller, callId) => {
    const asked = fitting(Object.fromEntries(query), InputItemsQuery);
    const items = await listInputItems(ctx, caller, callId);
    const shown = items.map((item, at) => shownInput(item, `${callId.replaceAll("-", "")}${hex(at)}`));
    return pageOf(shown, asked);
  });
  respondJson(exchange, { status: 200, body, headers: { "cache-control": "no-store" } });
}

const hex = (at: number) => at.toString(16).padStart(4, "0");

type Shown = Json & { readonly id: string };

function pageOf(items: readonly Shown[], { limit, order, after }: z.output<typeof InputItemsQuery>) {
  const ordered = order === "asc" ? items : items.toReversed();
  const start = after === undefined ? 0 : ordered.findIndex(({ id }) => id === after) + 1;
  if (after !== undefined && start === 0) throw notThere(after);
  const data = ordered.slice(start, start + limit);
  const [first, last] = [data.at(0), data.at(-1)];
  return {
    ...{ object: "list", data, has_more: start + limit < ordered.length },
    ...{ first_id: first?.id ?? null, last_id: last?.id ?? null },
  };
}

const notThere = (after: string) =>
  new DomainError("invalid", `after: There is no item '${after.slice(0, 100)}'`, { details: { param: "after" } });

const PREFIXES: Readonly<Record<string, string>> = {
  ...{ message: "msg", function_call: "fc", function_call_output: "fco", reasoning: "rs" },
};

/** An item with what OpenAI fills in: its id, its status, and parts where a client sent text alone. */
function shownInput(item: Json, unique: string): Shown {
  const { type = "message", role, content } = item;
  const id = typeof item.id === "string" ? item.id : `${PREFIXES[String(type)] ?? "item"}_${unique}`;
  const part = role === "assistant" ? { type: "output_text", annotations: [], logprobs: [] } : { type: "input_text" };
  return {
    ...{ status: "completed", ...item, type, id },
    ...(type === "message" && typeof content === "string" && { content: [{ ...part, text: content }] }),
  };
}

import type { z } from "zod";
import { readBody } from "@/server/api/rest/read-body";
import { type Exchange, headerOf } from "@/server/edge/exchange";
import { DomainError } from "@/server/kernel";
import { referenceIn } from "./reference";

/** Values enough for tokens of which a client fills all these bytes: brackets would be three times as many, and cost far more. */
const LIMITS = { maxBytes: 10_000_000, maxDepth: 64, maxValues: 2_500_000 };

/** A request body that fits the schema, as the client sent it. Throws `invalid` with the `param` that does not fit. */
export async function readCall<T extends z.ZodType<Record<string, unknown>>>(
  { request }: Exchange,
  schema: T,
): Promise<z.output<T>> {
  const contentType = headerOf(request, "content-type") ?? null;
  const contentEncoding = headerOf(request, "content-encoding") ?? null;
  // Left open when it is too long, so that the client can still read why.
  const bytes = request.iterator({ destroyOnReturn: false });
  const body = await readBody({ contentType, contentEncoding, body: bytes }, LIMITS);
  return fitting(body, schema);
}

/** A body that fits the schema. Throws `invalid` with the `param` that does not fit. */
export function fitting<T extends z.ZodType<Record<string, unknown>>>(body: unknown, schema: T): z.output<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const param = issue?.path.join(".") ?? "";
  throw new DomainError("invalid", `${param || "The body"}: ${issue?.message ?? "does not fit"}`, {
    details: { param },
  });
}

const PROMPT_MARGIN = 256;

/**
 * An upper bound for the tokens of what was sent: a tokenizer that works on bytes never makes more tokens than there
 * are bytes; the margin is for what a chat template adds. And the path of a part that is not sent here itself.
 */
export const promptBound = (body: Readonly<Record<string, unknown>>) => ({
  inputTokens: Buffer.byteLength(JSON.stringify(body)) + PROMPT_MARGIN,
  reference: referenceIn(body),
});

/** How many prompts a completion has: lists of texts and lists of lists of tokens are answered one by one. */
export const promptsIn = (prompt: string | readonly unknown[]): number =>
  Array.isArray(prompt) && typeof prompt[0] !== "number" ? prompt.length : 1;

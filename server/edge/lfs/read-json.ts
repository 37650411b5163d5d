import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import { readBody } from "@/server/api/rest/read-body";
import { DomainError } from "@/server/kernel";
import { type Exchange, headerOf } from "../exchange";

const PATIENCE_MS = 30_000;

/** The JSON object a client sent, in this shape. Throws `invalid`, or `too_large`; a client that dribbles is cut off. */
export async function readJson<S extends z.ZodType>({ request }: Exchange, schema: S): Promise<z.output<S>> {
  const done = new AbortController();
  const late = sleep(PATIENCE_MS, undefined, { signal: done.signal, ref: false }).then(
    () => request.destroy(),
    () => request,
  );
  try {
    const body = await readBody({
      contentType: "application/json",
      contentEncoding: headerOf(request, "content-encoding") ?? null,
      body: request,
    });
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    throw new DomainError("invalid", "The request does not have the shape of the Git LFS API", { cause: parsed.error });
  } finally {
    done.abort();
    await late;
  }
}

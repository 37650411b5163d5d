import type { z } from "zod";
import { readBody } from "@/server/api/rest/read-body";
import { DomainError } from "@/server/kernel";
import { type Exchange, headerOf } from "../exchange";

/** The JSON object a client sent, in this shape. Throws `invalid` (also for one that dribbles), or `too_large`. */
export async function readJson<S extends z.ZodType>({ request }: Exchange, schema: S): Promise<z.output<S>> {
  const body = await readBody({
    contentType: "application/json",
    contentEncoding: headerOf(request, "content-encoding") ?? null,
    body: request,
  });
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new DomainError("invalid", "The request does not have the shape of the Git LFS API", { cause: parsed.error });
}

import "server-only";
import { redirect } from "next/navigation";
import type { z } from "zod";
import { orForbidden, refusalIn } from "./refusal";
import { readQuery } from "./rest/read-query";

type Query = Readonly<Record<string, string | string[] | undefined>>;
/** `searchParams` of a page. */
export type PageQuery = Promise<Query>;

/**
 * What the address of a list asks for, and what the page itself says. A filter that is empty or that the list does not
 * know is left out.
 */
export function filterOfPage<S extends z.ZodObject>(
  schema: S,
  query: Query,
  said: Partial<z.input<S>> = {},
): z.output<S> {
  const given = Object.entries(readQuery(schema, query));
  const known = given.filter(([name, value]) => value !== "" && schema.shape[name]?.safeParse(value).success);
  return schema.parse({ ...Object.fromEntries(known), ...said });
}

/** One page of a list; a cursor that no longer fits leads to the first one. */
export async function listOfPage<T>(reading: Promise<T>, firstPage: string): Promise<T> {
  return orForbidden(reading).catch((error: unknown) => {
    if (refusalIn(error)?.reason === "bad_cursor") redirect(firstPage);
    throw error;
  });
}

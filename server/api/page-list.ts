import "server-only";
import { forbidden, redirect } from "next/navigation";
import type { z } from "zod";
import { refusalIn } from "./refusal";
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

/** What a page shows, or the page for what the viewer may not do. */
export async function orForbidden<T>(reading: Promise<T>): Promise<T> {
  return reading.catch((error: unknown) => {
    if (refusalIn(error)?.code === "forbidden") forbidden();
    throw error;
  });
}

/** A section that an operator of another field goes without: `null`. */
export async function orNothing<T>(reading: Promise<T>): Promise<T | null> {
  return reading.catch((error: unknown) => {
    if (refusalIn(error)?.code === "forbidden") return null;
    throw error;
  });
}

interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

/** A list of what somebody owns; empty for a name that nobody has. */
export async function orNobody<T>(reading: Promise<Page<T>>): Promise<Page<T>> {
  return reading.catch((error: unknown) => {
    if (refusalIn(error)?.code === "not_found") return { items: [], nextCursor: null };
    throw error;
  });
}

/** One page of a list; a cursor that no longer fits leads to the first one. */
export async function listOfPage<T>(reading: Promise<T>, firstPage: string): Promise<T> {
  return orForbidden(reading).catch((error: unknown) => {
    if (refusalIn(error)?.reason === "bad_cursor") redirect(firstPage);
    throw error;
  });
}

import "server-only";
import type { z } from "zod";
import { readQuery } from "./rest/read-query";

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What an address asks a list for. What does not fit the schema is left out, and the rest counts. */
export function filterOfPage<T extends z.ZodObject>(schema: T, query: Query, known: Partial<z.input<T>>): z.output<T> {
  const given: Record<string, unknown> = { ...readQuery(schema, query), ...known };
  const first = schema.safeParse(given);
  if (first.success) return first.data;
  const wrong = new Set(
    first.error.issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys : issue.path[0])),
  );
  return schema.parse(Object.fromEntries(Object.entries(given).filter(([key]) => !wrong.has(key))));
}

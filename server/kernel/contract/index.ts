import { z } from "zod";

export { GROUP_ROLES, ORGANIZATION_ROLES, PLATFORM_ROLES, TEAM_ROLES } from "./roles";

/** Inputs are strict and never coerce: text from a query string is converted by the REST reader, by this schema. */
export const PageInput = z.strictObject({
  cursor: z.string().max(1_000).optional().describe("`nextCursor` of the page before."),
  limit: z.int().min(1).max(100).default(20),
});
export type PageInput = z.infer<typeof PageInput>;

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** For a command that has nothing to tell. */
export const Nothing = z.object({});

/** A name in an address: a letter or digit first and last, `.`, `_`, `-` between, no `--`, no `..`. */
export const Slug = z
  .string()
  .min(1)
  .max(96)
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/, "Use letters, digits, dots, dashes and underscores")
  .refine((name) => !/--|\.\.|\.git$|\.ipynb$/i.test(name), "No double dash, no double dot, not ending in .git");

/** Money on the wire: major units with at most nine decimals, such as `0.000000123`. */
export const Money = z.string().regex(/^-?\d{1,12}(\.\d{1,9})?$/, "A decimal number with at most nine decimals");

/** Text that PostgreSQL and JSON can carry: no NUL, no half of a surrogate pair. */
export const Text = z
  .string()
  .refine((text) => !/\0|[\uD800-\uDFFF]/u.test(text), "Contains a character that cannot be stored");

/** Where a job is: due, being done, due again after a failure, due later, or given up. */
export const JOB_STATES = ["waiting", "running", "retrying", "scheduled", "failed"] as const;

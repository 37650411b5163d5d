import type { z } from "zod";

/** The fields that a contract refuses. */
export const problemsOf = ({ error }: z.ZodSafeParseResult<unknown>): ReadonlySet<PropertyKey | undefined> =>
  new Set(error?.issues.map(({ path }) => path[0]));

import type { FieldValues, Resolver } from "react-hook-form";
import type { z } from "zod";

/** Checks a form by a schema that is fetched when somebody sends it: zod is no part of the page that is shown first. */
export function contractResolver<Input extends FieldValues, Output>(
  load: () => Promise<z.ZodType<Output, Input>>,
): Resolver<Input, unknown, Output> {
  return async (values, context, options) => {
    const [{ zodResolver }, schema] = await Promise.all([import("@hookform/resolvers/zod"), load()]);
    return zodResolver(schema)(values, context, options);
  };
}

import { toNestErrors } from "@hookform/resolvers";
import type { FieldValues, Resolver } from "react-hook-form";
import type { z } from "zod";

/** No name of a field: what has it is wrong with none of them, and stops the form as they do. */
const UNREACHABLE: string = "(unreachable)";

/** Whether a form could not be checked, nor be sent. */
export const isUnreachable = (errors: object): boolean => UNREACHABLE in errors;

/** Checks a form by a schema that is fetched when somebody sends it: zod is no part of the page that is shown first. */
export function contractResolver<Input extends FieldValues, Output>(
  load: () => Promise<z.ZodType<Output, Input>>,
): Resolver<Input, unknown, Output> {
  return async (values, context, options) => {
    const found = await Promise.all([import("@hookform/resolvers/zod"), load()]).catch(() => null);
    if (found === null)
      return { values: {}, errors: toNestErrors({ [UNREACHABLE]: { type: "unreachable" } }, options) };
    const [{ zodResolver }, schema] = found;
    return zodResolver(schema)(values, context, options);
  };
}

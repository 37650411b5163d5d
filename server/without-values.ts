import { DrizzleQueryError } from "drizzle-orm/errors";

const MAX_CAUSES = 10;

/**
 * Takes the values of failed queries out of an error, for good: they may be password hashes or texts of private
 * repositories, and the log and the list of jobs have other readers.
 */
export function withoutValues<E>(error: E): E {
  let cause: unknown = error;
  for (let depth = 0; depth < MAX_CAUSES && cause instanceof Error; depth++) {
    if (cause instanceof DrizzleQueryError) hide(cause);
    cause = cause.cause;
  }
  return error;
}

function hide(error: DrizzleQueryError): void {
  const text = `Failed query: ${error.query}`;
  error.stack = (error.stack ?? "").replace(error.message, () => text);
  error.message = text;
  error.params = [];
}

import type { AnyOperation } from "@/server/kernel";

/** Every capability of the platform, by context. tRPC, REST, the OpenAPI document and the docs are derived from it. */
export const contexts = {} satisfies Record<string, Record<string, AnyOperation>>;

export const operations: readonly AnyOperation[] = Object.values(contexts).flatMap((ops): AnyOperation[] =>
  Object.values(ops),
);

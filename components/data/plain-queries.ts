import type { TRPCLink } from "@trpc/client";
import type { AppRouter } from "@/server/api/trpc/root";

/** Lists that go on by pages say which way they are read, which no operation asks for: each goes one way. */
export const plainQueries: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) => {
    if (op.type !== "query" || typeof op.input !== "object" || op.input === null) return next(op);
    const { direction, ...input } = op.input as { readonly direction?: unknown };
    return next(direction === "forward" ? { ...op, input } : op);
  };

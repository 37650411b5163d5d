import { defineHandlers } from "@/server/kernel";
import { collectGarbageNow } from "./collect-garbage";
import { collectGarbage } from "./jobs";

export const contentHandlers = defineHandlers(
  { collectGarbage },
  { collectGarbage: (ctx, _payload, signal) => collectGarbageNow(ctx, signal) },
);

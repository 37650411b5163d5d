import { defineHandlers } from "@/server/kernel";
import { collectGarbageNow } from "./collect-garbage";
import { collectGarbage, verifyXetFile } from "./jobs";
import { verifyFileNow } from "./xet/verify-file";

export const contentHandlers = defineHandlers(
  { collectGarbage, verifyXetFile },
  {
    collectGarbage: (ctx, _payload, signal) => collectGarbageNow(ctx, signal),
    verifyXetFile: (ctx, { fileHash }, signal) => verifyFileNow(ctx, fileHash, signal),
  },
);

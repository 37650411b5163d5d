import { z } from "zod";
import { defineJob } from "@/server/kernel";

/** Rebuilds a Xet file and settles what was claimed about its SHA-256. */
export const verifyXetFile = defineJob({
  name: "content.verifyXetFile",
  payload: z.strictObject({ fileHash: z.string() }),
  attempts: 10,
  timeoutMs: 6 * 3_600_000,
});

/** Frees the room of objects that no repository has, of uploads that nobody finished and of interrupted writes. */
export const collectGarbage = defineJob({
  name: "content.collectGarbage",
  payload: z.strictObject({}),
  attempts: 3,
  timeoutMs: 30 * 60_000,
});

import { z } from "zod";
import { defineJob } from "@/server/kernel";

/** Frees the room of objects that no repository has, of uploads that nobody finished and of interrupted writes. */
export const collectGarbage = defineJob({
  name: "content.collectGarbage",
  payload: z.strictObject({}),
  attempts: 3,
  timeoutMs: 30 * 60_000,
});

import { z } from "zod";
import { defineJob } from "@/server/kernel";

export const installPackNow = defineJob({
  name: "compute.installPack",
  payload: z.object({ packId: z.string() }),
  attempts: 3,
  timeoutMs: 15 * 60_000,
});

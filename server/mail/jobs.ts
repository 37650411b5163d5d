import { z } from "zod";
import { defineJob } from "@/server/kernel";

/** One attempt; the next one is a job of its own. */
export const deliverMail = defineJob({
  name: "mail.deliverMail",
  payload: z.object({ mailId: z.uuid() }),
  attempts: 5,
  timeoutMs: 2 * 60_000,
});

/** Sends what waits for a mail server, and removes old letters. */
export const sweepMails = defineJob({
  name: "mail.sweepMails",
  payload: z.object({}),
  attempts: 3,
  timeoutMs: 5 * 60_000,
});

export const jobs = { deliverMail, sweepMails };

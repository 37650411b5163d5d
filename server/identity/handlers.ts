import { defineHandlers } from "@/server/kernel";
import { deleteOldDeviceLogins } from "./devices/store";
import { jobs } from "./jobs";
import { mailPasswordReset } from "./passwords/mail-password-reset";
import { deleteOldAttempts } from "./passwords/store";
import { purgeAccount } from "./purge-account";
import { deleteOldSessions } from "./sessions/store";

export const identityHandlers = defineHandlers(jobs, {
  purgeOwner: (ctx, { ownerId }) => purgeAccount(ctx, ownerId),
  sendPasswordReset: (ctx, { userId }) => mailPasswordReset(ctx, userId),
  sweepSessions: async ({ db, now }) => {
    await deleteOldSessions(db, now());
    await deleteOldAttempts(db, now());
    await deleteOldDeviceLogins(db, now());
  },
});

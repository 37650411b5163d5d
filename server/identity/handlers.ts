import { defineHandlers } from "@/server/kernel";
import { jobs } from "./jobs";
import { mailPasswordReset } from "./mail-password-reset";
import { purgeAccount } from "./purge-account";
import { deleteOldDeviceLogins } from "./store/device-logins";
import { deleteOldSessions } from "./store/sessions";
import { deleteOldAttempts } from "./store/sign-in-attempts";

export const identityHandlers = defineHandlers(jobs, {
  purgeOwner: (ctx, { ownerId }) => purgeAccount(ctx, ownerId),
  sendPasswordReset: (ctx, { userId }) => mailPasswordReset(ctx, userId),
  sweepSessions: async ({ db, now }) => {
    await deleteOldSessions(db, now());
    await deleteOldAttempts(db, now());
    await deleteOldDeviceLogins(db, now());
  },
});

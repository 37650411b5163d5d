import { findAccounts } from "@/server/identity";
import { atomically, defineCommand, notFound } from "@/server/kernel";
import { withoutMail } from "./channels";
import { EndedMails, EndMailsInput } from "./contract";
import { openEnd } from "./end-token";
import { channelsOf, putChannels } from "./store";

export const endMails = defineCommand({
  name: "notifications.endMails",
  summary: "End mails about what happens, by the link that stands in them; nobody needs to sign in",
  http: { method: "POST", path: "/notifications/end-mails" },
  input: EndMailsInput,
  output: EndedMails,
  async run(ctx, { token }) {
    const userId = openEnd(ctx, token);
    const account = userId === null ? undefined : (await findAccounts(ctx.db, [userId])).get(userId);
    if (userId === null || !account) throw notFound("Link", "of this address");
    return atomically(ctx, async (ctx) => {
      await putChannels(ctx, userId, withoutMail((await channelsOf(ctx.db, [userId])).get(userId) ?? {}));
      return { username: account.name };
    });
  },
});

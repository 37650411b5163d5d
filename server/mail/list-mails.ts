import { authorizePlatform } from "@/server/access";
import { type Ctx, defineQuery, page } from "@/server/kernel";
import { ListMailsInput, MailPage } from "./contract";
import { listMailRows } from "./store";

export const listMails = defineQuery({
  name: "mail.listMails",
  summary: "List what the platform wrote to people in the last 90 days, newest first",
  http: { method: "GET", path: "/admin/mails" },
  input: ListMailsInput,
  output: MailPage,
  async run(ctx: Ctx<"mail">, input) {
    await authorizePlatform(ctx, "platform.jobs");
    const { items, nextCursor } = await page(ctx, input, {
      list: "mail.listMails",
      read: (after, limit) => listMailRows(ctx.db, { state: input.state, after, limit }),
      keyOf: ({ createdAt, id }) => ({ sort: createdAt.toISOString(), id }),
    });
    const shown = items.map((row) => ({ ...row, isKept: row.letter !== null }));
    return { items: shown, nextCursor, hasServer: ctx.ports.mail.isSet };
  },
});

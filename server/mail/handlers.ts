import { type Ctx, defineHandlers, enqueue } from "@/server/kernel";
import { deliver } from "./deliver-mail";
import { deliverMail, jobs } from "./jobs";
import { deleteMailsBefore, listWaiting } from "./store";

const DAY_MS = 24 * 3_600_000;
const KEPT_MS = 90 * DAY_MS;
/** What is older is out of date: its links have ended. */
const FRESH_MS = DAY_MS;
const AT_ONCE = 500;

export const mailHandlers = defineHandlers(jobs, {
  deliverMail: (ctx, { mailId }) => deliver(ctx, mailId),
  sweepMails: sweep,
});

async function sweep(ctx: Ctx<"mail">): Promise<void> {
  const now = ctx.now().getTime();
  await deleteMailsBefore(ctx.db, new Date(now - KEPT_MS));
  if (!ctx.ports.mail.isSet) return;
  for (const { id } of await listWaiting(ctx.db, { after: new Date(now - FRESH_MS), limit: AT_ONCE })) {
    await enqueue(ctx, deliverMail, { payload: { mailId: id }, key: id });
  }
}

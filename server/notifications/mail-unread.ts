import { actorOfUser, addressOf } from "@/server/identity";
import { atomically, type Ctx } from "@/server/kernel";
import { sendMail } from "@/server/mail";
import { sealEnd } from "./end-token";
import { stillRead } from "./excerpts";
import { takeUnmailed } from "./store";

/** Mails somebody what they were told and have not read, as far as they may still see it. Twice, it mails nothing more. */
export async function mailUnread(ctx: Ctx, userId: string): Promise<void> {
  const actor = await actorOfUser(ctx, userId);
  if (actor === null) return;
  await atomically({ ...ctx, actor }, async (ctx) => {
    const news = await stillRead(ctx, await takeUnmailed(ctx, userId));
    const [first] = news;
    if (!first) return;
    const isOne = news.length === 1;
    await sendMail(ctx, {
      kind: "notifications",
      to: { address: await addressOf(ctx, userId), userId },
      subject: isOne ? first.title : `${first.title}, and ${news.length - 1} more`,
      ...(isOne && first.path !== null && { thread: threadOf(first.path) }),
      letter: {
        greeting: `Hello ${actor.username},`,
        paragraphs: [isOne ? "this happened:" : `${news.length} things happened:`],
        items: news.map(({ title, path, excerpt }) => ({
          label: title,
          path: path ?? "/notifications",
          note: excerpt ?? "",
        })),
        footer:
          "You get this because you follow it or were named. Choose what is mailed to you: /settings/notifications",
        unsubscribePath: `/unsubscribe/${sealEnd(ctx, userId)}`,
      },
    });
  });
}

/** Mails about one issue, pull request or deployment stand together. */
const threadOf = (path: string) =>
  path
    .replace(/[#?].*$/, "")
    .replace(/[^A-Za-z0-9.-]+/g, ".")
    .slice(0, 200);

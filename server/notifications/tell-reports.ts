import type { z } from "zod";
import { PERMISSIONS } from "@/server/access";
import { reportNewsOf } from "@/server/discussions";
import { findAccounts, listStaff } from "@/server/identity";
import type { Ctx } from "@/server/kernel";
import { administratorsOf } from "./administrators-of";
import type { notifyCommentReported } from "./jobs";
import { openResource } from "./open-resource";
import { insertNotifications } from "./store";

type News = z.infer<typeof notifyCommentReported.payload>;

/**
 * Tells those who look after a repository, but not who said it or who reports it. A person has nobody above them: in
 * what they own, those who look after the installation are told, too, of a private one without its name.
 */
export async function tellCommentReported(ctx: Ctx, { eventId, reporterId }: News): Promise<void> {
  const news = await reportNewsOf(ctx, { eventId, reporterId });
  if (!news) return;
  const { repo, where, path, authorId } = news;
  const accounts = await findAccounts(ctx.db, [reporterId, repo.ownerId]);
  const person = accounts.get(reporterId)?.displayName ?? "";
  const isOther = (userId: string) => userId !== reporterId && userId !== authorId;
  const administrators = (await administratorsOf(ctx, repo)).filter(isOther);
  const reason = news.reason.slice(0, 300);
  const note = (place: string, said = place) => ({
    kind: "commentReported" as const,
    title: `${person} reported a comment in ${said}: ${reason}`.slice(0, 300),
    // The same words are told again when the report is opened again.
    params: { person, where: place, reason, at: news.at.toISOString() },
  });
  await insertNotifications(ctx, administrators, {
    ...note(where),
    path,
    resource: { permission: "repo.read", id: repo.id, ownerId: repo.ownerId },
  });
  if (accounts.get(repo.ownerId)?.kind !== "user") return;
  const staff = await listStaff(ctx.db, PERMISSIONS["platform.repositories"].platform);
  const others = staff.filter((userId) => isOther(userId) && !administrators.includes(userId));
  const isPrivate = repo.visibility === "private";
  await insertNotifications(
    ctx,
    others,
    isPrivate ? note("private", "a private repository") : { ...note(where), path, resource: openResource(repo) },
  );
}

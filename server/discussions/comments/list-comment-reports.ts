import { authorizePlatform } from "@/server/access";
import { findReadableRepoById } from "@/server/hub";
import { findAccounts } from "@/server/identity";
import { type Ctx, defineQuery, page } from "@/server/kernel";
import { CommentReportPage, ListCommentReportsInput } from "../contract/rules";
import { pathOfDiscussion } from "../show";
import { listOpenReports } from "../store/reports";

export const listCommentReports = defineQuery({
  name: "discussions.listCommentReports",
  summary: "List reported comments that nobody has settled",
  http: { method: "GET", path: "/comment-reports" },
  input: ListCommentReportsInput,
  output: CommentReportPage,
  async run(ctx, input) {
    await authorizePlatform(ctx, "platform.repositories");
    const found = await page(ctx, input, {
      list: "discussions.listCommentReports",
      read: (after, limit) => listOpenReports(ctx.db, { after, limit }),
      keyOf: ({ report: { id } }) => ({ sort: id, id }),
    });
    const people = found.items.flatMap(({ report, event }) => [report.reporterId, event.authorId ?? ""]);
    const accounts = await findAccounts(ctx.db, people.filter(Boolean));
    const items = found.items.map(async ({ report, event, discussion }) => ({
      id: report.id,
      reason: report.reason,
      reporter: accounts.get(report.reporterId) ?? null,
      author: accounts.get(event.authorId ?? "") ?? null,
      body: event.body ?? "",
      url: await urlOf(ctx, discussion),
      createdAt: report.createdAt,
    }));
    return { ...found, items: await Promise.all(items) };
  },
});

/** `null` for a repository that the moderator cannot read: the words that were reported are shown, the way is not. */
async function urlOf(ctx: Ctx, { repoId, number }: { repoId: string; number: number }): Promise<string | null> {
  const repo = await findReadableRepoById(ctx, repoId);
  return repo && `${ctx.site.origin}${pathOfDiscussion(repo, number)}`;
}

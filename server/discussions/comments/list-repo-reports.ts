import { authorize, personOf } from "@/server/access";
import { getRepoAt, resourceOf } from "@/server/hub";
import { findAccounts } from "@/server/identity";
import { defineQuery, page } from "@/server/kernel";
import { ListRepoReportsInput, RepoReportPage } from "../contract/rules";
import { excerptOf } from "../excerpts";
import { repoAddressOf } from "../participate";
import { pathOfDiscussion } from "../show";
import { listRepoReportRows } from "../store/reports";

export const listRepoReports = defineQuery({
  name: "discussions.listRepoReports",
  summary: "List reported comments of a repository that nobody has settled, but for the caller's own comments",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/comment-reports" },
  input: ListRepoReportsInput,
  output: RepoReportPage,
  async run(ctx, input) {
    const repo = await getRepoAt(ctx, repoAddressOf(input));
    await authorize(ctx, "repo.admin", { ...resourceOf(repo), isArchived: false });
    const { userId } = personOf(ctx);
    const found = await page(ctx, input, {
      list: "discussions.listRepoReports",
      read: (after, limit) => listRepoReportRows(ctx.db, { repoId: repo.id, userId }, { after, limit }),
      keyOf: ({ report: { id } }) => ({ sort: id, id }),
    });
    const people = found.items.flatMap(({ report, event }) => [report.reporterId, event.authorId ?? ""]);
    const accounts = await findAccounts(ctx.db, people.filter(Boolean));
    const items = found.items.map(({ report, event, discussion: { number, title } }) => ({
      id: report.id,
      reason: report.reason,
      reporter: accounts.get(report.reporterId) ?? null,
      author: accounts.get(event.authorId ?? "") ?? null,
      excerpt: excerptOf(event.body ?? ""),
      isHidden: event.hiddenAt !== null,
      number,
      title,
      url: `${ctx.site.origin}${pathOfDiscussion(repo, number)}#${event.id}`,
      createdAt: report.createdAt,
    }));
    return { ...found, items };
  },
});

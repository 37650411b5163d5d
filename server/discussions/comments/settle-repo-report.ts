import { authorize, personOf } from "@/server/access";
import { getRepoAt, resourceOf } from "@/server/hub";
import { defineCommand, notFound } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { SettleRepoReportInput } from "../contract/rules";
import { repoAddressOf } from "../participate";
import { findRepoReport } from "../store/reports";
import { settle } from "./settle-report";

export const settleRepoReport = defineCommand({
  name: "discussions.settleRepoReport",
  summary: "Settle a report of a repository; hiding the comment settles what else is reported of it",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/comment-reports/{reportId}/settle", status: 204 },
  input: SettleRepoReportInput,
  output: Nothing,
  async run(ctx, { reportId, hide, ...address }) {
    const repo = await getRepoAt(ctx, repoAddressOf(address));
    await authorize(ctx, "repo.admin", { ...resourceOf(repo), isArchived: false });
    const { userId } = personOf(ctx);
    const report = await findRepoReport(ctx.db, { repoId: repo.id, userId }, reportId);
    if (!report) throw notFound("Report", reportId);
    await settle(ctx, { reportId, hide, ownerId: repo.ownerId });
    return {};
  },
});

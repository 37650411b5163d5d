import { authorizePlatform, personOf } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand, notFound } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { SettleReportInput } from "../contract/rules";
import { markEvent } from "../store/events";
import { settleReportRow } from "../store/reports";

export const settleReport = defineCommand({
  name: "discussions.settleReport",
  summary: "Settle a report, and hide what it is about if it deserves it",
  http: { method: "POST", path: "/comment-reports/{reportId}/settle", status: 204 },
  input: SettleReportInput,
  output: Nothing,
  async run(ctx, { reportId, hide }) {
    await authorizePlatform(ctx, "platform.repositories");
    const { userId } = personOf(ctx);
    await atomically(ctx, async (ctx) => {
      const report = await settleReportRow(ctx, reportId, userId);
      if (!report) throw notFound("Report", reportId);
      const marks = { hiddenAt: ctx.now(), hiddenById: userId, hiddenReason: "moderation" };
      if (hide) await markEvent(ctx, report.eventId, marks);
      await audit(ctx, "report.settled", { kind: "comment", id: report.eventId, details: { hidden: hide } });
    });
    return {};
  },
});

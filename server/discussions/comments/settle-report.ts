import { authorizePlatform, personOf } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, defineCommand, notFound, publish } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { HIDDEN_WHEN_REPORTED } from "../contract/discussion";
import { SettleReportInput } from "../contract/rules";
import { commentChanged } from "../events";
import { markEvent } from "../store/events";
import { settleReportRow, settleReportsOf } from "../store/reports";

export const settleReport = defineCommand({
  name: "discussions.settleReport",
  summary: "Settle a report, and hide what it is about if it deserves it",
  http: { method: "POST", path: "/comment-reports/{reportId}/settle", status: 204 },
  input: SettleReportInput,
  output: Nothing,
  async run(ctx, { reportId, hide }) {
    await authorizePlatform(ctx, "platform.repositories");
    await settle(ctx, { reportId, hide });
    return {};
  },
});

interface Settling {
  readonly reportId: string;
  /** Hides the comment, and settles what else is reported of it. */
  readonly hide: boolean;
  /** Of the repository, where its own people settle it; absent for moderators of the installation. */
  readonly ownerId?: string;
}

/** The caller has authorised it. Throws `not_found` for a report that is settled already. */
export async function settle(ctx: Ctx, { reportId, hide, ownerId }: Settling): Promise<void> {
  const { userId } = personOf(ctx);
  await atomically(ctx, async (ctx) => {
    const report = await settleReportRow(ctx, reportId, userId);
    if (!report) throw notFound("Report", reportId);
    const { eventId } = report;
    if (hide) {
      const hidden = { hiddenAt: ctx.now(), hiddenById: userId, hiddenReason: HIDDEN_WHEN_REPORTED };
      await markEvent(ctx, eventId, { ...hidden, isWithheld: ownerId === undefined });
      await settleReportsOf(ctx, eventId, userId);
      await publish(ctx, commentChanged, { eventId });
    }
    await audit(ctx, "report.settled", {
      kind: "comment",
      id: eventId,
      ownerId: ownerId ?? null,
      details: { hidden: hide },
    });
  });
}

import { authorize, personOf } from "@/server/access";
import { audit } from "@/server/audit";
import { resourceOf } from "@/server/hub";
import { atomically, defineCommand, notFound, publish } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { ReportCommentInput } from "../contract/discussion";
import { commentReported } from "../events";
import { discussionAt } from "../participate";
import { auditTargetOf } from "../show";
import { getEventRow } from "../store/events";
import { putReport } from "../store/reports";

export const reportComment = defineCommand({
  name: "discussions.reportComment",
  summary: "Tell administrators of the repository, and moderators of this installation, about a comment",
  http: {
    method: "POST",
    path: "/{shelf}/{namespace}/{name}/discussions/{number}/comments/{eventId}/reports",
    status: 204,
  },
  input: ReportCommentInput,
  output: Nothing,
  async run(ctx, { eventId, reason, ...address }) {
    const place = await discussionAt(ctx, address);
    // Who is blocked, or may say nothing there any more, is heard by moderators.
    const { userId } = personOf(ctx);
    await authorize(ctx, "discussion.write", { ...resourceOf(place.repo), isArchived: false });
    const event = await getEventRow(ctx.db, { discussionId: place.discussion.id, id: eventId });
    if (event.body === null) throw notFound("Comment", eventId);
    await atomically(ctx, async (ctx) => {
      const isNews = await putReport(ctx, { eventId, reporterId: userId, reason });
      if (isNews) await publish(ctx, commentReported, { eventId, reporterId: userId });
      await audit(ctx, "discussion.commentReported", auditTargetOf(place, { comment: eventId }));
    });
    return {};
  },
});

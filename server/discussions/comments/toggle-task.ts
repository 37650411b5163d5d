import { allows } from "@/server/access";
import { resourceOf } from "@/server/hub";
import { type Ctx, DomainError, defineCommand, forbidden } from "@/server/kernel";
import { TimelineEvent, ToggleTaskInput } from "../contract/discussion";
import { type TaskLine, withTask } from "../contract/tasks";
import { discussionAt, type Place, participateIn } from "../participate";
import { showEvent } from "../show";
import { getEventRow } from "../store/events";
import { saveBody } from "./edit-comment";

export const toggleTask = defineCommand({
  name: "discussions.toggleTask",
  summary: "Tick a task of a comment, or take the tick away; the text before stays readable",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/discussions/{number}/comments/{eventId}/tasks" },
  input: ToggleTaskInput,
  output: TimelineEvent,
  async run(ctx, { eventId, line, text, isDone, ...address }) {
    const place = await discussionAt(ctx, address);
    return showEvent(ctx, await tick(ctx, place, { eventId, line, text, isDone }));
  },
});

/** Who said it ticks its tasks, and who can write to the repository. Throws `conflict` when the task is no longer so. */
async function tick(ctx: Ctx, place: Place, { eventId, ...task }: TaskLine & { readonly eventId: string }) {
  const { userId: editorId } = await participateIn(ctx, place);
  const event = await getEventRow(ctx.db, { discussionId: place.discussion.id, id: eventId });
  const mayEdit = event.authorId === editorId || (await allows(ctx, "repo.write", resourceOf(place.repo)));
  if (event.body === null || event.hiddenAt !== null || !mayEdit) throw forbidden("discussion.write");
  const body = withTask(event.body, task);
  if (body === null) throw new DomainError("conflict", "The task was changed meanwhile: look at the list again");
  return saveBody(ctx, place, { event, body, editorId });
}

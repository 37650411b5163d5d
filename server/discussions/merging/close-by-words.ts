import type { Ctx } from "@/server/kernel";
import { addEvent } from "../add-event";
import type { EventData } from "../contract/discussion";
import { listByNumbers, moveStatus } from "../store/discussions";
import { closingsIn } from "../words";

interface Closing {
  readonly text: string;
  readonly authorId: string | null;
  /** The commit or pull request that closes. */
  readonly data: Pick<EventData, "commit" | "number">;
}

/** Closes the open issues that a text says it closes. Joins the caller's transaction; twice is as once. */
export async function closeByWords(ctx: Ctx, repoId: string, { text, authorId, data }: Closing): Promise<void> {
  const numbers = closingsIn(text);
  const found = numbers.length === 0 ? [] : await listByNumbers(ctx.db, repoId, numbers);
  for (const issue of found) {
    const move = { from: ["open"], to: "closed", reason: "completed" } as const;
    if (issue.isPull || !(await moveStatus(ctx, issue.id, move))) continue;
    await addEvent(ctx, issue, {
      type: "status",
      authorId,
      data: { status: "closed", closeReason: "completed", ...data },
    });
  }
}

import type { Repository } from "@/server/hub";
import type { Ctx } from "@/server/kernel";
import { judgeTexts, recordFindings } from "@/server/moderation";
import { pathOfDiscussion } from "./show";

interface Speech {
  readonly title?: string;
  readonly bodies?: readonly string[];
}

interface Place {
  readonly repo: Repository;
  readonly discussion: { readonly number: number };
}

/** Looks through what somebody says. Throws what `judgeTexts` throws; what it returns is for `noteSpeech`. */
export const judgeSpeech = (ctx: Ctx<"moderation">, { title, bodies = [] }: Speech) =>
  judgeTexts(ctx, [
    ...(title === undefined ? [] : [{ surface: "title" as const, text: title }]),
    ...bodies.map((text) => ({ surface: "comment" as const, text })),
  ]);

/** Keeps what was found, in the transaction that writes the words. */
export const noteSpeech = (
  ctx: Ctx,
  { repo, discussion: { number } }: Place,
  found: Awaited<ReturnType<typeof judgeSpeech>>,
): Promise<void> => recordFindings(ctx, found, pathOfDiscussion(repo, number));

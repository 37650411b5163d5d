import type { Ctx } from "@/server/kernel";
import { problemsOfMoves } from "./assert-may-move";
import { inspectObjects } from "./inspect-objects";
import type { PushQuestion } from "./push-question";
import type { ReceivePackInput } from "./receive-pack";

type PushToJudge = Pick<ReceivePackInput, "pusher" | "missingObjects" | "signal"> & { readonly asked: PushQuestion };

const MAX_TOLD = 20;

/** Everything that speaks against a push, in words for the person who pushes; empty when it may come in. */
export async function judgePush(ctx: Ctx<"repositories">, repoId: string, push: PushToJudge): Promise<string[]> {
  const { asked, pusher } = push;
  const refused = await problemsOfMoves(ctx, repoId, { ...asked, pusher, by: "push" });
  if (refused.length > 0) return refused.slice(0, MAX_TOLD);

  const heads = asked.moves.flatMap(({ after }) => after ?? []);
  const { problems, pointers } = await inspectObjects(ctx, repoId, { heads, env: asked.env, signal: push.signal });
  if (problems.length > 0) return problems.slice(0, MAX_TOLD);
  return missingPointers(push, [...pointers.values()]);
}

async function missingPointers(
  { missingObjects }: PushToJudge,
  pointers: readonly { readonly oid: string; readonly size: number; readonly path: string }[],
): Promise<string[]> {
  const problems: string[] = [];
  for (let start = 0; start < pointers.length && problems.length < MAX_TOLD; start += 1_000) {
    const batch = pointers.slice(start, start + 1_000);
    const missing = new Set((await missingObjects(batch)).map(({ oid }) => oid));
    const lost = batch.filter(({ oid }) => missing.has(oid));
    problems.push(
      ...lost.map(({ oid, path }) => `LFS object ${oid} (${path}) was not uploaded: run git lfs push --all`),
    );
  }
  return problems.slice(0, MAX_TOLD);
}

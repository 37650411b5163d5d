import type { Ctx } from "@/server/kernel";
import { problemsOfMoves } from "./assert-may-move";
import { inspectObjects } from "./inspect-objects";
import type { PushQuestion } from "./push-question";
import type { ReceivePackInput } from "./receive-pack";
import { judgeSecrets, type Verdict } from "./secrets/judge-secrets";
import { openSecretWatch } from "./secrets/secret-watch";

type PushToJudge = Pick<ReceivePackInput, "pusher" | "missingObjects" | "signal"> & { readonly asked: PushQuestion };

const MAX_TOLD = 20;

const refuse = (problems: readonly string[]): Verdict => ({ problems: problems.slice(0, MAX_TOLD), warnings: [] });

/** Judges a push while its objects are in quarantine. Secrets that were found in it are kept before it is let in. */
export async function judgePush(ctx: Ctx<"repositories">, repoId: string, push: PushToJudge): Promise<Verdict> {
  const { asked, pusher, signal } = push;
  const refused = await problemsOfMoves(ctx, repoId, { ...asked, pusher, by: "push" });
  if (refused.length > 0) return refuse(refused);

  const heads = asked.moves.flatMap(({ after }) => after ?? []);
  const watch = await openSecretWatch(ctx, repoId);
  const { problems, pointers } = await inspectObjects(ctx, repoId, { heads, env: asked.env, signal, watch });
  if (problems.length > 0) return refuse(problems);
  const missing = await missingPointers(push, [...pointers.values()]);
  if (missing.length > 0) return refuse(missing);

  return judgeSecrets(ctx, repoId, { watch, heads, env: asked.env });
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

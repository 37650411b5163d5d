import { constants } from "node:fs";
import { access, chmod } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { type Ctx, DomainError, writeAtomically } from "@/server/kernel";
import type { PusherRole } from "./check-push";
import type { LfsPointer } from "./contract";
import { extraPipesOf, startGit } from "./git-process";
import { judgePush } from "./judge-push";
import { readPushQuestion } from "./push-question";
import { recordHeads } from "./record-heads";
import { conversation, DAY_MS, enterFor } from "./smart-http";

export interface ReceivePackInput {
  /** Body of the request, inflated. */
  readonly input: Readable;
  readonly signal: AbortSignal;
  readonly role: PusherRole;
  /** Of these LFS objects, those that this repository has not got. */
  readonly missingObjects: (pointers: readonly LfsPointer[]) => Promise<readonly LfsPointer[]>;
  /** Runs when refs may have moved, before the client hears the end of the answer. */
  readonly afterwards: () => Promise<void>;
}

/**
 * The whole program of the hook. Git runs it with the new objects in quarantine; it asks this process on descriptor 3
 * and hears the verdict on 4. Without an answer it refuses, and git throws the quarantine away.
 */
const HOOK = `#!/bin/sh
{ printf '%s\\n' "$GIT_OBJECT_DIRECTORY" "$GIT_ALTERNATE_OBJECT_DIRECTORIES" && cat && echo end; } >&3 || exit 1
read -r verdict <&4 || exit 1
[ "$verdict" = ok ] && exit 0
cat <&4 >&2
exit 1
`;

/**
 * Takes a push. What is pushed is judged before any ref moves; a refusal is part of git's own answer.
 * Throws `unavailable` (`git_busy`) before the first byte when too many are waiting.
 */
export async function receivePack(
  ctx: Ctx<"repositories">,
  repoId: string,
  input: ReceivePackInput,
): Promise<AsyncIterable<Uint8Array>> {
  const { repositories } = ctx.live;
  await installHook(repositories.hooks);
  const leave = await enterFor(repositories.pushes, input.signal);
  return take(ctx, repoId, { ...input, leave });
}

async function* take(
  ctx: Ctx<"repositories">,
  repoId: string,
  { leave, ...push }: ReceivePackInput & { readonly leave: () => void },
): AsyncGenerator<Uint8Array> {
  const place = ctx.live.repositories.placeOf(repoId);
  const args = ["receive-pack", "--stateless-rpc", place.folder];
  const call = { args, signal: push.signal, timeoutMs: DAY_MS };
  const child = startGit(place, call, 2);
  const ended = new Promise((resolve) => child.once("close", resolve).once("error", resolve));
  let mayHaveMoved = false;
  const { question, verdict } = extraPipesOf(child);
  const judged = readPushQuestion(question)
    .then((asked) => asked && judgePush(ctx, repoId, { ...push, asked }))
    .then((problems) => {
      if (problems === null) return verdict.end();
      mayHaveMoved = problems.length === 0;
      return verdict.end(mayHaveMoved ? "ok\n" : `no\n${problems.join("\n")}\n`);
    })
    .catch((error: unknown) => {
      if (!push.signal.aborted) ctx.report(error);
      verdict.end("no\nThe push could not be checked. Try again later.\n");
    });
  try {
    yield* conversation(child, call, push.input);
  } finally {
    await ended;
    await judged;
    if (mayHaveMoved) {
      await recordHeads(ctx, repoId);
      await push.afterwards();
    }
    leave();
  }
}

/** Git skips a hook that it cannot run: a push is only taken when ours can be. */
async function installHook(folder: string): Promise<void> {
  const hook = join(folder, "pre-receive");
  const canRun = () =>
    access(hook, constants.X_OK).then(
      () => true,
      () => false,
    );
  if (await canRun()) return;
  await writeAtomically(hook, [Buffer.from(HOOK)]);
  await chmod(hook, 0o755);
  if (await canRun()) return;
  throw new DomainError("unavailable", "Programs in the data folder cannot be run, so pushes cannot be checked");
}

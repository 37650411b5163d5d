import type { Ctx } from "@/server/kernel";
import { assertMayMove } from "./assert-may-move";
import { assertMessage } from "./assert-message";
import { PLATFORM, type Pusher } from "./check-push";
import { Oid } from "./contract";
import { gitError } from "./git-error";
import { type Author, identityEnv } from "./identity-env";
import { readRefs } from "./list-refs";
import { moveRefs } from "./move-refs";
import { tagRef } from "./ref-name";
import { hasCommit } from "./resolve-revision";

interface NewTag {
  readonly name: string;
  readonly commit: string;
  /** Makes an annotated tag. */
  readonly message?: string;
  readonly author: Author;
  readonly pusher?: Pusher;
}

/**
 * Throws `invalid` (`bad_ref_name`), `conflict` (`ref_exists`), `not_found` (`revision_not_found`), `forbidden`
 * (`protected_ref`), `too_large` (`message_too_long`).
 */
export async function createTag(
  ctx: Ctx<"repositories">,
  repoId: string,
  { name, commit, message, author, pusher = PLATFORM }: NewTag,
): Promise<void> {
  const ref = tagRef(name);
  assertMessage(message ?? "");
  if (!(await hasCommit(ctx, repoId, Oid.parse(commit)))) throw missing(`Commit ${commit}`);
  if ((await readRefs(ctx, repoId)).has(ref)) {
    throw gitError("conflict", `Tag ${name} exists already`, { reason: "ref_exists" });
  }
  await assertMayMove(ctx, repoId, { moves: [{ ref, before: null, after: commit }], pusher, by: "push" });
  const after = message ? await writeTag(ctx, repoId, { name, commit, message, author }) : commit;
  await moveRefs(ctx, repoId, [{ ref, before: null, after }]);
}

/** Throws `not_found` (`revision_not_found`), `forbidden` (`protected_ref`). */
export async function deleteTag(
  ctx: Ctx<"repositories">,
  repoId: string,
  { name, pusher = PLATFORM }: { readonly name: string; readonly pusher?: Pusher },
): Promise<void> {
  const ref = tagRef(name);
  const before = (await readRefs(ctx, repoId)).get(ref);
  if (before === undefined) throw missing(`Tag ${name}`);
  const moves = [{ ref, before, after: null }];
  await assertMayMove(ctx, repoId, { moves, pusher, by: "push" });
  await moveRefs(ctx, repoId, moves);
}

async function writeTag(
  ctx: Ctx<"repositories">,
  repoId: string,
  { name, commit, message, author }: Required<Omit<NewTag, "pusher">>,
): Promise<string> {
  const env = identityEnv(author, ctx.now());
  const tagger = `${env.GIT_AUTHOR_NAME} <${env.GIT_AUTHOR_EMAIL}> ${env.GIT_AUTHOR_DATE}`;
  const text = message.replaceAll("\0", "");
  const input = `object ${commit}\ntype commit\ntag ${name}\ntagger ${tagger}\n\n${text}\n`;
  const output = await ctx.live.repositories.run(repoId, { args: ["mktag"], input });
  return output.toString("latin1").trim();
}

const missing = (what: string) => gitError("not_found", `${what} does not exist`, { reason: "revision_not_found" });

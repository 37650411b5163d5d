import { randomUUID } from "node:crypto";
import { proposeCommit } from "@/server/discussions";
import { commitToRepo, type RepoFileOperation } from "@/server/hub";
import type { UserActor } from "@/server/kernel";
import { repoWith } from "./repos";
import type { setupWorld } from "./world";

export type Texts = Readonly<Record<string, string>>;

const writing = (texts: Texts): RepoFileOperation[] =>
  Object.entries(texts).map(([path, text]) => ({ kind: "put", path, content: Buffer.from(text) }));

interface Wanted {
  readonly owner: UserActor;
  readonly author: UserActor;
  readonly texts: Texts;
  readonly changes: Texts;
  readonly visibility?: "public" | "private";
}

/** A pull request with one commit, and the ways in which it goes on. */
export async function pullWith(
  world: ReturnType<typeof setupWorld>,
  { owner, author, texts, changes, visibility = "public" }: Wanted,
) {
  const ctx = world.as(owner);
  const facts = { name: `pulls-${randomUUID().slice(0, 8)}`, visibility, texts };
  const { repo, address, commit: start } = await repoWith(ctx, facts);
  const proposal = { title: "Mine", description: "", message: "mine", operations: writing(changes) };
  const { discussion } = await proposeCommit(world.as(author), repo, proposal);
  const onMain = (change: Texts) =>
    commitToRepo(ctx, repo, { branch: "main", message: "On", operations: writing(change) });
  return {
    ctx,
    repo,
    address,
    start,
    number: discussion.number,
    at: { ...address, number: discussion.number },
    onMain,
    writing,
  };
}

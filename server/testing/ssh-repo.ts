import { resolveRevision } from "@/server/git";
import { addRepo } from "@/server/hub/repositories/create-repo";
import type { setupSsh } from "./ssh";
import type { setupWorld } from "./world";

/** A private repository, its owner, and a key of theirs. */
export async function repositoryWithKey(world: ReturnType<typeof setupWorld>, ssh: ReturnType<typeof setupSsh>) {
  const user = await world.user();
  const ctx = world.as(user);
  const repo = await addRepo(ctx, { shelf: "models", name: "it", visibility: "private", description: "" });
  const { path: key, line } = await ssh.key();
  const { id: keyId } = await ssh.addKey(user, line);
  const path = `${user.username}/it`;
  return {
    ...{ user, ctx, repo, key, keyId, path },
    address: { shelf: "models", namespace: user.username, name: "it" } as const,
    head: async () => (await resolveRevision(ctx, repo.id, "main")).commit,
    clone: (by = key) => ssh.git(by, ["clone", "-q", ssh.urlOf(path), "."]),
  };
}

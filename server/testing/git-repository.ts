import { commitFiles, createRepository, type FileOperation } from "@/server/git";
import type { Ctx } from "@/server/kernel";

/** Who commits where it does not matter. */
export const AUTHOR = { name: "Ada", email: "ada@users.noreply.localhost" };

export const put = (path: string, content: string | Uint8Array): FileOperation => ({
  kind: "put",
  path,
  content: Buffer.from(content),
});

/** An empty repository on disk, without a row of the hub; `commit` answers the id of the commit. */
export async function gitRepository<C extends Ctx<"repositories">>(ctx: C) {
  const repoId = ctx.id();
  await createRepository(ctx, repoId);
  const commit = async (message: string, operations: readonly FileOperation[], branch = "main") =>
    (await commitFiles(ctx, repoId, { branch, message, author: AUTHOR, operations })).commit;
  return { ctx, repoId, commit };
}

import type { Ctx } from "@/server/kernel";

/** What git itself keeps of a repository on the disk, in bytes: packs and loose objects, without large files. */
export async function repositoryBytes(ctx: Ctx<"repositories">, repoId: string): Promise<number> {
  const output = (await ctx.live.repositories.run(repoId, { args: ["count-objects", "-v"] })).toString("latin1");
  const kibOf = (name: string) => Number(new RegExp(`^${name}: (\\d+)$`, "m").exec(output)?.[1] ?? 0);
  return (kibOf("size") + kibOf("size-pack")) * 1_024;
}

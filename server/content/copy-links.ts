import { atomically, type Ctx } from "@/server/kernel";
import { copyLinkRows } from "./store/objects";
import { copyFileLinks } from "./store/xet-files";

interface Copy {
  readonly fromRepoId: string;
  readonly toRepoId: string;
}

/**
 * Lets a repository read every object of another one; no byte is copied. The caller has made sure that the actor may
 * read the source and write the target. Doing it twice changes nothing.
 */
export const copyLinks = (ctx: Ctx, copy: Copy): Promise<void> =>
  atomically(ctx, async (ctx) => {
    await copyLinkRows(ctx, copy);
    await copyFileLinks(ctx, copy);
  });

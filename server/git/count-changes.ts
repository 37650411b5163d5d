import type { Ctx } from "@/server/kernel";
import { Oid } from "./contract";
import { splitRecords } from "./records";

interface Range {
  readonly from: string;
  readonly to: string;
}

/** Nobody reads a larger number. */
const MAX_COUNTED = 10_000;

/** How many files differ between two commits, as `diffCommits` lists them; no line is compared. At most 10,000. */
export async function countChangedFiles(
  ctx: Ctx<"repositories">,
  repoId: string,
  { from, to }: Range,
): Promise<number> {
  const how = ["diff-tree", "-r", "-M", "-l400", "--name-only", "-z", "--end-of-options"];
  let files = 0;
  for await (const _ of splitRecords(
    ctx.live.repositories.stream(repoId, { args: [...how, Oid.parse(from), Oid.parse(to)], timeoutMs: 20_000 }),
  )) {
    files += 1;
    if (files >= MAX_COUNTED) break;
  }
  return files;
}

/** How many commits one has that the other has not. At most 10,000. */
export async function countCommitsBetween(
  ctx: Ctx<"repositories">,
  repoId: string,
  { from, to }: Range,
): Promise<number> {
  const range = [Oid.parse(to), `^${Oid.parse(from)}`, "--"];
  const args = ["rev-list", "--count", `--max-count=${MAX_COUNTED}`, ...range];
  return Number((await ctx.live.repositories.run(repoId, { args, timeoutMs: 20_000 })).toString());
}

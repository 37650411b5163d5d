import type { Ctx } from "@/server/kernel";
import { findBlobFacts } from "./blob-facts";
import { type LfsPointer, Oid } from "./contract";

interface Range {
  readonly head: string;
  /** What this history holds is left out. */
  readonly not: string;
}

/** The LFS objects that blobs stand for which `head` has and `not` has not, each once. */
export async function listPointers(ctx: Ctx<"repositories">, repoId: string, range: Range): Promise<LfsPointer[]> {
  const { repositories } = ctx.live;
  const args = ["rev-list", "--objects", "--no-object-names", Oid.parse(range.head), `^${Oid.parse(range.not)}`];
  const found = new Map<string, LfsPointer>();
  let rest = "";
  const look = async (oid: string) => {
    const facts = await findBlobFacts(ctx, repoId, oid);
    if (facts?.pointer) found.set(facts.pointer.oid, facts.pointer);
  };
  for await (const chunk of repositories.stream(repoId, { args, timeoutMs: 10 * 60_000 })) {
    const lines = (rest + chunk.toString("latin1")).split("\n");
    rest = lines.pop() ?? "";
    await Promise.all(lines.map(look));
  }
  return [...found.values()];
}

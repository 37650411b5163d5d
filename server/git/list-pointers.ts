import type { Ctx } from "@/server/kernel";
import { type LfsPointer, Oid } from "./contract";
import { couldBePointer } from "./lfs-pointer";
import { findPointer } from "./open-blob";

interface Range {
  readonly head: string;
  /** What this history holds is left out. */
  readonly not: string;
}

/** The LFS objects that blobs stand for which `head` has and `not` has not, each once. */
export async function listPointers(ctx: Ctx<"repositories">, repoId: string, range: Range): Promise<LfsPointer[]> {
  const { repositories } = ctx.live;
  const args = ["rev-list", "--objects", "--no-object-names", Oid.parse(range.head), `^${Oid.parse(range.not)}`];
  const reader = repositories.objects(repoId);
  const found = new Map<string, LfsPointer>();
  let rest = "";
  const look = async (oid: string) => {
    const info = await reader.info(oid);
    const pointer = info?.type === "blob" && couldBePointer(info.size) ? await findPointer(ctx, repoId, info) : null;
    if (pointer) found.set(pointer.oid, pointer);
  };
  for await (const chunk of repositories.stream(repoId, { args, timeoutMs: 10 * 60_000 })) {
    const lines = (rest + chunk.toString("latin1")).split("\n");
    rest = lines.pop() ?? "";
    await Promise.all(lines.map(look));
  }
  return [...found.values()];
}

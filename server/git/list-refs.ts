import type { Ctx } from "@/server/kernel";
import type { Ref } from "./contract";
import { describeRef, VISIBLE_REFS } from "./ref-name";

const FIELDS = ["refname", "objectname", "*objectname", "objecttype", "contents:subject"];
const FORMAT = FIELDS.map((field) => `%(${field})`).join("%00");

/** All refs that readers may see, by name. Annotated tags are peeled to their commit. */
export async function listRefs(ctx: Ctx<"repositories">, repoId: string): Promise<Ref[]> {
  const output = await ctx.live.repositories.run(repoId, {
    args: ["for-each-ref", `--format=${FORMAT}`, ...VISIBLE_REFS],
  });
  return output
    .toString("utf8")
    .split("\n")
    .flatMap((line) => refOf(line) ?? []);
}

function refOf(line: string): Ref | null {
  const [ref = "", object = "", peeled = "", type, subject = ""] = line.split("\0");
  const described = describeRef(ref);
  if (!described) return null;
  const isAnnotated = type === "tag";
  return { ...described, commit: isAnnotated ? peeled : object, message: isAnnotated ? subject : null };
}

/** Where refs point at this moment (not peeled), by full name; only those below `prefixes`. */
export async function readRefs(
  ctx: Ctx<"repositories">,
  repoId: string,
  prefixes: readonly string[] = VISIBLE_REFS,
): Promise<ReadonlyMap<string, string>> {
  const output = await ctx.live.repositories.run(repoId, {
    args: ["for-each-ref", "--format=%(refname) %(objectname)", ...prefixes],
  });
  const lines = output.toString("utf8").split("\n").filter(Boolean);
  return new Map(lines.map((line) => [line.slice(0, -41), line.slice(-40)]));
}

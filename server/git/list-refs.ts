import type { Ctx } from "@/server/kernel";
import { beginningOf } from "@/server/kernel/contract/beginning-of";
import type { Ref } from "./contract";
import { splitRecords } from "./records";
import { describeRef, prefixOf, VISIBLE_REFS } from "./ref-name";

/** A ref without the message that a tag may have. */
export type BareRef = Omit<Ref, "message">;

const FORMAT = "%(refname)%00%(objectname)%00%(*objectname)%00%(objecttype)";

/** Refs that readers may see, by name; all kinds unless told. Annotated tags are peeled to their commit. */
export async function listRefs(
  ctx: Ctx<"repositories">,
  repoId: string,
  kinds?: readonly Ref["kind"][],
): Promise<BareRef[]> {
  const places = kinds?.map(prefixOf) ?? VISIBLE_REFS;
  const output = await ctx.live.repositories.run(repoId, { args: ["for-each-ref", `--format=${FORMAT}`, ...places] });
  return output
    .toString("utf8")
    .split("\n")
    .flatMap((line) => refOf(line) ?? []);
}

function refOf(line: string): BareRef | null {
  const [ref = "", object = "", peeled = "", type] = line.split("\0");
  const described = describeRef(ref);
  return described && { ...described, commit: type === "tag" ? peeled : object };
}

const MAX_SUBJECT = 1_000;
const MAX_LINE_BYTES = 8 * 1_024;

/** The beginnings of the messages of those refs that are annotated tags, by full name. */
export async function tagSubjects(
  ctx: Ctx<"repositories">,
  repoId: string,
  refs: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (refs.length === 0) return new Map();
  const format = "%(refname)%00%(if:equals=tag)%(objecttype)%(then)%(contents:subject)%(end)";
  const call = { args: ["for-each-ref", `--format=${format}`, ...refs] };
  const subjects = new Map<string, string>();
  // A message may be long, and a subject is its whole first paragraph.
  const shape = { end: "\n", maxBytes: MAX_LINE_BYTES } as const;
  for await (const line of splitRecords(ctx.live.repositories.stream(repoId, call), shape)) {
    const [ref = "", subject = ""] = line.split("\0");
    if (subject !== "") subjects.set(ref, beginningOf(subject, MAX_SUBJECT));
  }
  return subjects;
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

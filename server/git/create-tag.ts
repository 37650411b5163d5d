import { type Ctx, DomainError } from "@/server/kernel";
import { readRefs } from "./list-refs";
import { moveRefs } from "./move-ref";
import { tagRef } from "./ref-name";

interface NewTag {
  readonly name: string;
  readonly commit: string;
  /** With a message the tag is annotated. */
  readonly message?: string;
  readonly author: { readonly name: string; readonly email: string };
}

/** A tag on a commit. Throws `conflict` (`ref_exists`), `invalid` (`bad_ref_name`). */
export async function createTag(ctx: Ctx<"repositories">, repoId: string, tag: NewTag): Promise<void> {
  const ref = tagRef(tag.name);
  if ((await readRefs(ctx, repoId)).has(ref)) {
    throw new DomainError("conflict", `Tag ${tag.name} exists already`, { reason: "ref_exists" });
  }
  const after = tag.message === undefined ? tag.commit : await writeTag(ctx, repoId, { ...tag, message: tag.message });
  await moveRefs(ctx, repoId, [{ ref, before: null, after }]);
}

async function writeTag(
  ctx: Ctx<"repositories">,
  repoId: string,
  { name, commit, message, author }: NewTag & { readonly message: string },
): Promise<string> {
  const plain = (text: string) => text.replaceAll(/[<>\n\0]/g, "");
  const seconds = Math.floor(ctx.now().getTime() / 1_000);
  const input = [
    `object ${commit}`,
    "type commit",
    `tag ${name}`,
    `tagger ${plain(author.name)} <${plain(author.email)}> ${seconds} +0000`,
    "",
    `${message}\n`,
  ].join("\n");
  return (await ctx.live.repositories.run(repoId, { args: ["mktag"], input })).toString("utf8").trim();
}

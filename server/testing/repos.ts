import { Readable } from "node:stream";
import { putObject } from "@/server/content";
import { addRepo, commitToRepo, type RepoFileOperation } from "@/server/hub";
import { CreateRepoInput } from "@/server/hub/contract";
import type { Ctx, Dependency } from "@/server/kernel";
import { shaOf } from "./sha-of";

interface NewRepo {
  readonly name: string;
  readonly shelf?: "models" | "datasets" | "spaces" | "codes";
  readonly visibility?: "public" | "private";
  readonly namespace?: string;
  /** Kept by git itself. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Kept in LFS. */
  readonly objects?: Readonly<Record<string, Buffer>>;
}

/** A repository with these files in its second commit, and how operations name it. */
export async function repoWith(ctx: Ctx<Dependency>, { texts = {}, objects = {}, ...facts }: NewRepo) {
  const shelf = facts.shelf ?? "models";
  const repo = await addRepo(
    ctx,
    CreateRepoInput.parse({ ...facts, shelf, ...(shelf === "spaces" && { sdk: "static" }) }),
  );
  const operations: RepoFileOperation[] = Object.entries(texts).map(([path, text]) => ({
    kind: "put",
    path,
    content: Buffer.from(text),
  }));
  for (const [path, bytes] of Object.entries(objects)) {
    const oid = shaOf(bytes);
    await putObject(ctx, { repoId: repo.id, oid, size: bytes.byteLength, body: Readable.from([bytes]) });
    operations.push({ kind: "object", path, oid });
  }
  const { commit } = await commitToRepo(ctx, repo, { branch: "main", message: "Add files", operations });
  return { repo, commit, address: { shelf, namespace: repo.namespace, name: repo.name } as const };
}

import { copyLinks } from "@/server/content";
import { listTree, readBlob, resolveRevision } from "@/server/git";
import { type Ctx, DomainError, defineCommand } from "@/server/kernel";
import { commitToRepo, type RepoFileOperation } from "../commits/commit-to-repo";
import { GenerateRepoInput } from "../contract/fork";
import { CreateRepoInput, Repo, shelfOf } from "../contract/repo";
import { contentOf } from "../files/open-repo-file";
import { authorizeContent } from "../gate/authorize-content";
import { keptFrom, refuseKept } from "../scan/refuse-unsafe";
import { addRepo } from "./create-repo";
import { removeRepo } from "./delete-repo";
import { getReadableRepoById, getRepoAt } from "./get-readable-repo";
import { type Repository, showRepo } from "./repository";

const MAX_FILES = 1_000;
const MAX_FILE_BYTES = 10 * 1024 * 1024;

export const createFromTemplate = defineCommand({
  name: "hub.createFromTemplate",
  summary: "Start a repository with the files of a template, and without its history",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/generate", status: 201 },
  input: GenerateRepoInput,
  output: Repo,
  async run(ctx: Ctx<"repositories" | "objects" | "moderation">, { newNamespace, newName, visibility, ...address }) {
    const template = await getRepoAt(ctx, address);
    await authorizeContent(ctx, template);
    if (!template.isTemplate || template.gate !== null) {
      throw new DomainError("invalid", "This repository is no open template", { reason: "no_template" });
    }
    const files = await filesOf(ctx, template);
    refuseKept(
      await keptFrom(
        ctx,
        template,
        files.map((entry) => ({ oid: contentOf(entry), path: entry.path })),
      ),
    );
    const { library } = template;
    const input = CreateRepoInput.parse({
      ...{ shelf: shelfOf(template.kind), name: newName, namespace: newNamespace, visibility },
      ...(template.kind === "space" && { sdk: library }),
    });
    const repo = await addRepo(ctx, input);
    try {
      const oids = files.flatMap(({ lfs }) => (lfs ? [lfs.oid] : []));
      await copyLinks(ctx, { fromRepoId: template.id, toRepoId: repo.id, oids });
      const message = `Start from ${template.namespace}/${template.name}`;
      await commitToRepo(ctx, repo, { branch: "main", message, operations: operationsOf(ctx, template, files) });
    } catch (error) {
      await removeRepo(ctx, repo);
      throw error;
    }
    return showRepo(ctx.site, await getReadableRepoById(ctx, repo.id));
  },
});

type Files = Awaited<ReturnType<typeof listTree>>["items"];

async function filesOf(ctx: Ctx<"repositories">, { id, defaultBranch }: Repository): Promise<Files> {
  const { commit } = await resolveRevision(ctx, id, `refs/heads/${defaultBranch}`);
  const { items } = await listTree(ctx, id, { commit, recursive: true, limit: MAX_FILES + 1 });
  const files = items.filter(({ kind }) => kind === "file");
  const isTooLarge = files.some(({ lfs, blobSize }) => !lfs && blobSize > MAX_FILE_BYTES);
  if (items.length <= MAX_FILES && !isTooLarge) return files;
  throw new DomainError("too_large", `A template has at most ${MAX_FILES} files; fork it instead`);
}

async function* operationsOf(
  ctx: Ctx<"repositories">,
  { id }: Repository,
  files: Files,
): AsyncGenerator<RepoFileOperation> {
  for (const { path, oid, lfs } of files) {
    if (lfs) yield { kind: "object", path, oid: lfs.oid };
    else yield { kind: "put", path, content: await readBlob(ctx, id, { oid, maxBytes: MAX_FILE_BYTES }) };
  }
}

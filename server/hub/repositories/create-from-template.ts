import { copyLinks } from "@/server/content";
import { inCopyTurn, listTree, readBlob, resolveRevision } from "@/server/git";
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
/** Of what git itself keeps: all of it is read and packed anew. */
const MAX_MEGABYTES = 200;

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
    const { id } = await inCopyTurn(ctx, () => addFilled(ctx, input, { template, files }));
    return showRepo(ctx.site, await getReadableRepoById(ctx, id));
  },
});

type Files = Awaited<ReturnType<typeof listTree>>["items"];

/** The new repository with these files; a failed attempt leaves none behind. */
async function addFilled(
  ctx: Ctx<"repositories" | "objects" | "moderation">,
  input: CreateRepoInput,
  { template, files }: { readonly template: Repository; readonly files: Files },
): Promise<Repository> {
  const repo = await addRepo(ctx, input);
  try {
    const oids = files.flatMap(({ lfs }) => (lfs ? [lfs.oid] : []));
    await copyLinks(ctx, { fromRepoId: template.id, toRepoId: repo.id, oids });
    const message = `Start from ${template.namespace}/${template.name}`;
    await commitToRepo(ctx, repo, { branch: "main", message, operations: operationsOf(ctx, template, files) });
    return repo;
  } catch (error) {
    await removeRepo(ctx, repo);
    throw error;
  }
}

async function filesOf(ctx: Ctx<"repositories">, { id, defaultBranch }: Repository): Promise<Files> {
  const { commit } = await resolveRevision(ctx, id, `refs/heads/${defaultBranch}`);
  const { items } = await listTree(ctx, id, { commit, recursive: true, limit: MAX_FILES + 1 });
  const files = items.filter(({ kind }) => kind === "file");
  const sizes = files.map(({ lfs, blobSize }) => (lfs ? 0 : blobSize));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const isTooLarge = bytes > MAX_MEGABYTES * 1_000_000 || sizes.some((size) => size > MAX_FILE_BYTES);
  if (items.length <= MAX_FILES && !isTooLarge) return files;
  const most = `${MAX_FILES} files and ${MAX_MEGABYTES} MB without large files`;
  throw new DomainError("too_large", `A template has at most ${most}; fork it instead`);
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

import { listTree, resolveRevision, type TreeEntry } from "@/server/git";
import { authorizeContent, getReadableRepo, type Repository } from "@/server/hub";
import { type Ctx, DomainError } from "@/server/kernel";
import { choicesOf } from "./choices";
import type { InferenceReason } from "./contract";

/** A model at a commit, with what of it can be deployed. */
export interface ModelVersion {
  readonly repo: Repository;
  /** `owner/name` */
  readonly model: string;
  /** As it was asked for. */
  readonly revision: string;
  readonly commit: string;
  readonly choices: ReturnType<typeof choicesOf>;
  /** Weight formats that the files have, whether anything serves them or not. */
  readonly formats: readonly string[];
}

interface Asked {
  readonly model: string;
  readonly revision?: string | undefined;
}

const FORMATS: readonly (readonly [string, RegExp])[] = [
  ["gguf", /\.gguf$/i],
  ["onnx", /\.onnx$/i],
  ["safetensors", /\.safetensors$/i],
  ["pytorch", /\.(bin|pth|pt)$/i],
];

/** Throws `not_found` for a model or a revision that is missing or hidden. */
export async function getModelVersion(ctx: Ctx<"repositories">, { model, revision }: Asked): Promise<ModelVersion> {
  const [namespace = "", name = ""] = model.split("/");
  const repo = await getReadableRepo(ctx, { kind: "model", namespace, name });
  await authorizeContent(ctx, repo);
  const { commit } = await resolveRevision(ctx, repo.id, revision ?? `refs/heads/${repo.defaultBranch}`);
  const files = await listFiles(ctx, repo.id, commit);
  return {
    repo,
    model: `${repo.namespace}/${repo.name}`,
    revision: revision ?? repo.defaultBranch,
    commit,
    choices: choicesOf(files.map((file) => ({ path: file.path, size: sizeOf(file) }))),
    formats: FORMATS.filter(([, pattern]) => files.some(({ path }) => pattern.test(path))).map(([format]) => format),
  };
}

export const sizeOf = ({ lfs, blobSize }: TreeEntry): number => lfs?.size ?? blobSize;

const PAGE = 1_000;
const MAX_FILES = 20_000;

async function listFiles(ctx: Ctx<"repositories">, repoId: string, commit: string): Promise<readonly TreeEntry[]> {
  const files: TreeEntry[] = [];
  let after: string | undefined;
  do {
    const page = await listTree(ctx, repoId, { commit, recursive: true, after, limit: PAGE });
    files.push(...page.items.filter(({ kind }) => kind === "file"));
    after = page.nextPath ?? undefined;
  } while (after !== undefined && files.length < MAX_FILES);
  return files;
}

/** The file that was asked for, or the one to take when nobody said. Throws `invalid`. */
export function chooseFile({ choices, formats }: ModelVersion, asked: string | undefined) {
  const chosen =
    asked === undefined ? choices.find(({ isDefault }) => isDefault) : choices.find(({ file }) => file === asked);
  if (chosen?.isComplete) return chosen;
  if (chosen) throw refuse("file_incomplete", `Parts of ${chosen.file} are missing: it has ${chosen.parts}`);
  if (choices.length > 0 && asked !== undefined) {
    throw refuse(
      "file_not_found",
      `${asked} cannot be deployed; choose one of ${choices.map(({ file }) => file).join(", ")}`,
    );
  }
  const kinds = formats.length === 0 ? "It has no model weights" : `It has ${formats.join(" and ")} files`;
  throw refuse("unsupported_format", `Nothing here serves this model. ${kinds}; GGUF files can be deployed`);
}

function refuse(reason: InferenceReason, message: string): DomainError {
  return new DomainError("invalid", message, { reason });
}

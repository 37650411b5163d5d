import { listTree, resolveRevision } from "@/server/git";
import { findTextAt, type Repository, trendingScore } from "@/server/hub";
import { type Ctx, type Dependency, DomainError } from "@/server/kernel";
import { hexId } from "./call";

const COMMON =
  "author cardData createdAt disabled downloads downloadsAllTime gated gitalyUid lastModified likes private " +
  "resourceGroup sha siblings tags trendingScore usedStorage xetEnabled";
const ALLOWED: Readonly<Record<Repository["kind"], ReadonlySet<string>>> = {
  model: new Set(
    `${COMMON} baseModels childrenModelCount config evalResults gguf inference inferenceProviderMapping library_name mask_token model-index pipeline_tag safetensors spaces transformersInfo widgetData`.split(
      " ",
    ),
  ),
  dataset: new Set(`${COMMON} citation description mainSize paperswithcode_id`.split(" ")),
  space: new Set(`${COMMON} datasets models region runtime sdk subdomain`.split(" ")),
  code: new Set(`${COMMON} description`.split(" ")),
};

/** Throws `invalid`, naming what is allowed. */
export function assertExpandable(kind: Repository["kind"], fields: readonly string[]): void {
  const unknown = fields.find((field) => !ALLOWED[kind].has(field));
  if (unknown === undefined) return;
  const allowed = [...ALLOWED[kind]].join(", ");
  throw new DomainError("invalid", `"expand" must not hold "${unknown.slice(0, 50)}"; allowed: ${allowed}`);
}

/** What lists and info have in common; reads nothing but the row. */
export function rowFields(ctx: Ctx, repo: Repository): Record<string, unknown> {
  const name = `${repo.namespace}/${repo.name}`;
  return {
    _id: hexId(repo.id),
    id: name,
    ...(repo.kind === "model" && { modelId: name }),
    author: repo.namespace,
    sha: repo.headCommit,
    lastModified: repo.updatedAt,
    createdAt: repo.createdAt,
    private: repo.visibility !== "public",
    gated: false,
    disabled: false,
    downloads: repo.downloads,
    downloadsAllTime: repo.downloads,
    likes: repo.likes,
    trendingScore: trendingScore(repo.trend, ctx.now()),
    tags: repo.tags,
    usedStorage: repo.storageBytes,
    xetEnabled: true,
    cardData: repo.card,
    ...fieldsOfKind(repo),
  };
}

function fieldsOfKind({
  kind,
  task,
  library,
  card,
  description,
  name,
  namespace,
}: Repository): Record<string, unknown> {
  switch (kind) {
    case "model":
      return {
        ...(task !== null && { pipeline_tag: task }),
        ...(library !== null && { library_name: library }),
        "model-index": card["model-index"] ?? null,
        spaces: [],
        widgetData: [],
      };
    case "space":
      return { sdk: library, models: [], datasets: [], region: "us", subdomain: `${namespace}-${name}`.toLowerCase() };
    case "dataset":
    case "code":
      return { description };
  }
}

interface Asked {
  readonly revision: string;
  readonly expand: readonly string[];
  readonly withBlobs: boolean;
}

/** The answer of `GET /api/{kind}/{id}[/revision/{revision}]`. */
export async function infoOf(ctx: Ctx<Dependency>, repo: Repository, asked: Asked): Promise<Record<string, unknown>> {
  const { expand, revision, withBlobs } = asked;
  assertExpandable(repo.kind, expand);
  const { commit } = await resolveRevision(ctx, repo.id, revision);
  const wants = (field: string) => expand.length === 0 || expand.includes(field);
  const fields: Record<string, unknown> = { ...rowFields(ctx, repo), sha: commit };
  if (wants("siblings")) fields.siblings = await siblingsOf(ctx, repo, { commit, withBlobs });
  if (repo.kind === "model" && wants("config")) fields.config = await configOf(ctx, repo, commit);
  if (expand.length > 0) return pick(fields, ["_id", "id", ...expand]);
  return fields;
}

export const pick = (fields: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]]));

const MAX_SIBLINGS = 100_000;

export async function siblingsOf(
  ctx: Ctx<Dependency>,
  repo: Repository,
  { commit, withBlobs }: { readonly commit: string; readonly withBlobs: boolean },
) {
  const { items } = await listTree(ctx, repo.id, { commit, recursive: true, limit: MAX_SIBLINGS });
  return items
    .filter(({ kind }) => kind === "file" || kind === "symlink")
    .map(({ path, oid, blobSize, lfs }) => ({
      rfilename: path,
      ...(withBlobs && { blobId: oid, size: lfs?.size ?? blobSize }),
      ...(withBlobs && lfs && { lfs: { sha256: lfs.oid, size: lfs.size, pointerSize: blobSize } }),
    }));
}

const CONFIG_FIELDS = ["architectures", "model_type", "quantization_config", "auto_map"];

/** What clients look at in `config.json`; undefined when there is none that can be read. */
async function configOf(ctx: Ctx<Dependency>, repo: Repository, commit: string) {
  const text = await findTextAt(ctx, repo, { commit, path: "config.json" });
  const config = text === null ? null : parsed(text);
  return config === null ? undefined : pick(config, CONFIG_FIELDS);
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

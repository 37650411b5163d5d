import { authorizeContent, openRepoFile, type Repository, statRepoFile } from "@/server/hub";
import { type Ctx, type Dependency, DomainError, jsonShape } from "@/server/kernel";
import { respondJson } from "../respond";
import { decoded, type RepoCall, repoOf } from "./call";

/** The largest headers of published models have a few megabytes. */
const MAX_HEADER_BYTES = 16 * 1_024 * 1_024;
const MAX_INDEX_BYTES = 16 * 1_024 * 1_024;
const MAX_TOTAL_BYTES = 32 * 1_024 * 1_024;
/** Of the index, and of the headers of all files together. */
const MAX_VALUES = 600_000;
const MAX_DEPTH = 16;
const MAX_SHARDS = 512;

/** `GET /api/models/{id}/safetensors-metadata/{index}`: the headers of every file that the index names, at the head. */
export async function getSafetensorsMetadata(call: RepoCall): Promise<void> {
  const { ctx } = call;
  const repo = await repoOf(call);
  await authorizeContent(ctx, repo);
  const commit = repo.headCommit;
  const path = decoded(call.rest);
  if (commit === null || !path.endsWith(".safetensors.index.json")) {
    throw new DomainError("not_found", `${path} is not the index of safetensors files`, { reason: "entry_not_found" });
  }
  const body = await ctx.live.objects.headers.pass(() => metadataOf(ctx, repo, { commit, path }));
  respondJson(call, { status: 200, body });
}

async function metadataOf(ctx: Ctx<Dependency>, repo: Repository, { commit, path }: Place) {
  const index = parsed(
    await bytesOf(ctx, repo, { commit, path, start: 0, maxBytes: MAX_INDEX_BYTES }),
    MAX_VALUES,
  ).value;
  const shards = shardsOf(index, path);
  const headers: Record<string, unknown> = {};
  let total = 0;
  let leftValues = MAX_VALUES;
  for (const shard of shards) {
    const { header, bytes } = await headerOf(ctx, repo, { commit, path: shard, maxValues: leftValues });
    headers[nameOf(shard)] = header.value;
    leftValues -= header.values;
    total += bytes;
    if (total > MAX_TOTAL_BYTES) throw new DomainError("too_large", "The headers of this model are too large");
  }
  return { index: { metadata: index.metadata ?? null }, headers };
}

const nameOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);

/** Files of the index's own folder; an index that names others is none. */
function shardsOf(index: Readonly<Record<string, unknown>>, path: string): readonly string[] {
  const map = typeof index.weight_map === "object" && index.weight_map !== null ? index.weight_map : {};
  const names = [...new Set(Object.values(map).map(String))].toSorted();
  const isOdd = names.some((name) => !/^[\w.-]+\.safetensors$/.test(name));
  if (names.length === 0 || names.length > MAX_SHARDS || isOdd) throw badFile(path);
  const folder = path.slice(0, path.length - nameOf(path).length);
  return names.map((name) => `${folder}${name}`);
}

interface Place {
  readonly commit: string;
  readonly path: string;
}

/** Eight bytes with the length, little-endian, then JSON. */
async function headerOf(
  ctx: Ctx<Dependency>,
  repo: Repository,
  { commit, path, maxValues }: Place & { readonly maxValues: number },
) {
  const first = await bytesOf(ctx, repo, { commit, path, start: 0, maxBytes: 8 });
  const length = first.byteLength < 8 ? 0n : first.readBigUInt64LE();
  if (length === 0n || length > BigInt(MAX_HEADER_BYTES)) throw badFile(path);
  const bytes = Number(length);
  return { bytes, header: parsed(await bytesOf(ctx, repo, { commit, path, start: 8, maxBytes: bytes }), maxValues) };
}

interface Part extends Place {
  readonly start: number;
  readonly maxBytes: number;
}

async function bytesOf(ctx: Ctx<Dependency>, repo: Repository, { start, maxBytes, ...place }: Part): Promise<Buffer> {
  const { entry, size } = await statRepoFile(ctx, repo, place);
  if (size <= start) throw badFile(place.path);
  const range = { start, end: Math.min(size, start + maxBytes) - 1 };
  const chunks: Uint8Array[] = [];
  for await (const chunk of await openRepoFile(ctx, repo, { entry, range })) chunks.push(chunk);
  return Buffer.concat(chunks);
}

interface Parsed {
  readonly value: Record<string, unknown>;
  readonly values: number;
}

function parsed(bytes: Buffer, maxValues: number): Parsed {
  const text = bytes.toString("utf8");
  const { values, depth } = jsonShape(text);
  if (values > maxValues || depth > MAX_DEPTH) throw badFile("What holds so many entries");
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { value: { ...value }, values };
  } catch (cause) {
    throw badFile("The file", cause);
  }
  throw badFile("The file");
}

const badFile = (what: string, cause?: unknown) =>
  new DomainError("invalid", `${what} is not a safetensors file or its index`, { reason: "bad_model_file", cause });

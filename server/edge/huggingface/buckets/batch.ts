import type { BucketChange, RefusedPut } from "@/server/content";
import { findXetOid } from "@/server/content";
import {
  authorizeBucketWrite,
  authorizeContent,
  type BucketOfOwner,
  changeFiles,
  getReadableBucket,
  getReadableRepo,
  refuseUnsafe,
} from "@/server/hub";
import { MOST_BUCKET_CHANGES } from "@/server/hub/contract/bucket";
import { DomainError } from "@/server/kernel";
import { readLines } from "../../read-body";
import { respondJson } from "../../respond";
import { type BucketCall, bucketOf } from "./call";
import { BatchLine } from "./wire";

type Copy = Extract<BatchLine, { type: "copyFile" }>;

interface Failure {
  readonly path: string;
  readonly error: string;
}

const PROBLEMS: Readonly<Record<RefusedPut["problem"], string>> = {
  bad_path: "This path cannot be the path of a file",
  file_missing: "The file was not uploaded, or is not in its source; upload it again",
};

/** `POST …/batch`: all changes or none. A client sends the same lines again after a lost answer. */
export async function postBatch(call: BucketCall): Promise<void> {
  const { ctx } = call;
  const bucket = await bucketOf(call);
  await authorizeBucketWrite(ctx, bucket);
  const lines = await linesOf(call);
  const { sources, failures } = await sourcesOf(call, lines);
  const failed = failures.length > 0 ? failures : await apply(call, bucket, { lines, sources });
  const counts = { processed: lines.length, succeeded: failed.length > 0 ? 0 : lines.length };
  const body = { success: failed.length === 0, ...counts, failed };
  respondJson(call, { status: failed.length === 0 ? 200 : 422, body });
}

interface Batch {
  readonly lines: readonly BatchLine[];
  readonly sources: ReadonlyMap<string, string>;
}

async function apply({ ctx }: BucketCall, bucket: BucketOfOwner, { lines, sources }: Batch): Promise<Failure[]> {
  const refused = await changeFiles(
    ctx,
    bucket,
    lines.map((line) => changeOf(line, bucket, sources)),
  );
  return refused.map(({ path, problem }) => ({ path, error: PROBLEMS[problem] }));
}

function changeOf(line: BatchLine, { id }: BucketOfOwner, sources: ReadonlyMap<string, string>): BucketChange {
  const { path } = line;
  if (line.type === "deleteFile") return { kind: "delete", path };
  const sourceId = line.type === "copyFile" ? (sources.get(nameOf(line)) ?? id) : id;
  const modifiedAt = line.mtime == null ? null : new Date(line.mtime);
  return { kind: "put", path, xetHash: line.xetHash, modifiedAt, sourceId };
}

async function linesOf(call: BucketCall): Promise<readonly BatchLine[]> {
  const lines: BatchLine[] = [];
  for await (const line of readLines(call)) {
    if (lines.length === MOST_BUCKET_CHANGES) {
      throw new DomainError("too_large", `A batch has at most ${MOST_BUCKET_CHANGES} lines`);
    }
    const parsed = BatchLine.safeParse(line);
    const [issue] = parsed.success ? [] : parsed.error.issues;
    if (!parsed.success) throw new DomainError("invalid", `Line ${lines.length + 1}: ${issue?.message ?? "invalid"}`);
    lines.push(parsed.data);
  }
  return lines;
}

/** A batch copies from few places; each is looked at once. */
const MOST_SOURCES = 20;

const nameOf = ({ sourceRepoType, sourceRepoId }: Copy): string => `${sourceRepoType} ${sourceRepoId.toLowerCase()}`;

/** Ids of what the batch copies from, by its name; what the caller cannot read is a failure of its lines. */
async function sourcesOf(call: BucketCall, lines: readonly BatchLine[]) {
  const copies = lines.filter((line) => line.type === "copyFile");
  const byName = Map.groupBy(copies, nameOf);
  if (byName.size > MOST_SOURCES) {
    throw new DomainError("too_large", `A batch copies from at most ${MOST_SOURCES} repositories and buckets`);
  }
  const sources = new Map<string, string>();
  const failures: Failure[] = [];
  for (const [name, group] of byName) {
    try {
      sources.set(name, await readableSource(call, group));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      failures.push(...group.map(({ path }) => ({ path, error: error.message })));
    }
  }
  return { sources, failures };
}

/** Throws what reading the files themselves would throw. */
async function readableSource({ ctx }: BucketCall, copies: readonly Copy[]): Promise<string> {
  const [{ sourceRepoType: type = "bucket", sourceRepoId: id = "" } = {}] = copies;
  const [namespace = "", name = ""] = id.split("/");
  if (type === "bucket") return (await getReadableBucket(ctx, { namespace, name })).id;
  const repo = await getReadableRepo(ctx, { kind: type, namespace, name });
  await authorizeContent(ctx, repo);
  for (const hash of new Set(copies.map(({ xetHash }) => xetHash))) {
    const oid = await findXetOid(ctx, { repoId: repo.id, hash });
    if (oid !== null) await refuseUnsafe(ctx, repo, { oid });
  }
  return repo.id;
}

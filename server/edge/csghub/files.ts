import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { authorize } from "@/server/access";
import { putObject } from "@/server/content";
import {
  commitToRepo,
  headToWrite,
  type RepoFileOperation,
  type Repository,
  resourceOf,
  uploadModes,
} from "@/server/hub";
import { DomainError } from "@/server/kernel";
import { headerOf } from "../exchange";
import { parseBody, readBody } from "../read-body";
import { answer, type Call, repoIn } from "./call";
import { CommitBody, PreuploadBody, UploadFields } from "./wire";

const COMMIT_BYTES = 96 * 1024 * 1024;
const UPLOAD_BYTES = 64 * 1024 * 1024;

/** `POST {repository}/preupload/{revision}`: which files go through LFS, and what is there already. */
export async function preupload(call: Call): Promise<void> {
  const { files } = await readBody(call, PreuploadBody);
  const repo = await repoIn(call);
  await authorize(call.ctx, "repo.write", resourceOf(repo));
  const head = await headToWrite(call.ctx, repo, call.part.revision ?? "");
  const modes = await uploadModes(call.ctx, repo, { commit: head, files });
  const told = modes.map(({ path, isLarge, isIgnored, oid }) => ({
    ...{ path, uploadMode: isLarge ? "lfs" : "regular", shouldIgnore: isIgnored, isDir: false, oid: oid ?? "" },
  }));
  answer(call, { files: told });
}

/** `POST {repository}/commit/{branch}`: all changes in one body; LFS files arrive as their pointers. */
export async function commit(call: Call): Promise<void> {
  const repo = await repoIn(call);
  await authorize(call.ctx, "repo.write", resourceOf(repo));
  await call.bodies.hold(call, COMMIT_BYTES, (bytes) => commitBody(call, repo, bytes));
}

async function commitBody(call: Call, repo: Repository, bytes: Buffer): Promise<void> {
  const { message, files } = parseBody(call, CommitBody, bytes.toString("utf8"));
  const operations = files.map(
    ({ path, action, content }): RepoFileOperation =>
      action === "delete" ? { kind: "delete", path } : { kind: "put", path, content: Buffer.from(content, "base64") },
  );
  const branch = call.part.revision ?? "";
  const made = await commitToRepo(call.ctx, repo, { branch, message: message || "Update files", operations });
  answer(call, { commit: made.commit });
}

/** `POST {repository}/upload_file`: one file in a form, stored as its size and name ask for. */
export async function uploadFile(call: Call): Promise<void> {
  const repo = await repoIn(call);
  await authorize(call.ctx, "repo.write", resourceOf(repo));
  const type = headerOf(call.request, "content-type") ?? "";
  const length = Number(headerOf(call.request, "content-length") ?? Number.NaN);
  if (!/^multipart\/form-data\b/i.test(type)) throw new DomainError("invalid", "Send the file as multipart/form-data");
  if (!(length <= UPLOAD_BYTES)) {
    throw new DomainError(
      "too_large",
      `A form holds at most ${UPLOAD_BYTES} bytes: use upload-large-folder or git-lfs`,
    );
  }
  await call.bodies.hold(call, UPLOAD_BYTES, async (bytes) => commitForm(call, repo, await readForm(bytes, type)));
}

async function commitForm(
  call: Call,
  repo: Repository,
  { path, branch, message, bytes }: Awaited<ReturnType<typeof readForm>>,
): Promise<void> {
  const head = await headToWrite(call.ctx, repo, branch);
  const [mode] = await uploadModes(call.ctx, repo, { commit: head, files: [{ path, size: bytes.byteLength }] });
  const operation = mode?.isLarge
    ? await stored(call, repo, { path, bytes })
    : { kind: "put" as const, path, content: bytes };
  const made = await commitToRepo(call.ctx, repo, {
    ...{ branch, message: message || `Upload ${path}`, operations: [operation] },
  });
  answer(call, { file_path: path, commit: made.commit });
}

async function stored(
  { ctx }: Call,
  repo: Repository,
  { path, bytes }: { readonly path: string; readonly bytes: Buffer },
): Promise<RepoFileOperation> {
  const oid = createHash("sha256").update(bytes).digest("hex");
  await putObject(ctx, { repoId: repo.id, oid, size: bytes.byteLength, body: Readable.from([bytes]) });
  return { kind: "object", path, oid };
}

/** A form is held in memory, so it is small; larger files go through LFS. Throws `invalid`. */
async function readForm(body: Buffer, type: string) {
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } })
    .formData()
    .catch((cause: unknown) => {
      throw notForm(cause);
    });
  const file = form.get("file");
  const fields = UploadFields.safeParse(Object.fromEntries([...form].filter(([, value]) => typeof value === "string")));
  if (!fields.success || !(file instanceof File)) throw notForm(fields.error);
  const { file_path: path, branch, message } = fields.data;
  return { path, branch, message, bytes: Buffer.from(await file.arrayBuffer()) };
}

const notForm = (cause: unknown) =>
  new DomainError("invalid", "The form needs the fields file and file_path", { cause });

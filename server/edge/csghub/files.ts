import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { authorize } from "@/server/access";
import { inTime } from "@/server/api/rest/in-time";
import { putObject } from "@/server/content";
import {
  commitToRepo,
  headToWrite,
  type RepoFileOperation,
  type Repository,
  resourceOf,
  uploadModes,
} from "@/server/hub";
import { createTurnstile, DomainError } from "@/server/kernel";
import { headerOf } from "../exchange";
import { readBody } from "../read-body";
import { answer, type Call, repoIn } from "./call";
import { CommitBody, PreuploadBody, UploadFields } from "./wire";

const COMMIT_BYTES = 96 * 1024 * 1024;
const UPLOAD_BYTES = 64 * 1024 * 1024;

/** Such bodies are held whole, several times over while they are read: few at once, of clients that do send. */
const whole = createTurnstile({ places: 3, longestLine: 64, refuse: () => busy() });
const QUICK = { graceMs: 30_000, bytesPerSecond: 256 * 1024 };
const busy = () => new DomainError("unavailable", "Too many uploads at once; try again in a moment");

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
  await whole.pass(() => commitBody(call, repo));
}

async function commitBody(call: Call, repo: Repository): Promise<void> {
  const { message, files } = await readBody(call, CommitBody, { maxBytes: COMMIT_BYTES, patience: QUICK });
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
  await whole.pass(() => commitForm(call, repo));
}

async function commitForm(call: Call, repo: Repository): Promise<void> {
  const { path, branch, message, bytes } = await readForm(call);
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

/** A form is held in memory, so it is small; larger files go through LFS. Throws `invalid`, `too_large`. */
async function readForm({ request }: Call) {
  const type = headerOf(request, "content-type") ?? "";
  const length = Number(headerOf(request, "content-length") ?? Number.NaN);
  if (!/^multipart\/form-data\b/i.test(type)) throw new DomainError("invalid", "Send the file as multipart/form-data");
  if (!(length <= UPLOAD_BYTES)) {
    throw new DomainError(
      "too_large",
      `A form holds at most ${UPLOAD_BYTES} bytes: use upload-large-folder or git-lfs`,
    );
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of inTime(request, QUICK)) chunks.push(chunk);
  const form = await new Response(Buffer.concat(chunks), { headers: { "content-type": type } })
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

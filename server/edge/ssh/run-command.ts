import { Readable } from "node:stream";
import { authorize } from "@/server/access";
import { receivePack, uploadPack } from "@/server/git";
import { issueSshPass, type SshCaller } from "@/server/identity";
import { type Ctx, type Dependency, DomainError, notFound } from "@/server/kernel";
import { pushFacts } from "../git/push-facts";
import type { GitDirectory, GitRepository } from "../git/repository";
import type { SshCommand } from "./command";

/** A command that is being done for somebody. */
export interface Task {
  /** Acts for the caller, as they may now. */
  readonly ctx: Ctx<Dependency>;
  readonly caller: SshCaller;
  readonly directory: GitDirectory;
  readonly command: SshCommand;
  /** Value of `GIT_PROTOCOL`, as the client sent it. */
  readonly protocol: string | undefined;
  readonly input: AsyncIterable<Uint8Array>;
  readonly signal: AbortSignal;
}

/** What the command answers, once it is clear that it may be done. Throws `not_found`, `forbidden`, `unavailable`. */
export async function runCommand(task: Task): Promise<AsyncIterable<Uint8Array>> {
  const { ctx, command, directory } = task;
  const repository = await locate(task);
  await authorize(ctx, isWrite(command) ? "repo.write" : "repo.content", repository.resource);
  switch (command.kind) {
    case "git-lfs-authenticate":
      return lfsPass(task, repository);
    case "git-receive-pack":
      return receivePack(ctx, repository.id, {
        ...connected(task),
        ...(await pushFacts(ctx, repository, directory)),
      });
    case "git-upload-pack":
      return uploadPack(ctx, repository.id, connected(task));
  }
}

const connected = ({ input, protocol, signal }: Task) => ({
  input: Readable.from(input, { objectMode: false }),
  transport: "connection" as const,
  protocol,
  signal,
});

const isWrite = (command: SshCommand) =>
  command.kind === "git-receive-pack" || (command.kind === "git-lfs-authenticate" && command.operation === "upload");

/** SSH has no redirects: an old address is served as the new one. */
async function locate({ ctx, directory, command }: Task): Promise<GitRepository> {
  const { address } = command;
  const found = await directory.getRepository(ctx, address).catch(nullWhenHidden);
  const repository = found ?? (await directory.findMoved(ctx, address));
  if (!repository) throw notFound("Repository", `${address.namespace}/${address.name}`);
  return repository;
}

function nullWhenHidden(error: unknown): null {
  if (error instanceof DomainError && error.code === "not_found") return null;
  throw error;
}

const PASS_SECONDS = 3_600;

/** Where and as whom the large files go (git-lfs server discovery); the bytes travel over HTTP. */
async function* lfsPass({ ctx, caller }: Task, { id, path }: GitRepository): AsyncGenerator<Uint8Array> {
  const pass = issueSshPass(ctx, { keyId: caller.keyId, repoId: id, lifetimeSeconds: PASS_SECONDS });
  const answer = {
    href: `${ctx.site.origin}${path}.git/info/lfs`,
    header: { Authorization: `RemoteAuth ${pass}` },
    expires_in: PASS_SECONDS,
  };
  yield Buffer.from(`${JSON.stringify(answer)}\n`);
}

import { Readable } from "node:stream";
import { authorize } from "@/server/access";
import { receivePack, uploadPack } from "@/server/git";
import { issueSshTicket, type SshCaller } from "@/server/identity";
import { type Ctx, type Dependency, notFound, nullWhenNotFound } from "@/server/kernel";
import { pushFacts } from "../git/push-facts";
import type { GitDirectory, GitRepository } from "../git/repository";
import { watchClone } from "../git/request-body";
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
  switch (command.kind) {
    case "git-lfs-authenticate":
      if (command.operation === "upload") await repository.authorizePush();
      else await authorize(ctx, "repo.content", repository.resource);
      return lfsTicket(task, repository);
    case "git-receive-pack":
      await repository.authorizePush();
      return receivePack(ctx, repository.id, {
        ...connected(task),
        ...(await pushFacts(ctx, repository, directory)),
      });
    case "git-upload-pack":
      await authorize(ctx, "repo.content", repository.resource);
      return fetchPack(task, repository);
  }
}

const connected = ({ input, protocol, signal }: Task) => ({
  input: Readable.from(input, { objectMode: false }),
  transport: "connection" as const,
  protocol,
  signal,
});

/** A clone counts as a download, as over HTTP. */
async function* fetchPack(task: Task, { id }: GitRepository): AsyncGenerator<Uint8Array> {
  const { ctx, directory } = task;
  const { input, ...rest } = connected(task);
  const { body, isClone } = watchClone(input);
  yield* await uploadPack(ctx, id, { ...rest, input: body });
  if (isClone()) await directory.afterClone(ctx, id);
}

/** SSH has no redirects: an old address is served as the new one. */
async function locate({ ctx, directory, command }: Task): Promise<GitRepository> {
  const { address } = command;
  const found = await directory.getRepository(ctx, address).catch(nullWhenNotFound);
  const repository = found ?? (await directory.findMoved(ctx, address));
  if (!repository) throw notFound("Repository", `${address.namespace}/${address.name}`);
  return repository;
}

const TICKET_SECONDS = 3_600;

/** Where and as whom the large files go (git-lfs server discovery); the bytes travel over HTTP. */
async function* lfsTicket({ ctx, caller }: Task, { id, path }: GitRepository): AsyncGenerator<Uint8Array> {
  const ticket = issueSshTicket(ctx, { keyId: caller.keyId, repoId: id, lifetimeSeconds: TICKET_SECONDS });
  const answer = {
    href: `${ctx.site.origin}${path}.git/info/lfs`,
    header: { Authorization: `RemoteAuth ${ticket}` },
    expires_in: TICKET_SECONDS,
  };
  yield Buffer.from(`${JSON.stringify(answer)}\n`);
}

import { authorize } from "@/server/access";
import { notFound, nullWhenNotFound } from "@/server/kernel";
import type { EdgeRoom, Exchange } from "../exchange";
import { parseRepoAddress, type RepoAddress } from "../repo-path";
import { tell } from "./answer";
import { batch } from "./batch";
import { callerOf } from "./caller";
import { list, lock, unlock, verifyLocks } from "./locks";
import { complete, putPart } from "./parts";
import type { LfsDirectory, LfsRepository } from "./repository";
import { download, upload, verify } from "./transfer";

const MOUNT = "info/lfs/";
const OBJECT = /^objects\/([0-9a-f]{64})(?:\/(verify|complete|parts\/(\d{1,5})))?$/;
const UNLOCK = /^locks\/([^/]{1,100})\/unlock$/;

/** Git LFS (batch API, transfers `basic` and `multipart`, verify, locks) under `{repository}.git/info/lfs`. */
export function createLfsRoom(directory: LfsDirectory): EdgeRoom {
  return {
    name: "lfs",
    match: ({ path }) => {
      const address = parseRepoAddress(path);
      if (!address?.rest.startsWith(MOUNT)) return null;
      return (exchange) => serve(exchange, address, directory);
    },
  };
}

async function serve(exchange: Exchange, address: RepoAddress, directory: LfsDirectory): Promise<void> {
  const rest = address.rest.slice(MOUNT.length);
  const [, oid, step = "", part] = OBJECT.exec(rest) ?? [];
  if (oid !== undefined) {
    const act = part === undefined ? transferOf(exchange.method, step) : partOf(exchange.method, Number(part));
    return act(exchange, oid, directory).catch((error: unknown) => tell(exchange, error, false));
  }
  let isVisitor = true;
  try {
    const ctx = await callerOf(exchange);
    isVisitor = ctx.actor.kind === "anonymous";
    await control({ ...exchange, ctx }, { address, rest, directory });
  } catch (error) {
    await tell(exchange, error, isVisitor);
  }
}

type Transfer = (exchange: Exchange, oid: string, directory: LfsDirectory) => Promise<void>;

function transferOf(method: string, step: string): Transfer {
  if (step === "verify" && method === "POST") return verify;
  if (step === "complete" && method === "POST") return complete;
  if (step === "" && method === "PUT") return upload;
  if (step === "" && (method === "GET" || method === "HEAD")) return download;
  return noRoute(method);
}

const partOf = (method: string, number: number): Transfer =>
  method === "PUT" ? (exchange, oid, directory) => putPart(exchange, { oid, number }, directory) : noRoute(method);

const noRoute = (method: string) => async (): Promise<void> => {
  throw notFound("Route", method);
};

interface Target {
  readonly address: RepoAddress;
  readonly rest: string;
  readonly directory: LfsDirectory;
}

/** Everything that is not bytes: done by somebody, on a repository that is looked up first. */
async function control(exchange: Exchange, { address, rest, directory }: Target): Promise<void> {
  const { ctx, method } = exchange;
  const repository = await directory.getRepository(ctx, address).catch(nullWhenNotFound);
  if (!repository) return redirect(exchange, { address, rest, directory });
  if (method === "POST" && rest === "objects/batch") return batch(exchange, repository, directory);

  await authorize(ctx, "repo.write", repository.resource);
  if (method === "POST" && rest === "locks") return lock(exchange, repository, directory.namesOf);
  if (method === "GET" && rest === "locks") return list(exchange, repository, directory.namesOf);
  if (method === "POST" && rest === "locks/verify") return verifyLocks(exchange, repository, directory.namesOf);
  const [, lockId] = UNLOCK.exec(rest) ?? [];
  if (method === "POST" && lockId) return unlock(exchange, { ...repository, lockId }, directory.namesOf);
  throw notFound("Route", rest);
}

/** A renamed repository answers every method with 307 and a relative address. */
async function redirect({ ctx, query, response }: Exchange, { address, rest, directory }: Target): Promise<void> {
  const moved: LfsRepository | null = await directory.findMoved(ctx, address);
  if (!moved) throw notFound("Repository", `${address.namespace}/${address.name}`);
  const search = query.size > 0 ? `?${query}` : "";
  response.writeHead(307, { location: `${moved.path}.git/${MOUNT}${rest}${search}`, "content-length": 0 }).end();
}

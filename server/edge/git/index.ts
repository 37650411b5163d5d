import { authorize } from "@/server/access";
import { identify } from "@/server/api/auth/identify";
import { advertiseRefs, type GitService, receivePack, uploadPack } from "@/server/git";
import { DomainError, networkOf, notFound, nullWhenNotFound } from "@/server/kernel";
import { authorizationIn, type EdgeRoom, type Exchange, headerOf } from "../exchange";
import { parseRepoAddress, type RepoAddress } from "../repo-path";
import { respondStream } from "../respond";
import { NO_CACHE, tell } from "./answer";
import { pushFacts } from "./push-facts";
import type { GitDirectory, GitRepository } from "./repository";
import { inflated, watchClone } from "./request-body";

interface Call {
  readonly address: RepoAddress;
  readonly directory: GitDirectory;
}

/** Negotiation of a fetch; a pack to receive has a limit of its own. */
const MAX_FETCH_REQUEST_BYTES = 64 * 1_024 * 1_024;
const ROUTE = /^(?:info\/refs|git-upload-pack|git-receive-pack|HEAD|objects\/.*)$/;

/** Git over HTTP (gitprotocol-http(5), smart only) under `{repository}[.git]`. */
export function createGitRoom(directory: GitDirectory): EdgeRoom {
  return {
    name: "git",
    match: ({ path }) => {
      const address = parseRepoAddress(path);
      if (!address || !ROUTE.test(address.rest)) return null;
      return (exchange) => serve(exchange, { address, directory });
    },
  };
}

async function serve(visitor: Exchange, call: Call): Promise<void> {
  let isVisitor = true;
  try {
    const ctx = await identify(visitor.ctx, authorizationIn(visitor.request));
    isVisitor = ctx.actor.kind === "anonymous";
    const exchange = { ...visitor, ctx };
    if (call.address.rest === "info/refs" && isRead(exchange)) return await advertise(exchange, call);
    if (call.address.rest === "git-upload-pack" && exchange.method === "POST") return await fetchPack(exchange, call);
    if (call.address.rest === "git-receive-pack" && exchange.method === "POST") return await takePush(exchange, call);
    throw notFound("Route", call.address.rest);
  } catch (error) {
    await tell(visitor, error, isVisitor);
  }
}

const isRead = ({ method }: Exchange) => method === "GET" || method === "HEAD";

async function advertise(exchange: Exchange, call: Call): Promise<void> {
  const { ctx, query, request, response, signal } = exchange;
  const service = serviceOf(query.get("service"));
  const repository = await call.directory.getRepository(ctx, call.address).catch(nullWhenNotFound);
  if (!repository) return redirect(exchange, call);
  await authorizeFor(exchange, repository, service);
  const protocol = headerOf(request, "git-protocol");
  const network = networkOf(ctx.clientAddress ?? "");
  const answer = await advertiseRefs(ctx, repository.id, { service, protocol, network, signal });
  response.writeHead(200, { ...NO_CACHE, "content-type": `application/x-${service}-advertisement` });
  await respondStream(exchange, answer);
}

async function fetchPack(exchange: Exchange, call: Call): Promise<void> {
  const { ctx, request, response, signal } = exchange;
  const repository = await call.directory.getRepository(ctx, call.address);
  await authorizeFor(exchange, repository, "git-upload-pack");
  assertContentType(exchange, "git-upload-pack");
  const { body: input, isClone } = watchClone(inflated(request, MAX_FETCH_REQUEST_BYTES));
  const protocol = headerOf(request, "git-protocol");
  const answer = await uploadPack(ctx, repository.id, { input, transport: "http", protocol, signal });
  response.writeHead(200, { ...NO_CACHE, "content-type": "application/x-git-upload-pack-result" });
  await respondStream(exchange, answer);
  if (response.writableFinished && isClone()) await call.directory.afterClone(ctx, repository.id);
}

async function takePush(exchange: Exchange, { address, directory }: Call): Promise<void> {
  const { ctx, request, response, signal } = exchange;
  const repository = await directory.getRepository(ctx, address);
  await authorizeFor(exchange, repository, "git-receive-pack");
  assertContentType(exchange, "git-receive-pack");
  const answer = await receivePack(ctx, repository.id, {
    input: inflated(request, Number.POSITIVE_INFINITY),
    transport: "http",
    signal,
    ...(await pushFacts(ctx, repository, directory)),
  });
  response.writeHead(200, { ...NO_CACHE, "content-type": "application/x-git-receive-pack-result" });
  await respondStream(exchange, answer);
}

/** Asked on every request: what the advertisement allowed proves nothing. */
async function authorizeFor({ ctx }: Exchange, repository: GitRepository, service: GitService): Promise<void> {
  if (service === "git-receive-pack") await repository.authorizePush();
  else await authorize(ctx, "repo.content", repository.resource);
}

function serviceOf(service: string | null): GitService {
  if (service === "git-upload-pack" || service === "git-receive-pack") return service;
  throw new DomainError("forbidden", "Only the smart HTTP protocol is served here", { reason: "smart_only" });
}

function assertContentType({ request }: Exchange, service: GitService): void {
  if (headerOf(request, "content-type") === `application/x-${service}-request`) return;
  throw new DomainError("invalid", "The body is not what git sends", { reason: "unsupported_media_type" });
}

/** Git follows a redirect of its first request, and uses the new address from then on. */
async function redirect({ ctx, query, response }: Exchange, { address, directory }: Call): Promise<void> {
  const isFetch = query.get("service") === "git-upload-pack";
  const moved =
    (await directory.findMoved(ctx, address)) ?? (isFetch ? await directory.findFetched(ctx, address) : null);
  if (!moved) throw notFound("Repository", `${address.namespace}/${address.name}`);
  const location = `${moved.path}.git/info/refs?${query}`;
  response.writeHead(307, { ...NO_CACHE, location, "content-length": 0 }).end();
}

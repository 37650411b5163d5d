import { identify } from "@/server/api/auth/identify";
import { type BucketOfOwner, bucketPathOf, type Repository, wirePathOf } from "@/server/hub";
import { kindOf, SHELVES } from "@/server/hub/contract";
import { DomainError, notFound } from "@/server/kernel";
import { authorizationIn, type EdgeRoom, type Exchange, headerOf } from "../exchange";
import { parseRepoAddress } from "../repo-path";
import { respondJson } from "../respond";
import { getReleaseDownload } from "./attachments";
import { findBucketCall, findBucketFileCall } from "./buckets";
import { type Call, MovedAway, MovedBucket, type RepoCall } from "./call";
import { findCollectionCall } from "./collections";
import { postCommit, postPreupload } from "./commit";
import { getCompare } from "./compare";
import { getDiscussions, postDiscussions } from "./discussions";
import { postDuplicate } from "./duplicate";
import { tell } from "./errors";
import { mayHaveCome } from "./fetched-revision";
import { getAccessReport, getAccessRequests, postAccessRequest, postAskAccess } from "./gated";
import { deleteBranch, deleteTag, getCommits, getRefs, postBranch, postSquash, postTag } from "./history";
import { getAuthCheck, getInfo } from "./info";
import { getLargeFiles, postLargeFiles } from "./large-files";
import { createRepo, deleteRepo, moveRepo, putSettings, validateYaml } from "./lifecycle";
import { deleteLike, getLikers, postLike } from "./likes";
import { listOf } from "./list";
import { findAccountCall, getOwnStorage } from "./people";
import { getRaw, getResolve } from "./resolve";
import { getSafetensorsMetadata } from "./safetensors-metadata";
import { getScan } from "./scan";
import {
  deleteSecret,
  deleteStorage,
  deleteVariable,
  deleteVolumes,
  getLogs,
  getRuntime,
  getSecrets,
  getVariables,
  postDevMode,
  postHardware,
  postSecret,
  postSleepTime,
  postStage,
  postStorage,
  postVariable,
  putVolumes,
} from "./spaces";
import { tagsOf } from "./tags";
import { getTree, postPathsInfo } from "./tree";
import { findWebhookCall } from "./webhooks";
import { whoami } from "./whoami";
import { getXetReadToken, getXetWriteToken } from "./xet";

const EXPOSED =
  "X-Repo-Commit, X-Request-Id, X-Error-Code, X-Error-Message, X-Total-Count, ETag, Link, Accept-Ranges, " +
  "Content-Range, Content-Length, X-Linked-Size, X-Linked-Etag, RateLimit, RateLimit-Policy, Retry-After, " +
  "X-Xet-Hash, X-Xet-Refresh-Route, X-Xet-Cas-Url, X-Xet-Access-Token, X-Xet-Token-Expiration";
const CORS = { "access-control-allow-origin": "*", "access-control-expose-headers": EXPOSED };
const PREFLIGHT = {
  ...CORS,
  "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
  "access-control-allow-headers":
    "Authorization, Content-Type, Range, If-None-Match, X-Request-Id, X-Amzn-Trace-Id, X-HF-Download-Counter",
  "access-control-max-age": "86400",
};

const answerWith = (body: unknown) => async (call: Call) => respondJson(call, { status: 200, body });

/** Calls about no repository, or about one that the body names. */
const CALLS: Readonly<Record<string, (call: Call) => Promise<void>>> = {
  "GET /api/whoami-v2": whoami,
  "POST /api/repos/create": createRepo,
  "DELETE /api/repos/delete": deleteRepo,
  "POST /api/repos/move": moveRepo,
  "POST /api/validate-yaml": validateYaml,
  "GET /api/settings/repositories": getOwnStorage,
  "GET /api/models-tags-by-type": tagsOf("models"),
  "GET /api/datasets-tags-by-type": tagsOf("datasets"),
  "GET /api/spaces/hardware": answerWith([]),
  "GET /api/spaces/templates": answerWith({ templates: [] }),
  "GET /api/agent-harnesses": answerWith({ standardEnvVars: [], harnesses: [] }),
  ...Object.fromEntries(SHELVES.map((shelf) => [`GET /api/${shelf}`, listOf(kindOf(shelf))])),
};

/** Calls about the repository in the address, by method and verb. */
const REPO_CALLS: Readonly<Record<string, (call: RepoCall) => Promise<void>>> = {
  "GET ": getInfo,
  "GET revision": getInfo,
  "GET auth-check": getAuthCheck,
  "POST duplicate": postDuplicate,
  "GET user-access-request": getAccessRequests,
  "POST user-access-request": postAccessRequest,
  "GET user-access-report": getAccessReport,
  "GET discussions": getDiscussions,
  "POST discussions": postDiscussions,
  "GET tree": getTree,
  "POST paths-info": postPathsInfo,
  "GET refs": getRefs,
  "GET commits": getCommits,
  "POST preupload": postPreupload,
  "POST commit": postCommit,
  "POST branch": postBranch,
  "DELETE branch": deleteBranch,
  "POST tag": postTag,
  "DELETE tag": deleteTag,
  "PUT settings": putSettings,
  "GET xet-read-token": getXetReadToken,
  "GET xet-write-token": getXetWriteToken,
  "POST like": postLike,
  "DELETE like": deleteLike,
  "GET likers": getLikers,
  "POST super-squash": postSquash,
  "GET compare": getCompare,
  "GET scan": getScan,
  "GET lfs-files": getLargeFiles,
  "POST lfs-files": postLargeFiles,
  "GET resolve": getResolve,
};

/** Calls about a model alone. */
const MODEL_CALLS: typeof REPO_CALLS = { "GET safetensors-metadata": getSafetensorsMetadata };

/** Calls about a space alone. */
const SPACE_CALLS: typeof REPO_CALLS = {
  "GET secrets": getSecrets,
  "POST secrets": postSecret,
  "DELETE secrets": deleteSecret,
  "GET variables": getVariables,
  "POST variables": postVariable,
  "DELETE variables": deleteVariable,
  "GET runtime": getRuntime,
  "POST hardware": postHardware,
  "POST sleeptime": postSleepTime,
  "POST pause": postStage,
  "POST restart": postStage,
  "POST dev-mode": postDevMode,
  "POST storage": postStorage,
  "DELETE storage": deleteStorage,
  "PUT volumes": putVolumes,
  "DELETE volumes": deleteVolumes,
  "GET logs": getLogs,
};

const callsOf = (kind: RepoCall["address"]["kind"]): typeof REPO_CALLS => {
  if (kind === "space") return { ...REPO_CALLS, ...SPACE_CALLS };
  return kind === "model" ? { ...REPO_CALLS, ...MODEL_CALLS } : REPO_CALLS;
};

const FILE_CALLS: ReadonlyMap<string, (call: RepoCall) => Promise<void>> = new Map([
  ["resolve", getResolve],
  ["raw", getRaw],
]);

/** The Hugging Face Hub API (hub-protocols §3), and file bytes at `{repository}/resolve|raw`. */
export function createHuggingFaceRoom(): EdgeRoom {
  return {
    name: "huggingface",
    match: ({ path, method }) => {
      const call = findCall(method === "HEAD" ? "GET" : method, path);
      return call && ((exchange) => serve(exchange, call));
    },
  };
}

type Found = (call: Call) => Promise<void>;

const OURS =
  /^\/api\/(?:models|datasets|spaces|codes|repos|users|organizations|settings|whoami-v2|validate-yaml|agent-harnesses|(?:models|datasets)-tags-by-type)(?:\/|$)/;

function findCall(method: string, path: string): Found | null {
  if (path.startsWith("/api/telemetry")) return async ({ response }) => void response.writeHead(204).end();
  const fixed = CALLS[`${method} ${path}`];
  if (fixed) return fixed;
  if (/^\/api\/settings\/webhooks(?:\/|$)/.test(path)) return findWebhookCall(method, path) ?? otherwise(method, path);
  if (/^\/api\/buckets(?:\/|$)/.test(path)) return findBucketCall(method, path) ?? otherwise(method, path);
  if (/^\/api\/collections(?:\/|$)/.test(path)) return findCollectionCall(method, path) ?? otherwise(method, path);
  return path.startsWith("/api/") ? findApiCall(method, path) : findFileCall(method, path);
}

function findApiCall(method: string, path: string): Found | null {
  if (!OURS.test(path)) return null;
  if (method === "OPTIONS") return preflight;
  const account = findAccountCall(method, path);
  if (account) return account;
  const address = parseRepoAddress(path.slice("/api".length));
  if (!address || !/^\/api\/(?:models|datasets|spaces|codes)\//.test(path)) return unknownRoute(path);
  const [verb, rest] = splitVerb(address.rest);
  const handle = callsOf(address.kind)[`${method} ${verb}`];
  return handle ? (call) => handle({ ...call, address, rest }) : unknownRoute(path);
}

function findFileCall(method: string, path: string): Found | null {
  if (path.startsWith("/buckets/")) {
    const call = findBucketFileCall(path);
    if (call === null || method === "GET") return call;
    return otherwise(method, path);
  }
  const address = parseRepoAddress(path);
  if (!address) return null;
  const [verb, rest] = splitVerb(address.rest);
  if (verb === "ask-access" && rest === "" && method === "POST") {
    return (call) => postAskAccess({ ...call, address, rest });
  }
  const handle = verb === "releases" && rest.startsWith("download/") ? getReleaseDownload : FILE_CALLS.get(verb);
  if (!handle || rest === "") return null;
  if (method === "OPTIONS") return preflight;
  return method === "GET" ? (call) => handle({ ...call, address, rest }) : unknownRoute(path);
}

const otherwise = (method: string, path: string): Found => (method === "OPTIONS" ? preflight : unknownRoute(path));

const preflight: Found = async ({ response }) => void response.writeHead(204, PREFLIGHT).end();

const unknownRoute =
  (path: string): Found =>
  async () => {
    throw notFound("Route", path.slice(0, 200));
  };

function splitVerb(rest: string): [string, string] {
  const at = rest.indexOf("/");
  return at < 0 ? [rest, ""] : [rest.slice(0, at), rest.slice(at + 1)];
}

async function serve(visitor: Exchange, call: Found): Promise<void> {
  const {
    ctx: { requestId },
    request,
    response,
  } = visitor;
  const traced = headerOf(request, "x-amzn-trace-id") ?? headerOf(request, "x-request-id");
  if (traced !== undefined && /^[\w.:=-]{1,128}$/.test(traced)) {
    response.setHeader("x-request-id", `Root=${requestId};${traced}`);
  }
  for (const [name, value] of Object.entries(CORS)) response.setHeader(name, value);
  const hasCredentials = request.headers.authorization !== undefined;
  let isVisitor = true;
  try {
    if (/%00/.test(request.url ?? ""))
      throw new DomainError("invalid", "The address holds a NUL", { reason: "bad_path" });
    const given = authorizationIn(request);
    const ctx = await identify(visitor.ctx, given.kind === "none" ? await visitor.session() : given);
    isVisitor = ctx.actor.kind === "anonymous";
    const asked = { ...visitor, ctx };
    await call(asked).catch(async (error: unknown) => {
      if (!(await mayHaveCome(asked, error))) throw error;
      await call(asked);
    });
  } catch (error) {
    if (error instanceof MovedAway) redirect(visitor, error.repo);
    else if (error instanceof MovedBucket) redirectBucket(visitor, error.bucket);
    else await tell(visitor, error, { isVisitor, hasCredentials });
  }
}

/** Any method on an old address: 307 with a relative address, which old clients follow on HEAD too. */
function redirect(visitor: Exchange, repo: Repository): void {
  const { path } = visitor;
  const isApi = path.startsWith("/api/");
  const address = parseRepoAddress(isApi ? path.slice("/api".length) : path);
  if (!address) throw new DomainError("not_found", "The repository has moved");
  const rest = address.rest === "" ? "" : `/${address.rest}`;
  const base = isApi ? `/api/${path.split("/")[2]}/${repo.namespace}/${repo.name}` : `/${wirePathOf(repo)}`;
  sendTo(visitor, `${base}${rest}`);
}

function redirectBucket(visitor: Exchange, bucket: BucketOfOwner): void {
  const [, ...segments] = visitor.path.split("/");
  const isApi = segments[0] === "api";
  const rest = segments.slice(isApi ? 4 : 3).map((segment) => `/${segment}`);
  sendTo(visitor, `${isApi ? "/api" : ""}${bucketPathOf(bucket)}${rest.join("")}`);
}

function sendTo({ query, request, response }: Exchange, path: string): void {
  const search = query.size > 0 ? `?${(request.url ?? "").split("?").slice(1).join("?")}` : "";
  response.writeHead(307, { location: `${path}${search}`, "content-length": 0 }).end();
}

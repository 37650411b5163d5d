import { findDuplicates, type XetToken } from "@/server/content";
import { notFound } from "@/server/kernel";
import type { EdgeRoom, Exchange } from "../exchange";
import { respondJson } from "../respond";
import { createSpool, type Spool } from "../spool";
import { tell } from "./answer";
import { CAS_PATH, type Call, tokenOf } from "./call";
import { getData } from "./data";
import { getReconstruction, getReconstructionRuns, headFile } from "./reconstructions";
import { postShard, postShardAloud, postXorb } from "./uploads";

const EXPOSED = "ETag, Content-Range, Content-Length, Accept-Ranges, X-Request-Id, Retry-After";
const CORS = { "access-control-allow-origin": "*", "access-control-expose-headers": EXPOSED };
const PREFLIGHT = {
  ...CORS,
  "access-control-allow-methods": "GET, HEAD, POST, OPTIONS",
  "access-control-allow-headers": "Authorization, Content-Type, Range, X-Request-Id, X-Xet-Session-Id",
  "access-control-max-age": "86400",
};

interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly scope: XetToken["xet"];
  readonly serve: (call: Call) => Promise<void>;
}

const HASH = "([0-9a-f]{64})";

/** Hub-protocols §4.7. A question for duplicates needs the right to write: whoever reads shall not learn what else is here. */
const ROUTES: readonly Route[] = [
  { method: "POST", path: RegExp(`^/v1/xorbs/default/${HASH}$`), scope: "write", serve: postXorb },
  { method: "POST", path: /^\/v1\/shards$/, scope: "write", serve: postShard },
  { method: "POST", path: /^\/v2\/shards$/, scope: "write", serve: postShardAloud },
  { method: "GET", path: RegExp(`^/v1/chunks/default(?:-merkledb)?/${HASH}$`), scope: "write", serve: getDuplicates },
  { method: "GET", path: RegExp(`^/v1/reconstructions/${HASH}$`), scope: "read", serve: getReconstruction },
  { method: "GET", path: RegExp(`^/v2/reconstructions/${HASH}$`), scope: "read", serve: getReconstructionRuns },
  { method: "HEAD", path: RegExp(`^/v1/files/${HASH}$`), scope: "read", serve: headFile },
  { method: "POST", path: /^\/v1\/telemetry$/, scope: "read", serve: dropTelemetry },
];

/** Xet: content-addressed storage for chunks of files, as `hf_xet` and `@huggingface/hub` speak it, under `/cas`. */
export function createXetRoom(): EdgeRoom {
  const spool = createSpool();
  return {
    name: "xet",
    match: ({ path }) => (path.startsWith(`${CAS_PATH}/`) ? (exchange) => serve(exchange, spool) : null),
  };
}

async function serve(exchange: Exchange, spool: Spool): Promise<void> {
  const { response, method } = exchange;
  if (method === "OPTIONS") {
    response.writeHead(204, PREFLIGHT).end();
    return;
  }
  for (const [name, value] of Object.entries(CORS)) response.setHeader(name, value);
  try {
    await find(exchange, spool);
  } catch (error) {
    await tell(exchange, error);
  }
}

async function find(exchange: Exchange, spool: Spool): Promise<void> {
  const path = exchange.path.slice(CAS_PATH.length);
  if (path.startsWith("/v1/data/")) return getData(exchange, path.slice("/v1/data/".length));
  for (const route of ROUTES) {
    const [matched, hash = ""] = route.method === exchange.method ? (route.path.exec(path) ?? []) : [];
    if (matched === undefined) continue;
    return route.serve({ ...exchange, token: tokenOf(exchange, route.scope), hash, spool });
  }
  throw notFound("Route", path.slice(0, 200));
}

/** `GET /v1/chunks/{prefix}/{hash}`: a shard that tells where the chunk is already. */
async function getDuplicates({ ctx, token, hash, response }: Call): Promise<void> {
  const shard = await findDuplicates(ctx, { ownerId: token.ownerId, chunkHash: hash });
  if (shard === null) throw notFound("Chunk", hash);
  const headers = { "content-type": "application/octet-stream", "content-length": shard.byteLength };
  response.writeHead(200, { ...headers, "cache-control": "no-store" }).end(shard);
}

async function dropTelemetry(call: Call): Promise<void> {
  call.request.resume();
  respondJson(call, { status: 200, body: {} });
}

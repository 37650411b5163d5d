import { identify } from "@/server/api/auth/identify";
import { problemOf } from "@/server/api/problem";
import { TOO_SLOW } from "@/server/api/rest/in-time";
import { DomainError, notFound } from "@/server/kernel";
import { authorizationIn, type EdgeRoom, type Exchange } from "../exchange";
import { createMount } from "../mounted";
import { canTell, drain, endAfterAnswer, respondJson, retryAfter } from "../respond";
import { type Bodies, createBodies } from "./bodies";
import type { Call } from "./call";
import { getDeployment, listOfUser, setRunning } from "./deployments";
import { commit, preupload, uploadFile } from "./files";
import { createRepository, listBranches, listSpaceResources, writeFile } from "./repositories";

interface Route {
  readonly method: string;
  /** Below `/csghub/api/v1/`; its groups are the parts of the address. */
  readonly path: RegExp;
  readonly handle: (call: Call) => Promise<void>;
}

const SHELF = "(?<shelf>models|datasets|spaces|codes)";
const REPO = `${SHELF}/(?<namespace>[^/]+)/(?<name>[^/]+)`;
const route = (method: string, path: string, handle: Route["handle"]): Route => ({
  ...{ method, path: new RegExp(`^${path}$`), handle },
});

/** What the SDK and its command line call beside the Hugging Face API (csghub-sdk 0.9). */
const ROUTES: readonly Route[] = [
  route("POST", SHELF, createRepository),
  route("GET", `${REPO}/branches`, listBranches),
  route("POST", `${REPO}/raw/(?<path>.+)`, writeFile),
  route("POST", `${REPO}/preupload/(?<revision>.+)`, preupload),
  route("POST", `${REPO}/commit/(?<revision>.+)`, commit),
  route("POST", `${REPO}/upload_file`, uploadFile),
  route("GET", "space_resources", listSpaceResources),
  route("GET", "user/(?<owner>[^/]+)/run/model", listOfUser),
  route("GET", `${REPO}/run/(?<id>\\d+)`, getDeployment),
  route("PUT", `${REPO}/run/(?<id>\\d+)/(?<action>start|stop)`, setRunning),
];

const API = "/csghub/api/v1/";

/**
 * CSGHub for its SDK: `CSGHUB_DOMAIN=https://host/csghub`. The Hugging Face API stands below `/csghub/hf`, `/csghub/csg`
 * and `/csghub/ms`, git and LFS below `/csghub`, and its own API, with its own envelope, below `/csghub/api/v1`.
 */
export function createCsghubRoom(protocols: readonly EdgeRoom[]): EdgeRoom {
  const bodies = createBodies();
  const rooms = [
    createMount("/csghub/hf", protocols),
    createMount("/csghub/csg", protocols),
    withModelScopeBranches(createMount("/csghub/ms", protocols)),
    createMount("/csghub", protocols),
  ];
  return {
    name: "csghub",
    match: (exchange) => {
      const { path } = exchange;
      if (path.startsWith(API)) return (asked) => serve(asked, path.slice(API.length), bodies);
      for (const room of rooms) {
        const handle = room.match(exchange);
        if (handle) return handle;
      }
      return null;
    },
  };
}

/** ModelScope calls the default branch master, others call it main: below `/csghub/ms` both are what it is called here. */
function withModelScopeBranches(room: EdgeRoom): EdgeRoom {
  const renamed = (exchange: Exchange): Exchange => ({
    ...exchange,
    path: exchange.path.replace(/\/(revision|resolve|tree|raw)\/(?:main|master)(?=\/|$)/, "/$1/HEAD"),
  });
  return {
    ...room,
    match: (exchange) => {
      const handle = room.match(renamed(exchange));
      return handle && ((asked) => handle(renamed(asked)));
    },
  };
}

async function serve(visitor: Exchange, path: string, bodies: Bodies): Promise<void> {
  try {
    const ctx = await identify(visitor.ctx, authorizationIn(visitor.request));
    for (const { method, path: pattern, handle } of ROUTES) {
      const found = method === visitor.method ? pattern.exec(path) : null;
      if (!found) continue;
      const part = Object.fromEntries(Object.entries(found.groups ?? {}).map(([name, raw]) => [name, decoded(raw)]));
      return await handle({ ...visitor, ctx, part, bodies });
    }
    throw notFound("Route", path.slice(0, 200));
  } catch (error) {
    await tell(visitor, error);
  }
}

/** The front door has seen that the address can be decoded. Throws `invalid` for a NUL. */
function decoded(raw: string): string {
  const text = decodeURIComponent(raw);
  if (text.includes("\0")) throw new DomainError("invalid", "The address holds a NUL", { reason: "bad_path" });
  return text;
}

/** Errors in CSGHub's envelope; a bug is reported and not told. */
async function tell(exchange: Exchange, error: unknown): Promise<void> {
  if (!canTell(exchange, error)) return;
  if (error instanceof DomainError && error.reason === TOO_SLOW) endAfterAnswer(exchange);
  else await drain(exchange);
  const { status, title, detail, code } = problemOf(error, exchange.ctx.requestId);
  const body = { code, msg: detail ?? title, trace_id: exchange.ctx.requestId };
  respondJson(exchange, { status, body, headers: retryAfter(error) });
}

import type { IncomingMessage } from "node:http";
import { identify } from "@/server/api/auth/identify";
import { openApiDocument } from "@/server/api/openapi/document";
import { problemOf } from "@/server/api/problem";
import { operations } from "@/server/api/registry";
import { createRest } from "@/server/api/rest/answer";
import { TOO_SLOW } from "@/server/api/rest/in-time";
import { DomainError } from "@/server/kernel";
import { authorizationIn, type EdgeRoom, type Exchange, headerOf } from "./exchange";
import { drain, endAfterAnswer, respondJson, respondStream, retryAfter } from "./respond";

const MOUNT = "/api/v1";

/** The platform's own REST API: every operation with an `http` binding, and the document that describes them. */
export function createRestRoom(): EdgeRoom {
  const answer = createRest(operations);
  const document = JSON.stringify(openApiDocument(operations));

  const handle = async (exchange: Exchange) => {
    const { request, response, method, path, query, signal } = exchange;
    if (path === `${MOUNT}/openapi.json` && (method === "GET" || method === "HEAD")) {
      response.writeHead(200, { "content-type": "application/json", "cache-control": "public, max-age=300" });
      response.end(document);
      return;
    }
    const given = authorizationIn(request);
    const ctx = await identify(exchange.ctx, given.kind === "none" ? await exchange.session() : given);
    const header = (name: string) => headerOf(request, name);
    const asked = { method: method === "HEAD" ? "GET" : method, path: path.slice(MOUNT.length), query, header, signal };
    const { status, headers, body } = await answer(ctx, { ...asked, body: kept(request) });
    response.writeHead(status, headers);
    if (method === "HEAD" || typeof body === "string") response.end(method === "HEAD" ? undefined : body);
    else await respondStream(exchange, body);
  };

  return {
    name: "rest",
    match: ({ path }) =>
      path === MOUNT || path.startsWith(`${MOUNT}/`) ? (exchange) => handle(exchange).catch(tell(exchange)) : null,
  };
}

/** Whoever stops reading in the middle does not end the connection: the refusal still has to go out. */
const kept = (request: IncomingMessage): AsyncIterable<Uint8Array> => request.iterator({ destroyOnReturn: false });

/** RFC 9457, whatever went wrong; a bug is reported and none of its text leaves. */
const tell = (exchange: Exchange) => async (error: unknown) => {
  const { ctx, response } = exchange;
  if (!(error instanceof DomainError)) ctx.report(error);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (error instanceof DomainError && error.reason === TOO_SLOW) endAfterAnswer(exchange);
  else await drain(exchange);
  const problem = problemOf(error, ctx.requestId);
  const allow = problem.status === 405 && Array.isArray(problem.allow) ? { allow: problem.allow.join(", ") } : {};
  const challenge = problem.status === 401 ? { "www-authenticate": 'Bearer realm="Modelyard"' } : {};
  const headers = {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    ...allow,
    ...challenge,
    ...retryAfter(error),
  };
  respondJson(exchange, { status: problem.status, body: problem, headers });
};

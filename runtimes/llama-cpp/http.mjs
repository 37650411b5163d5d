import { once } from "node:events";
import { createServer } from "node:http";
import { readJsonBody } from "./body.mjs";
import { createChatCompletion } from "./chat.mjs";
import { createCompletion } from "./completions.mjs";
import { createEmbeddings } from "./embeddings.mjs";
import { ApiError } from "./errors.mjs";
import { Exchange } from "./exchange.mjs";
import { FatalError } from "./fatal.mjs";
import { getModel, listModels } from "./models.mjs";
import { tokenize } from "./tokenize.mjs";

const ROUTES = {
  "/v1/chat/completions": { method: "POST", handle: createChatCompletion },
  "/v1/completions": { method: "POST", handle: createCompletion },
  "/v1/embeddings": { method: "POST", handle: createEmbeddings },
  "/v1/models": { method: "GET", handle: listModels },
  "/tokenize": { method: "POST", handle: tokenize },
};
const ONE_MODEL = "/v1/models/";

/**
 * The HTTP side. It listens before the model is loaded, so that a taken port is known at once and /health answers from the start.
 * @param {{ host: string, port: number }} address
 */
export async function startServer({ host, port }) {
  /** @type {{ engine: import("./engine.mjs").Engine | null, stopping: boolean }} */
  const state = { engine: null, stopping: false };
  /** @type {Set<Exchange>} */
  const open = new Set();
  const server = createServer(
    { requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 65_000 },
    (request, response) => {
      const path = pathOf(request);
      if (path === "/health") return sendHealth(state, response);
      const exchange = new Exchange(request, response, path);
      open.add(exchange);
      void exchange.run(() => answer({ state, path, exchange }, request)).finally(() => open.delete(exchange));
    },
  );
  server.listen(port, host);
  await once(server, "listening").catch((error) => {
    if (error.code === "EADDRINUSE")
      throw new FatalError("port_taken", `Port ${port} on ${host} is taken`, { cause: error });
    throw new FatalError("invalid_configuration", `Cannot listen on ${host}:${port}: ${error.message}`, {
      cause: error,
    });
  });
  const bound = server.address();
  return {
    port: typeof bound === "object" && bound ? bound.port : port,
    /** @param {import("./engine.mjs").Engine} engine */
    ready(engine) {
      state.engine = engine;
    },
    /** Accepts nothing new, lets answers end for `graceMs`, then cuts them off. @param {number} graceMs */
    async stop(graceMs) {
      state.stopping = true;
      state.engine?.slots?.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      const timer = setTimeout(() => {
        for (const exchange of open)
          exchange.abort(new ApiError(503, "The runtime was stopped.", { code: "stopping" }));
        setTimeout(() => server.closeAllConnections(), 300);
      }, graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

async function answer({ state, path, exchange }, request) {
  const route = routeOf(path, exchange);
  if (request.method !== route.method)
    throw new ApiError(405, `Use ${route.method} ${path}.`, { code: "method_not_allowed" });
  if (state.stopping) throw new ApiError(503, "The runtime is stopping.", { code: "stopping" });
  if (!state.engine) throw new ApiError(503, "The model is still loading.", { code: "loading" });
  if (route.method === "POST") exchange.body = await readJsonBody(request);
  await route.handle(state.engine, exchange);
}

function routeOf(path, exchange) {
  if (path.startsWith(ONE_MODEL)) {
    exchange.modelName = decoded(path.slice(ONE_MODEL.length));
    return { method: "GET", handle: getModel };
  }
  if (Object.hasOwn(ROUTES, path)) return ROUTES[path];
  throw new ApiError(404, `There is nothing at ${path}.`, { code: "not_found" });
}

/** A raw request target may be anything; `new URL` would throw on `//`. */
function pathOf(request) {
  return String(request.url).split("?", 1)[0];
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function sendHealth({ engine, stopping }, response) {
  const ready = engine !== null && !stopping;
  const body = ready
    ? { status: "ok", model: engine.alias, contextSize: engine.contextSize, parallel: engine.parallel }
    : { status: stopping ? "stopping" : "loading" };
  response.writeHead(ready ? 200 : 503, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}

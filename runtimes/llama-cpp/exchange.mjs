import { randomUUID } from "node:crypto";
import { ApiError, apiErrorOf } from "./errors.mjs";
import { logEvent, logText } from "./log.mjs";

const KEEP_ALIVE_MS = 10_000;

/**
 * One request and its answer, as the routes see it. The signal fires when the client leaves or the process stops;
 * the log line is written once, when the answer is over.
 */
export class Exchange {
  /** @type {Record<string, unknown>} */
  body = {};
  /** @type {string} the last segment of /v1/models/{model} */
  modelName = "";
  #response;
  #controller = new AbortController();
  #startedAt = performance.now();
  #counts = { promptTokens: 0, completionTokens: 0 };
  #route;
  #keepAlive;

  /** @param {import("node:http").IncomingMessage} request @param {import("node:http").ServerResponse} response @param {string} route */
  constructor(request, response, route) {
    const given = request.headers["x-request-id"];
    this.id = typeof given === "string" && /^[\w.-]{1,128}$/.test(given) ? given : randomUUID();
    this.#response = response;
    this.#route = route;
    response.setHeader("x-request-id", this.id);
    response.once("close", () => {
      clearInterval(this.#keepAlive);
      if (!response.writableFinished) this.abort(new Error("The client closed the connection"));
    });
  }

  get signal() {
    return this.#controller.signal;
  }

  /** @param {Error} reason */
  abort(reason) {
    this.#controller.abort(reason);
  }

  /** Tells the log what this request has cost so far; the object may be live. @param {{ promptTokens: number, completionTokens: number }} counts */
  count(counts) {
    this.#counts = counts;
  }

  /** @param {number} status @param {unknown} value @param {Record<string, string>} [headers] */
  sendJson(status, value, headers = {}) {
    if (this.#response.destroyed) return;
    const text = JSON.stringify(value);
    this.#response.writeHead(status, {
      "content-type": "application/json; charset=utf-8",
      "content-length": Buffer.byteLength(text),
      ...headers,
    });
    this.#response.end(text);
  }

  /** Begins server-sent events; comments keep the connection alive while a long prompt is read. */
  openStream() {
    const response = this.#response;
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    });
    response.socket?.setNoDelay(true);
    const write = (text) => {
      if (!response.destroyed) response.write(text);
    };
    this.#keepAlive = setInterval(() => write(": keep-alive\n\n"), KEEP_ALIVE_MS);
    return {
      /** @param {unknown} value */
      send: (value) => write(`data: ${JSON.stringify(value)}\n\n`),
      done: () => {
        write("data: [DONE]\n\n");
        response.end();
      },
    };
  }

  /** Answers with an error: as JSON, or, when events have begun, as one last event without [DONE]. @param {unknown} thrown */
  fail(thrown) {
    const error = apiErrorOf(thrown);
    if (error.status === 500) logText(`${this.id}: ${thrown instanceof Error ? thrown.stack : thrown}`);
    if (!this.#response.headersSent)
      return this.sendJson(error.status, error, error.status === 503 ? { "retry-after": "1" } : {});
    if (!this.#response.destroyed) this.#response.end(`data: ${JSON.stringify(error)}\n\n`);
  }

  /** Runs a route to its end, and writes the log line. @param {() => Promise<void>} work */
  async run(work) {
    try {
      await work();
    } catch (error) {
      if (this.signal.aborted) this.#leave();
      else this.fail(error);
    } finally {
      clearInterval(this.#keepAlive);
      this.#log();
    }
  }

  #leave() {
    const { reason } = this.signal;
    if (reason instanceof ApiError) this.fail(reason);
    else this.#response.destroy();
  }

  #log() {
    const { promptTokens, completionTokens } = this.#counts;
    const request = {
      id: this.id,
      route: this.#route,
      status: this.#response.statusCode,
      promptTokens,
      completionTokens,
      aborted: this.signal.aborted,
      durationMs: Math.round(performance.now() - this.#startedAt),
    };
    logEvent({ request });
  }
}

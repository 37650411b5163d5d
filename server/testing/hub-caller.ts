import { beforeAll } from "vitest";
import type { Ctx, Dependency, UserActor } from "@/server/kernel";
import type { setupHubServer } from "./hub-server";
import type { setupWorld } from "./world";

interface Sent {
  readonly body?: unknown;
  /** Secret of an access token; the caller's own that may write when left out. */
  readonly as?: string;
}

/** Somebody who calls the hub's APIs with JSON, and reads what comes back. */
export function setupCaller(world: ReturnType<typeof setupWorld>, server: ReturnType<typeof setupHubServer>) {
  let user: UserActor;
  let ctx: Ctx<Dependency>;
  let token: string;
  let read: string;
  beforeAll(async () => {
    user = await world.user();
    ctx = world.as(user);
    token = (await world.token(user)).secret;
    read = (await world.token(user, { role: "read" })).secret;
  });
  const send = async (method: string, path: string, { body, as = token }: Sent = {}) => {
    const json =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
    const answer = await server.fetch(path, { method, token: as, ...json });
    const text = await answer.text();
    const isJson = /^[[{]/.test(text);
    return { status: answer.status, headers: answer.headers, text, json: isJson ? JSON.parse(text) : null };
  };
  return {
    user: () => user,
    ctx: () => ctx,
    token: () => token,
    /** A token that may only read. */
    read: () => read,
    send,
    get: (path: string, as = token) => send("GET", path, { as }),
  };
}

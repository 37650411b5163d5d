import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";
import { createArchiveRoom } from "@/server/edge/archive";
import { createContentRoom } from "@/server/edge/content";
import { createCsghubRoom } from "@/server/edge/csghub";
import { createFrontDoor } from "@/server/edge/front-door";
import { createGitRoom } from "@/server/edge/git";
import { gitHubDirectory } from "@/server/edge/git/hub-directory";
import { createHuggingFaceRoom } from "@/server/edge/huggingface";
import { createLfsRoom } from "@/server/edge/lfs";
import { hubDirectory } from "@/server/edge/lfs/hub-directory";
import { createMount } from "@/server/edge/mounted";
import { createOauthRoom } from "@/server/edge/oauth";
import { createRestRoom } from "@/server/edge/rest";
import { createXetRoom } from "@/server/edge/xet";
import { createInsideOrigins } from "@/server/mirror";
import type { setupWorld } from "./world";

/** The session cookie of the server below. */
export const SESSION_COOKIE = { name: "yard-session-test", key: "the key of the cookie in tests" };

/** A front door with everything that Hugging Face clients and scripts talk to. */
export function setupHubServer(
  world: ReturnType<typeof setupWorld>,
  { limitsAttempts = false, now = () => new Date(), inside = (): readonly string[] => [] } = {},
) {
  const state = { origin: "" };
  const protocols = [
    createXetRoom(),
    createOauthRoom(),
    createHuggingFaceRoom(),
    createLfsRoom(hubDirectory),
    createGitRoom(gitHubDirectory),
  ];
  const door = createFrontDoor({
    trust: { trustedProxies: [], publicUrl: null, port: 0 },
    contentOrigin: "http://content.localhost:1",
    cookie: SESSION_COOKIE,
    visitor: () => {
      const ctx = world.as({ kind: "anonymous" }, now);
      const identity = { ...ctx.live.identity, limitsAttempts };
      const live = { ...ctx.live, identity, insideOrigins: createInsideOrigins(inside()) };
      return { ...ctx, live, site: { ...ctx.site, origin: state.origin } };
    },
    rooms: [
      createRestRoom(),
      ...protocols,
      createMount("/hf", protocols),
      createCsghubRoom(protocols),
      createArchiveRoom(),
    ],
    contentRoom: createContentRoom(),
    web: async ({ response }) => void response.writeHead(404).end(),
    limit: null,
    measure: () => {},
  });
  beforeAll(async () => {
    door.listen(0, "127.0.0.1");
    await once(door, "listening");
    state.origin = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  });
  afterAll(() => door.close());
  return {
    origin: () => state.origin,
    /** A request as a client sends it; `token` as a bearer. */
    fetch: (path: string, { token, ...init }: RequestInit & { token?: string } = {}) => {
      const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
      return fetch(`${state.origin}${path}`, {
        redirect: "manual",
        ...init,
        headers: { ...authorization, ...init.headers },
      });
    },
  };
}

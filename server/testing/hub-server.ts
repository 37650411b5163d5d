import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";
import { createFrontDoor } from "@/server/edge/front-door";
import { createGitRoom } from "@/server/edge/git";
import { gitHubDirectory } from "@/server/edge/git/hub-directory";
import { createHuggingFaceRoom } from "@/server/edge/huggingface";
import { createLfsRoom } from "@/server/edge/lfs";
import { hubDirectory } from "@/server/edge/lfs/hub-directory";
import type { setupWorld } from "./world";

/** A front door with everything that Hugging Face clients talk to. */
export function setupHubServer(world: ReturnType<typeof setupWorld>) {
  const state = { origin: "" };
  const door = createFrontDoor({
    trust: { trustedProxies: [], publicUrl: null, port: 0 },
    contentOrigin: "http://content.localhost:1",
    cookie: { name: "none", key: "none" },
    visitor: () => {
      const ctx = world.as({ kind: "anonymous" });
      return { ...ctx, site: { ...ctx.site, origin: state.origin } };
    },
    rooms: [createHuggingFaceRoom(), createLfsRoom(hubDirectory), createGitRoom(gitHubDirectory)],
    contentRoom: { name: "content", match: () => null },
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

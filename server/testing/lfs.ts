import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { authorize } from "@/server/access";
import { createFrontDoor } from "@/server/edge/front-door";
import { createLfsRoom } from "@/server/edge/lfs";
import type { LfsRepository } from "@/server/edge/lfs/repository";
import { type Actor, notFound, type UserActor } from "@/server/kernel";
import type { setupWorld } from "./world";

/** A front door with the LFS room alone, over one repository `org/here` (once `org/before`) and three members. */
export function setupLfs(world: ReturnType<typeof setupWorld>) {
  const ownerId = randomUUID();
  const member = (role: "admin" | "write" | "read", username: string): UserActor =>
    world.stranger({ username, memberships: [{ organizationId: ownerId, role, teams: [], groups: [] }] });
  const [ada, bob, reader] = [member("admin", "ada"), member("write", "bob"), member("read", "reader")];
  const repository: LfsRepository = {
    resource: { kind: "Repository", id: randomUUID(), ownerId, visibility: "internal" },
    path: "/org/here",
  };
  const state = { actor: ada as Actor, laterMs: 0, origin: "" };

  const room = createLfsRoom({
    async getRepository({ actor: { kind } }, { namespace, name }) {
      if (kind !== "anonymous" && `${namespace}/${name}` === "org/here") return repository;
      throw notFound("Repository", `${namespace}/${name}`);
    },
    findMoved: async (_ctx, { name }) => (name === "before" ? repository : null),
    authorizeUpload: (ctx, { resource }) => authorize(ctx, "repo.write", resource),
    mayUpload: async () => true,
    keptFrom: async () => new Map(),
    namesOf: async () => new Map([ada, bob].map(({ userId, username }) => [userId, username])),
  });
  const door = createFrontDoor({
    trust: { trustedProxies: [], publicUrl: null, port: 0 },
    contentOrigin: "http://content.localhost:1",
    cookie: { name: "none", key: "none" },
    visitor: ({ origin }) => {
      const ctx = world.as(state.actor, () => new Date(Date.now() + state.laterMs));
      return { ...ctx, site: { ...ctx.site, origin } };
    },
    rooms: [room],
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
  beforeEach(() => Object.assign(state, { actor: ada, laterMs: 0 }));
  afterAll(() => door.close());
  return { ada, bob, reader, repoId: repository.resource.id, state };
}

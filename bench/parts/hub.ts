import { randomBytes } from "node:crypto";
import { createFrontDoor } from "@/server/edge/front-door";
import { createGitRoom } from "@/server/edge/git";
import { gitHubDirectory } from "@/server/edge/git/hub-directory";
import { createHuggingFaceRoom } from "@/server/edge/huggingface";
import { createLfsRoom } from "@/server/edge/lfs";
import { hubDirectory } from "@/server/edge/lfs/hub-directory";
import { createXetRoom } from "@/server/edge/xet";
import { readEnv } from "@/server/env";
import { CreateRepoInput } from "@/server/hub/contract/repo";
import { createRepo } from "@/server/hub/repositories/create-repo";
import { actorOfUser } from "@/server/identity";
import { identityOperations } from "@/server/identity/operations";
import { createRuntime } from "@/server/runtime";

interface Place {
  readonly databaseUrl: string;
  /** The data folder, absolute. */
  readonly data: string;
  /** Where a proxy on this machine finds the objects (`YARD_ACCEL_REDIRECT`). */
  readonly prefix: string;
}

/** The front door with the rooms that large files go through, on a real database, and a public model of somebody. */
export async function openHub({ databaseUrl, data, prefix }: Place) {
  const env = readEnv({ NODE_ENV: "production", YARD_DATA: data, YARD_LOG_LEVEL: "error", PATH: process.env.PATH });
  const runtime = createRuntime({ env, databaseUrl, secret: randomBytes(32).toString("hex") });
  const system = runtime.contextFor({ kind: "system", process: "bench" });
  const username = `bench-${randomBytes(4).toString("hex")}a`;
  const account = { username, email: `${username}@example.com`, password: randomBytes(12).toString("hex") };
  const { id } = await identityOperations.createUser.run(system, account);
  const actor = await actorOfUser(system, id);
  if (actor === null) throw new Error("The account cannot be used");
  const owner = runtime.contextFor(actor);
  const address = { shelf: "models", namespace: username, name: "large" } as const;
  const repo = await createRepo.run(owner, CreateRepoInput.parse({ ...address, visibility: "public" }));
  const door = createFrontDoor({
    trust: { trustedProxies: ["127.0.0.1/32"], publicUrl: null, port: 3000 },
    contentOrigin: "http://content.localhost:3000",
    cookie: { name: "yard-session-3000", key: "0".repeat(43) },
    visitor: ({ address, origin }) =>
      runtime.contextFor({ kind: "anonymous" }, { requestId: system.id(), clientAddress: address, origin }),
    rooms: [createXetRoom(), createHuggingFaceRoom(), createLfsRoom(hubDirectory), createGitRoom(gitHubDirectory)],
    contentRoom: { name: "content", match: () => null },
    web: async ({ response }) => void response.writeHead(404).end(),
    limit: null,
    measure: () => {},
    files: { folder: `${data}/objects`, prefix },
  });
  return { owner, repo, address, door };
}

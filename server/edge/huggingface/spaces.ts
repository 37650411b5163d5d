import type { Repository } from "@/server/hub";
import type { Ctx, Dependency } from "@/server/kernel";
import { DomainError } from "@/server/kernel";
import type { SpaceRuntime } from "@/server/spaces/contract";
import { spacesOperations } from "@/server/spaces/operations";
import { readBody } from "../read-body";
import { respondJson } from "../respond";
import { isTrue, type RepoCall, repoOf } from "./call";
import {
  SpaceDevModeBody,
  SpaceHardwareBody,
  SpaceKeyBody,
  SpaceSleepBody,
  type SpaceStart,
  SpaceStorageBody,
  SpaceValueBody,
  SpaceVolumesBody,
} from "./wire";

/** The space as operations name it. Throws `not_found` for a repository of another kind. */
async function spaceOf(call: RepoCall) {
  const { kind, namespace, name } = await repoOf(call);
  if (kind !== "space") throw new DomainError("not_found", "There is no such call");
  return { namespace, name };
}

/** What a client reads as the runtime of a space (hub-protocols §3.11). Nothing runs: there is no current hardware. */
export const showRuntime = ({ stage, hardware, storage, sleepSeconds, hasDevMode, volumes }: SpaceRuntime) => ({
  stage,
  hardware: { current: null, requested: hardware },
  storage,
  gcTimeout: sleepSeconds,
  replicas: { current: 0, requested: 1 },
  devMode: hasDevMode,
  domains: [],
  volumes,
});

export async function getRuntime(call: RepoCall): Promise<void> {
  const runtime = await spacesOperations.getSpaceRuntime.run(call.ctx, await spaceOf(call));
  respondJson(call, { status: 200, body: showRuntime(runtime) });
}

type Change = Omit<Parameters<typeof spacesOperations.updateSpaceRuntime.run>[1], "namespace" | "name">;

/** A change of what the space asks for; the answer is its runtime. */
const changing =
  (changeOf: (call: RepoCall) => Promise<Change>) =>
  async (call: RepoCall): Promise<void> => {
    const space = await spaceOf(call);
    const runtime = await spacesOperations.updateSpaceRuntime.run(call.ctx, { ...space, ...(await changeOf(call)) });
    respondJson(call, { status: 200, body: showRuntime(runtime) });
  };

export const postHardware = changing(async (call) => {
  const { flavor, sleepTimeSeconds } = await readBody(call, SpaceHardwareBody);
  return { hardware: flavor, ...(typeof sleepTimeSeconds === "number" && { sleepSeconds: sleepTimeSeconds }) };
});
export const postSleepTime = changing(async (call) => ({
  sleepSeconds: (await readBody(call, SpaceSleepBody)).seconds,
}));
export const postDevMode = changing(async (call) => ({
  hasDevMode: (await readBody(call, SpaceDevModeBody)).enabled,
}));
export const postStorage = changing(async (call) => ({ storage: (await readBody(call, SpaceStorageBody)).tier }));
export const deleteStorage = changing(async () => ({ storage: null }));
export const putVolumes = changing(async (call) => ({ volumes: (await readBody(call, SpaceVolumesBody)).volumes }));
export const deleteVolumes = changing(async () => ({ volumes: [] }));
/** `POST …/pause` and `…/restart`: it is paused, and stays so until something can run it. */
export const postStage = changing(async () => ({}));

export async function getSecrets(call: RepoCall): Promise<void> {
  const { items } = await spacesOperations.listSpaceSecrets.run(call.ctx, await spaceOf(call));
  const body = Object.fromEntries(items.map(({ key, ...facts }) => [key, facts]));
  respondJson(call, { status: 200, body });
}

export async function postSecret(call: RepoCall): Promise<void> {
  const space = await spaceOf(call);
  await spacesOperations.putSpaceSecret.run(call.ctx, { ...space, ...(await keyAndValueOf(call)) });
  respondJson(call, { status: 200, body: {} });
}

export async function deleteSecret(call: RepoCall): Promise<void> {
  const space = await spaceOf(call);
  await spacesOperations.deleteSpaceSecret.run(call.ctx, { ...space, key: (await readBody(call, SpaceKeyBody)).key });
  respondJson(call, { status: 200, body: {} });
}

export const getVariables = async (call: RepoCall): Promise<void> => respondVariables(call, await spaceOf(call));

export async function postVariable(call: RepoCall): Promise<void> {
  const space = await spaceOf(call);
  await spacesOperations.putSpaceVariable.run(call.ctx, { ...space, ...(await keyAndValueOf(call)) });
  await respondVariables(call, space);
}

export async function deleteVariable(call: RepoCall): Promise<void> {
  const space = await spaceOf(call);
  const { key } = await readBody(call, SpaceKeyBody);
  await spacesOperations.deleteSpaceVariable.run(call.ctx, { ...space, key });
  await respondVariables(call, space);
}

async function keyAndValueOf(call: RepoCall) {
  const { key, value, description } = await readBody(call, SpaceValueBody);
  return { key, value, description: description ?? "" };
}

async function respondVariables(call: RepoCall, space: Awaited<ReturnType<typeof spaceOf>>): Promise<void> {
  const { items } = await spacesOperations.listSpaceVariables.run(call.ctx, space);
  const body = Object.fromEntries(items.map(({ key, ...facts }) => [key, facts]));
  respondJson(call, { status: 200, body });
}

/** `GET …/logs/build|run`: what never ran has said nothing. */
export async function getLogs(call: RepoCall): Promise<void> {
  await spaceOf(call);
  if (call.rest !== "build" && call.rest !== "run") throw new DomainError("not_found", "There is no such log");
  call.response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  call.response.end(isTrue(call.query.get("follow")) ? ": nothing runs\n\n" : "");
}

/** What the body that made a space asks for it; for another kind of repository nothing is asked. */
export async function startSpace(ctx: Ctx<Dependency>, { kind, namespace, name }: Repository, start: SpaceStart) {
  if (kind !== "space") return;
  const { hardware, storageTier, sleepTimeSeconds, volumes, secrets, variables } = start;
  const change: Change = {
    ...(hardware && { hardware }),
    ...(storageTier && { storage: storageTier }),
    ...(typeof sleepTimeSeconds === "number" && { sleepSeconds: sleepTimeSeconds }),
    ...(volumes && { volumes }),
  };
  const space = { namespace, name };
  if (Object.keys(change).length > 0) await spacesOperations.updateSpaceRuntime.run(ctx, { ...space, ...change });
  for (const { key, value, description } of secrets ?? []) {
    await spacesOperations.putSpaceSecret.run(ctx, { ...space, key, value, description: description ?? "" });
  }
  for (const { key, value, description } of variables ?? []) {
    await spacesOperations.putSpaceVariable.run(ctx, { ...space, key, value, description: description ?? "" });
  }
}

/** For the information about a space. */
export const runtimeFields = async (ctx: Ctx<Dependency>, space: { namespace: string; name: string }) =>
  showRuntime(await spacesOperations.getSpaceRuntime.run(ctx, space));

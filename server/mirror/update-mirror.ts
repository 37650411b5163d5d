import type { z } from "zod";
import { personOf, requireRecentSignIn } from "@/server/access";
import { audit } from "@/server/audit";
import { assertFewStars } from "@/server/git";
import { atomically, type Ctx, defineCommand } from "@/server/kernel";
import { nextRunAfter } from "./add-mirror";
import { Mirror, UpdateMirrorInput } from "./contract";
import { wakeLanes } from "./lanes";
import { auditMirror, getMirrorAt, refuseSkipping } from "./mirror";
import { cloneUrlOf } from "./place";
import { recognizePlace } from "./recognize-place";
import { showMirror } from "./show-mirrors";
import { type MirrorChange, type MirrorRow, placeColumns, updateMirrorRow } from "./store/mirrors";
import { changeRunsOf } from "./store/runs";

type Change = Omit<z.output<typeof UpdateMirrorInput>, "shelf" | "namespace" | "name" | "mirrorId">;

export const updateMirror = defineCommand({
  name: "mirror.updateMirror",
  summary: "Change where a mirror leads, what it takes, how often it runs, or its credential; switch it off and on",
  http: { method: "PATCH", path: "/{shelf}/{namespace}/{name}/mirrors/{mirrorId}" },
  input: UpdateMirrorInput,
  output: Mirror,
  async run(ctx: Ctx<"insideOrigins">, { shelf, namespace, name, mirrorId, ...change }) {
    const { repo, mirror } = await getMirrorAt(ctx, { shelf, namespace, name, mirrorId });
    const { userId } = personOf(ctx);
    const isTakenOver = change.isEnabled === true && mirror.creatorId !== userId;
    if (mirror.direction === "push" && (change.address !== undefined || isTakenOver)) requireRecentSignIn(ctx);
    refuseSkipping({ direction: mirror.direction, skipFiles: change.skipFiles ?? [] });
    assertFewStars([...(change.refs ?? []), ...(change.skipFiles ?? [])], [...mirror.refs, ...mirror.skipFiles]);
    const changed: MirrorChange = {
      ...scheduleOf(ctx, mirror, change),
      ...(await placeOf(ctx, mirror, change)),
      ...takenBy(change),
      ...(isTakenOver && { creatorId: userId }),
    };
    await atomically(ctx, async (ctx) => {
      if (changed.movedAt) await turnRuns(ctx, mirror.id);
      await updateMirrorRow(ctx.db, mirror.id, { ...changed, updatedAt: ctx.now() });
      const fields = Object.keys(change).filter((key) => change[key as keyof Change] !== undefined);
      await audit(ctx, "mirror.updated", auditMirror(repo, { ...mirror, ...changed }, { changed: fields }));
    });
    return showMirror(ctx, repo, { ...mirror, ...changed });
  },
});

/** A credential is for the address that it was given for: another address does not get it. */
async function placeOf(ctx: Ctx<"insideOrigins">, mirror: MirrorRow, change: Change): Promise<MirrorChange> {
  const { address, source, remoteUser, credential } = change;
  const sealed = credential === undefined || credential === null ? null : ctx.seal(credential);
  const given: MirrorChange = {
    ...(remoteUser !== undefined && { remoteUser }),
    ...(credential !== undefined && { credential: sealed }),
  };
  if (address === undefined) return given;
  const place = await recognizePlace(ctx, { address, source });
  if (cloneUrlOf(place) === cloneUrlOf(mirror)) return { ...given, source: place.source };
  return {
    ...placeColumns(place),
    remoteUser: remoteUser ?? null,
    credential: sealed,
    mayReplace: false,
    isComplete: false,
    failures: 0,
    movedAt: ctx.now(),
  };
}

/** To another address: what goes on stops, and what waits begins anew. */
async function turnRuns(ctx: Ctx, mirrorId: string): Promise<void> {
  await changeRunsOf(ctx.db, { mirrorId, status: "running" }, { stopAskedAt: ctx.now() });
  const anew = { attempt: 1, startedAt: null, nextAttemptAt: null, error: null, reason: null };
  await changeRunsOf(ctx.db, { mirrorId, status: "queued" }, { ...anew, updatedAt: ctx.now() });
  await wakeLanes(ctx);
}

function scheduleOf(ctx: Ctx, mirror: MirrorRow, change: Change): MirrorChange {
  const { intervalMinutes = mirror.intervalMinutes, isEnabled = mirror.isEnabled } = change;
  const isSame = intervalMinutes === mirror.intervalMinutes && isEnabled === mirror.isEnabled;
  if (isSame) return {};
  return { intervalMinutes, isEnabled, nextRunAt: isEnabled ? nextRunAfter(ctx.now(), intervalMinutes) : null };
}

const takenBy = ({ refs, skipFiles }: Change): MirrorChange => ({
  ...(refs !== undefined && { refs }),
  ...(skipFiles !== undefined && { skipFiles, isComplete: false }),
});

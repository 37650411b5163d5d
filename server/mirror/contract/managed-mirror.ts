import { z } from "zod";
import { RepoKind } from "@/server/hub/contract";
import { PageInput, pageOf, Text } from "@/server/kernel/contract";
import { DIRECTIONS, MANAGED_KINDS, MANAGED_STATES, RUN_STATUSES } from "./sources";

export const ManagedRun = z.object({
  id: z.uuid(),
  status: z.enum(RUN_STATUSES),
  attempt: z.int(),
  isStopping: z.boolean(),
  reason: z
    .string()
    .nullable()
    .describe("Why it failed, in one word; the sentence names paths of the other side and stays with the repository."),
  nextAttemptAt: z.date().nullable().describe("When it is tried again after what may pass."),
  at: z.date().describe("When it ended, or when it was asked for."),
});
export type ManagedRun = z.infer<typeof ManagedRun>;

/** What administrators see of every mirror: how it goes, and of the other side the host; its path as anywhere else. */
export const ManagedMirror = z.object({
  id: z.uuid(),
  repo: z.object({
    kind: RepoKind,
    namespace: z.string(),
    name: z.string(),
    isReadable: z.boolean().describe("Whether the caller may also open it."),
  }),
  direction: z.enum(DIRECTIONS),
  isOneOff: z.boolean().describe("An import."),
  host: z.string().describe("Of the other side, with its port."),
  place: z.string().nullable().describe("Host and path of the other side; null for who may not know the path."),
  intervalMinutes: z.int().nullable(),
  isEnabled: z.boolean(),
  nextRunAt: z.date().nullable(),
  syncedAt: z.date().nullable().describe("When a run succeeded last."),
  isUntried: z.boolean().describe("The address was changed, and no run with the present one has ended."),
  lastRun: ManagedRun.nullable(),
  mayRun: z.boolean().describe("Whether the caller administers the repository, and starts and stops runs."),
  createdAt: z.date(),
});
export type ManagedMirror = z.infer<typeof ManagedMirror>;

export const ListAllMirrorsInput = PageInput.extend({
  search: Text.trim().max(200).optional().describe("Part of `namespace/name`, or of the host of the other side."),
  direction: z.enum(MANAGED_KINDS).optional().describe("Imports are neither pulls nor pushes here."),
  state: z.enum(MANAGED_STATES).optional().describe("Of the last run; `off`: switched off."),
});
export type ListAllMirrorsInput = z.infer<typeof ListAllMirrorsInput>;
export const ManagedMirrorPage = pageOf(ManagedMirror);

import type { MirrorRun } from "@/server/mirror/contract";

/** Whether a run waits or goes on. */
export const isActive = ({ status }: Pick<MirrorRun, "status">): boolean => status === "queued" || status === "running";

import { DomainError } from "@/server/kernel/errors";

const FULL: readonly unknown[] = ["ENOSPC", "EDQUOT"];

/** For `catch`: where the disk, or what an account may have of it, is full, `unavailable` (`disk_full`); other errors as they are. */
export const tellDiskFull = (error: unknown): unknown =>
  error instanceof Error && "code" in error && FULL.includes(error.code)
    ? new DomainError("unavailable", "The disk is full", { reason: "disk_full", cause: error })
    : error;

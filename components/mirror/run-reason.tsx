"use client";

import { useTranslations } from "next-intl";
import type { Reason } from "@/server/kernel";
import type { Direction } from "@/server/mirror/contract/sources";
import { Fold } from "./fold";

const KNOWN = [
  "address_refused",
  "credential_unreadable",
  "disk_full",
  "diverged",
  "files_incomplete",
  "internal",
  "nothing_wanted",
  "objects_refused",
  "pack_too_large",
  "parent_moved",
  "remote_address",
  "remote_busy",
  "remote_damaged",
  "remote_failed",
  "remote_hidden",
  "remote_missing",
  "remote_moved",
  "remote_not_git",
  "remote_refused",
  "remote_unreachable",
  "repository_gone",
  "revision_not_found",
  "right_lost",
  "storage_quota",
  "too_many_files",
  "too_many_refs",
] as const satisfies readonly Reason[];

/** Those of which the server tells more than a sentence can: names of branches and files, words of the other side. */
const DETAILED: ReadonlySet<string | null> = new Set([
  "diverged",
  "files_incomplete",
  "objects_refused",
  "remote_busy",
  "remote_failed",
  "remote_moved",
  "storage_quota",
]);

const known = (reason: string | null) => KNOWN.find((one) => one === reason);

interface Problem {
  readonly reason: string | null;
  /** What the server says of it; only where the viewer may know names of the other side. */
  readonly error: string | null;
}

interface Props extends Problem {
  direction: Direction;
}

/** Why a run failed and what to do, in the viewer's language; a reason without words keeps those of the server. */
export function RunReason({ reason, error, direction }: Props) {
  const t = useTranslations("mirrorReasons");
  const found = known(reason);
  if (!found) return error ?? reason;
  if (direction === "push" && (found === "diverged" || found === "remote_hidden")) return t(`push.${found}`);
  return t(found);
}

/** What the server says besides, in English: folded, since the reason is the news. */
export function RunDetails({ reason, error }: Problem) {
  const t = useTranslations("mirrorReasons");
  if (error === null || !DETAILED.has(reason)) return null;
  return (
    <Fold title={t("details")}>
      <p lang="en" className="text-caption text-text-muted pt-1 break-words">
        {error}
      </p>
    </Fold>
  );
}

import { getReadableRepo } from "@/server/hub";
import { DomainError } from "@/server/kernel";
import { refreshCached } from "@/server/mirror";
import { parseRepoAddress } from "../repo-path";
import type { Call } from "./call";

/** Whether a revision that a fetched repository lacked may be here by now, so that the question is asked again. */
export async function mayHaveCome({ ctx, method, path }: Call, error: unknown): Promise<boolean> {
  const isMissing = error instanceof DomainError && error.reason === "revision_not_found";
  if (!isMissing || (method !== "GET" && method !== "HEAD")) return false;
  const address = parseRepoAddress(path.startsWith("/api/") ? path.slice("/api".length) : path);
  if (!address) return false;
  const repo = await getReadableRepo(ctx, address);
  return repo.isMirror && refreshCached(ctx, repo);
}

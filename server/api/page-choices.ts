import "server-only";
import { addressOf } from "@/components/hub/href";
import type { RepoDetails } from "@/server/hub/contract/repo";
import { api } from "./rsc";

/** How the viewer may change files of a branch; `null` when they may not. */
export async function choicesOfPage(repo: RepoDetails, branch: string) {
  const choices = await api.discussions.getCommitChoices({ ...addressOf(repo), branch });
  return choices.canCommit || choices.canPropose ? choices : null;
}

import { type TaskNames, taskName } from "@/components/patterns/task-name";
import { type Repo, shelfOf } from "@/server/hub/contract/repo";

interface TagLink {
  readonly label: string;
  readonly href: string;
}

/** Shown elsewhere on the page, with what they point at. */
const SHOWN_ELSEWHERE = /^(?:base_model|dataset):/;
const TYPED = /^(?:license|language|task_categories|task_ids|size_categories|format|modality|multilinguality):/;
const MAX_TAGS = 16;

/** The tags of a repository as links into the list that they filter. */
export function tagLinksOf(repo: Repo, tasks: TaskNames): readonly TagLink[] {
  const tags = repo.tags.filter((tag) => !SHOWN_ELSEWHERE.test(tag));
  return [...new Set(tags)].slice(0, MAX_TAGS).map((tag) => ({
    label: labelOf(repo, tag, tasks),
    href: `/${shelfOf(repo.kind)}?${new URLSearchParams(filterOf(repo, tag))}`,
  }));
}

function labelOf(repo: Repo, ...[tag, tasks]: [string, TaskNames]): string {
  const isTask = tag === repo.task || tag.startsWith("task_categories:");
  const label = tag.replace(TYPED, "");
  return isTask ? taskName(tasks, label) : label;
}

/** Facts that have a filter of their own are not looked up as tags. */
function filterOf(repo: Repo, tag: string): Record<string, string> {
  if (tag === repo.task || tag === `task_categories:${repo.task}`) return { task: repo.task ?? "" };
  if (tag === repo.library) return { library: tag };
  if (tag.startsWith("license:")) return { license: tag.slice("license:".length) };
  return { tag };
}

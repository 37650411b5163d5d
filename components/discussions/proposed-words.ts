import { MAX_TITLE } from "@/server/discussions/contract/max-title";
import type { Comparison } from "@/server/discussions/contract/pull";
import { beginningOf } from "@/server/kernel/contract/beginning-of";

type Compared = Pick<Comparison, "hasMoreCommits"> & {
  readonly commits: readonly Pick<Comparison["commits"][number], "title" | "body">[];
};

/** What a pull request of one commit is called and says until somebody writes it: what the commit says. */
export function proposedWords(compared: Compared | undefined, template: string) {
  const [commit, ...others] = compared?.commits ?? [];
  if (!commit || others.length > 0 || compared?.hasMoreCommits) return { title: "", description: template };
  const { title, rest } = cut(commit.title);
  const said = [rest, commit.body.trim()].filter(Boolean).join("\n\n");
  return { title, description: [said, template].filter(Boolean).join("\n\n") };
}

/** A subject that is too long goes on in the text. */
function cut(subject: string): { readonly title: string; readonly rest: string } {
  if (subject.length <= MAX_TITLE) return { title: subject, rest: "" };
  const head = beginningOf(subject, MAX_TITLE - 1);
  return { title: `${head}…`, rest: `…${subject.slice(head.length)}` };
}

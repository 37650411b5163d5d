import type { Discussion } from "@/server/discussions/contract";

interface Seen {
  readonly labels: readonly { readonly name: string }[];
  readonly items: readonly Discussion[];
  readonly viewer: { readonly username: string } | null;
}

/** What many discussions can be given at once: the labels there are, and oneself or who opened one of them. */
export const choicesOf = ({ labels, items, viewer }: Seen) => ({
  labels: labels.map(({ name }) => name),
  people: [...new Set([viewer?.username, ...items.map(({ author }) => author?.name)])].filter(
    (name) => name !== undefined,
  ),
});

import type { RepoKind } from "@/server/hub/contract/repo";

/** What a new repository starts with. */
export interface NewRepoFacts {
  readonly name: string;
  readonly license: string | null;
  readonly sdk: string | null;
}

/** What a card says about its repository, in the words that filters use. */
export interface CardFacts {
  readonly task: string | null;
  readonly library: string | null;
  /** Shown on the page and in lists, in Hugging Face's spelling. */
  readonly tags: readonly string[];
}

/** One kind of repository: what is particular about it, and nothing that all share. */
export interface RepoKindEntry {
  readonly kind: RepoKind;
  readonly title: string;
  /** In front of `namespace/name` in addresses of files, git and LFS; models have none. */
  readonly wirePrefix: "" | `${string}/`;
  /** File patterns that go to LFS, beside those of every kind. */
  readonly lfsPatterns: readonly string[];
  /** Front matter of the README of a new repository; `null`: it starts without one. */
  readonly firstCard: (facts: NewRepoFacts) => Readonly<Record<string, unknown>> | null;
  /** Reads the front matter of README.md, with the paths of all files at the head. */
  readonly factsOf: (card: Readonly<Record<string, unknown>>, paths: readonly string[]) => CardFacts;
}

import type { RepoAddress } from "@/server/hub/contract/repo";

/** A repository that a pull request leads into, or comes from. */
export interface PullSide {
  readonly at: RepoAddress;
  /** Address of its page. */
  readonly href: string;
  readonly defaultBranch: string;
  readonly branches: readonly string[];
}

/** What is to be merged into what. */
export interface PullEnds {
  readonly into: PullSide;
  readonly base: string;
  readonly from: PullSide;
  readonly head: string;
}

export const nameOfSide = ({ at: { namespace, name } }: PullSide): string => `${namespace}/${name}`;

/** The branch that is offered first: people work in other branches of one repository, and in the first one of a fork. */
export function firstHead(from: PullSide, into: PullSide): string {
  const isSame = nameOfSide(from) === nameOfSide(into);
  const offered = isSame ? from.branches.filter((branch) => branch !== into.defaultBranch) : from.branches;
  return offered.find((branch) => branch === from.defaultBranch) ?? offered[0] ?? "";
}

/** Where a repository has only the branch that it opens with, a copy of it is what has something to offer. */
export const firstSource = (sources: readonly PullSide[], into: PullSide): PullSide =>
  sources.find((source) => firstHead(source, into) !== "") ?? into;

/** How operations name the repository of the branch, when it is another one. */
export const headOf = (from: PullSide, into: PullSide) =>
  nameOfSide(from) === nameOfSide(into) ? {} : { headNamespace: from.at.namespace, headName: from.at.name };

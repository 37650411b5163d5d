import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { shelfOf } from "@/server/hub/contract/shelf";
import { repoOfPage } from "./page-repo";
import { orNotFound } from "./refusal";
import { api } from "./rsc";

export interface DiscussionParams {
  readonly shelf: string;
  readonly namespace: string;
  readonly name: string;
  readonly number: string;
}

const find = cache(async (shelf: string, fullName: string, digits: string) => {
  if (!/^[1-9]\d{0,8}$/.test(digits)) notFound();
  const [namespace = "", name = ""] = fullName.split("/");
  const repo = await repoOfPage(shelf, namespace, name);
  const address = { shelf: shelfOf(repo.kind), namespace: repo.namespace, name: repo.name };
  const discussion = await orNotFound(api.discussions.getDiscussion({ ...address, number: Number(digits) }));
  return { repo, discussion };
});

/** The repository and the discussion that a page is about; the page of what is not there for what one cannot see. */
export const discussionOfPage = ({ shelf, namespace, name, number }: DiscussionParams) =>
  find(shelf, `${namespace}/${name}`, number);

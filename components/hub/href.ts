import { type RepoKind, shelfOf } from "@/server/hub/contract/repo";

interface Place {
  readonly kind: RepoKind;
  readonly namespace: string;
  readonly name: string;
}

/** The page of a repository, as Hugging Face addresses it: models stand at the root. */
export function hrefOf({ kind, namespace, name }: Place, ...rest: readonly string[]): string {
  const shelf = kind === "model" ? [] : [shelfOf(kind)];
  return `/${[...shelf, namespace, name, ...rest.flatMap((part) => part.split("/"))].map(encodeURIComponent).join("/")}`;
}

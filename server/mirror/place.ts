import type { RepoKind } from "@/server/hub/contract";
import type { SourceId } from "./contract";
import { sourceOf } from "./sources";

/** A repository on the other side. */
export interface RemotePlace {
  readonly source: SourceId;
  /** Scheme, host and port, such as `https://huggingface.co`. */
  readonly origin: string;
  /** As git is asked for it, without slashes at the ends, such as `datasets/ada/letters`. */
  readonly path: string;
}

export interface ReadAddress extends RemotePlace {
  readonly kind: RepoKind;
  /** Branch, tag or commit that the address pointed into. */
  readonly revision: string | null;
}

/** What git clones. Holds no credential. */
export const cloneUrlOf = ({ source, origin, path }: RemotePlace): string =>
  `${origin}${sourceOf(source).clonePath(path)}`;

/** The page for people. */
export const pageUrlOf = ({ source, origin, path }: RemotePlace, kind: RepoKind): string =>
  `${origin}${sourceOf(source).pagePath(path, kind)}`;

/** For a line of text: `huggingface.co/ada/tiny`. */
export const placeText = ({ origin, path }: Omit<RemotePlace, "source">): string => `${new URL(origin).host}/${path}`;

/** What a name for a repository here may be made of; the last part of the path. */
export const suggestedName = ({ path }: Pick<RemotePlace, "path">): string =>
  (path.split("/").at(-1) ?? "")
    .replace(/\.git$/, "")
    .replaceAll(/[^A-Za-z0-9._-]+/g, "-")
    .replaceAll(/--+/g, "-")
    .replaceAll(/\.\.+/g, ".")
    .replaceAll(/^[-.]+|[-.]+$/g, "")
    .slice(0, 96);

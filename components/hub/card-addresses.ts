import { isElsewhere, type MarkdownAddresses, pictureHere } from "@/components/patterns/markdown-addresses";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { decodedPart } from "@/server/kernel/contract/decoded-part";
import { fileHref, hrefOf } from "./href";

/** Where a Markdown file lies, and in which revision. */
interface Origin {
  readonly repo: NamedRepo;
  readonly revision: string;
  /** Path of the file; its links are relative to its folder. */
  readonly path: string;
  /** Pictures that this host does not show itself; without it they become links. */
  readonly pictures?: {
    /** Address on the origin for user content. */
    readonly inside: (path: string) => Promise<string>;
    /** Address of a proxy; `null` where pictures of other hosts are blocked. */
    readonly outside: (src: string) => Promise<string | null>;
  };
}

/** Pictures that are nothing but pixels may come from this host; others belong on the origin for user content. */
const SAFE_PICTURE = /\.(?:png|jpe?g|gif|webp|avif)$/i;

/** Links of a Markdown file lead to the pages of its repository, and its pictures come from there. */
export function addressesIn({ repo, revision, path, pictures }: Origin): MarkdownAddresses {
  const folder = path.split("/").slice(0, -1);
  const image = (src: string) => {
    if (isElsewhere(src)) return null;
    if (/^[/\\]/.test(src)) return pictureHere(src);
    const target = resolve(folder, src);
    return SAFE_PICTURE.test(target) ? fileHref(repo, revision, target) : null;
  };
  return {
    link(href) {
      if (isElsewhere(href) || /^[/#?]/.test(href)) return href;
      const [address = "", ...hash] = href.split("#");
      const target = resolve(folder, address);
      const page = hrefOf(repo, target === "" ? "tree" : "blob", revision, ...(target === "" ? [] : [target]));
      return hash.length > 0 ? `${page}#${hash.join("#")}` : page;
    },
    image,
    ...(pictures && {
      picture: async (src) => {
        if (/^\/\/|^https?:/i.test(src)) return pictures.outside(src.replace(/^\/\//, "https://"));
        return image(src) ?? (isElsewhere(src) ? null : pictures.inside(resolve(folder, src)));
      },
    }),
  };
}

/** `../a/./b?raw=true` from a folder; never above the root. */
function resolve(folder: readonly string[], address: string): string {
  const [path = ""] = address.split("?");
  const parts = [...folder];
  for (const part of path.split("/").map(decodedPart)) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

import { elementsIn, type FoundElement, type MarkdownTree } from "./markdown-elements";

/** What becomes of the addresses in a document. */
export interface MarkdownAddresses {
  readonly link: (href: string) => string;
  /** `null`: the image is not shown, a link to it is. */
  readonly image: (src: string) => string | null;
  /** Where only the server can tell the address of an image: asked instead of `image`, by `Markdown` alone. */
  readonly picture?: (src: string) => Promise<string | null>;
}

/** An address with a scheme, or of another host; browsers leave out tabs and line ends and take `\\` for `/` (WHATWG URL). */
export const isElsewhere = (address: string): boolean =>
  /^(?:[a-z][a-z0-9+.-]*:|[\\/]{2})/i.test(address.replace(/[\t\n\r]/g, "").trim());

/** A file or an avatar, behind at most the word for its kind: no first segment is empty, which would be another host. */
const PICTURE = /^\/(?!api\/)(?:[a-z]+\/)?(?!api\/)[^/]+\/[^/]+\/(?:resolve|raw)\/.|^\/api\/v1\/avatars\/[^/]+$/;

/** A picture is fetched with the cookie of whoever reads: it is a file or an avatar, and no other GET of this site. */
export function pictureHere(src: string): string | null {
  const { pathname } = new URL(src, "https://here.invalid");
  return PICTURE.test(pathname) ? pathname : null;
}

/** Images from elsewhere would tell their server who reads. */
export const HERE: MarkdownAddresses = {
  link: (href) => href,
  image: (src) => (isElsewhere(src) ? null : pictureHere(src)),
};

/** Gives links and images of a sanitised tree their final addresses. */
export function readdress(tree: MarkdownTree, { link, image }: MarkdownAddresses): void {
  for (const { node, isInLink } of elementsIn(tree)) {
    const { href, src } = node.properties;
    if (node.tagName === "a" && typeof href === "string") node.properties.href = link(href);
    if (node.tagName === "img" && typeof src === "string") place({ node, isInLink }, src, image(src));
  }
}

const MAX_PICTURES = 200;

/** Gives the images of a tree the addresses that the server knows; further ones than it may hold become links. */
export async function placePictures(
  tree: MarkdownTree,
  picture: (src: string) => Promise<string | null>,
): Promise<void> {
  const found = elementsIn(tree).filter(({ node }) => node.tagName === "img");
  const work = found.map(async (image, index) => {
    const src = String(image.node.properties.src ?? "");
    place(image, src, index < MAX_PICTURES ? await picture(src) : null);
  });
  await Promise.all(work);
}

/** An image that is not shown says what it was and where it would have come from; a link holds no other link. */
function place({ node, isInLink }: FoundElement, src: string, shown: string | null): void {
  if (shown !== null) {
    node.properties = { ...node.properties, src: shown, loading: "lazy" };
    return;
  }
  const { alt } = node.properties;
  node.tagName = isInLink ? "span" : "a";
  node.properties = isInLink ? { title: src } : { href: src, rel: ["noreferrer"] };
  node.children = [{ type: "text", value: typeof alt === "string" && alt !== "" ? `${alt} (${src})` : src }];
}

import type { toJsxRuntime } from "hast-util-to-jsx-runtime";

type Tree = Parameters<typeof toJsxRuntime>[0];
type Element = Extract<Tree, { readonly type: "element" }>;

/** What becomes of the addresses in a document. */
export interface MarkdownAddresses {
  readonly link: (href: string) => string;
  /** `null`: the image is not shown, a link to it is. */
  readonly image: (src: string) => string | null;
  /** Where only the server can tell the address of an image: asked instead of `image`, by `Markdown` alone. */
  readonly picture?: (src: string) => Promise<string | null>;
}

/** An address with a scheme, or of another host. */
export const isElsewhere = (address: string): boolean => /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(address);

/** Images from elsewhere would tell their server who reads. */
export const HERE: MarkdownAddresses = {
  link: (href) => href,
  image: (src) => (isElsewhere(src) ? null : src),
};

/** Gives links and images of a sanitised tree their final addresses. */
export function readdress(addresses: MarkdownAddresses) {
  const walk = (node: Tree): void => {
    if (node.type === "element") readdressElement(node, addresses);
    if ("children" in node) for (const child of node.children) walk(child);
  };
  return walk;
}

function readdressElement(node: Element, { link, image }: MarkdownAddresses): void {
  const { href, src } = node.properties;
  if (node.tagName === "a" && typeof href === "string") node.properties.href = link(href);
  if (node.tagName === "img" && typeof src === "string") place(node, { src, shown: image(src) });
}

const MAX_PICTURES = 200;

/** Gives the images of a tree the addresses that the server knows; further ones than it may hold become links. */
export async function placePictures(tree: Tree, picture: (src: string) => Promise<string | null>): Promise<void> {
  const found = imagesIn(tree);
  const work = found.map(async (node, index) => {
    const src = String(node.properties.src ?? "");
    place(node, { src, shown: index < MAX_PICTURES ? await picture(src) : null });
  });
  await Promise.all(work);
}

function imagesIn(node: Tree): Element[] {
  const inside = "children" in node ? node.children.flatMap(imagesIn) : [];
  return node.type === "element" && node.tagName === "img" ? [node, ...inside] : inside;
}

function place(node: Element, { src, shown }: { src: string; shown: string | null }): void {
  if (shown !== null) {
    node.properties = { ...node.properties, src: shown, loading: "lazy" };
    return;
  }
  const text = String(node.properties.alt || src);
  node.tagName = "a";
  node.properties = { href: src, rel: ["noreferrer"] };
  node.children = [{ type: "text", value: text }];
}

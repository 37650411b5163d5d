import type { toJsxRuntime } from "hast-util-to-jsx-runtime";

type Tree = Parameters<typeof toJsxRuntime>[0];
type Element = Extract<Tree, { readonly type: "element" }>;

/** What becomes of the addresses in a document. */
export interface MarkdownAddresses {
  readonly link: (href: string) => string;
  /** `null`: the image is not shown, a link to it is. */
  readonly image: (src: string) => string | null;
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

import { elementsIn, type MarkdownTree } from "./markdown-elements";

/** Elements with an id are globals. Scripts of the page look for those no word begins with … */
const ODD = /^(?![\p{L}\p{N}][\p{L}\p{N}\p{M}_-]*$)/u;
/** … and for names of bundlers, such as `next` and `TURBOPACK`, which are words too. */
const TAKEN = /^(?:turbopack|webpack|next)[^-]*$/iu;
const PREFIX = "user-content-";

/** Leaves out ids that scripts of the page look for; those that are words get a prefix, and so do links to them. */
export function guardIds() {
  return (tree: MarkdownTree): void => {
    for (const { node } of elementsIn(tree)) {
      const { id, href } = node.properties;
      if (typeof id === "string") node.properties = withId(node.properties, id);
      if (typeof href === "string" && href.startsWith("#") && TAKEN.test(href.slice(1))) {
        node.properties = { ...node.properties, href: `#${PREFIX}${href.slice(1)}` };
      }
    }
  };
}

function withId<P extends object>(properties: P, id: string): P {
  if (!ODD.test(id)) return TAKEN.test(id) ? { ...properties, id: `${PREFIX}${id}` } : properties;
  return { ...properties, id: undefined };
}

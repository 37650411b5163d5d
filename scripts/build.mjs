import "./setup/node-version.mjs";
import { onPinnedNode } from "./setup/on-pinned-node.mjs";

await onPinnedNode("build/run.mjs", { isExclusive: true });

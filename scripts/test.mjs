import "./setup/node-version.mjs";
import { onPinnedNode } from "./setup/on-pinned-node.mjs";

await onPinnedNode("test/run.mjs", { stopWithinMs: 60_000 });

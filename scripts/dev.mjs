import "./setup/node-version.mjs";
import { onPinnedNode } from "./setup/on-pinned-node.mjs";

/** Like `npm start`, from TypeScript: pages reload by themselves, the roles start again after a change of the server. */
await onPinnedNode("build/watch.mjs", { ipc: true, stopWithinMs: 40_000 });

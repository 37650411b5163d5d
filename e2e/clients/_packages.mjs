import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const packages = createRequire(new URL("../../.cache/node-clients/", import.meta.url));

/** A package of those that only clients in here need. */
export const load = (name) => import(pathToFileURL(packages.resolve(name)));

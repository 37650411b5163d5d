export { fetchThrough, findCached } from "./cache/fetch-through";
export { createPullThrough } from "./cache/pull-through";
export { refreshCached } from "./cache/refresh-cached";
export { createInsideOrigins } from "./inside-origins";

/**
 * Things of contexts that outlive a request (repository locks, key caches, routes). A context adds its own by
 * declaration merging beside its `create<Thing>(config)`; `server/runtime.ts` makes them all.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging from the contexts
export interface Live {}

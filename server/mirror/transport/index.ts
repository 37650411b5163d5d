/**
 * How bytes move between a repository here and another hub, always by the guarded `fetch`. A run takes `listRemoteRefs`,
 * then `fetchRefs` with the large files in its `beforeMove`; the other way large files go first, then `pushRefs`.
 */
export { fetchLargeFiles } from "./fetch-large-files";
export { fetchRefs } from "./fetch-refs";
export type { LargeFileProgress, LargeFileReport } from "./large-file-report";
export { listRemoteRefs } from "./list-remote-refs";
export { pushLargeFiles } from "./push-large-files";
export { pushRefs } from "./push-refs";
export { readAnswer } from "./read-answer";
export type { Remote } from "./remote";
export { refusalOf, type TransportReason, transportError, unreachable } from "./transport-error";

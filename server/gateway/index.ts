export { type Admission, admit } from "./admit";
export { looksLikeSecret } from "./api-key-secret";
export type { Callable, Directory } from "./callable";
export { type Caller, callerOfActor, callerOfKey } from "./caller";
export { finishSettlements } from "./finish-settlements";
export { type ListedModel, listModels } from "./list-models";
export { settle } from "./settle";
export { findKeyByHash } from "./store/keys";
export { createTraffic } from "./traffic";

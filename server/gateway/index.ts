export { type Admission, admit, findRoute } from "./admit";
export { looksLikeSecret } from "./api-key-secret";
export { type Bill, billOf } from "./bill";
export type { Callable, Directory } from "./callable";
export { type Caller, callerOfActor, callerOfKey } from "./caller";
export type { Choice, Chunk, ToolCallPiece, Usage } from "./chunk";
export { describeOwnKey } from "./describe-own-key";
export { findTarget } from "./find-target";
export { finishSettlements } from "./finish-settlements";
export { getGeneration } from "./get-generation";
export { createJournal } from "./journal/journal";
export { createProgressNotes } from "./journal/note-progress";
export { openJournal } from "./journal/open-journal";
export { createKeptAnswers } from "./kept-answers";
export { assertMayCall, assertMayUse } from "./limits/key-limits";
export type { Standing } from "./limits/windows";
export { type ListedModel, listModels } from "./list-models";
export { modelPriceOf } from "./model-price";
export type { ReadEvent } from "./providers/kinds/kind";
export type { Offer } from "./providers/offer";
export {
  type ProviderCall,
  providerCallOf,
  speaksMessages,
  type WholeWire,
  type Wire,
} from "./providers/provider-call";
export { deleteResponse } from "./responses/delete-response";
export { getResponse } from "./responses/get-response";
export { keepResponse } from "./responses/keep-response";
export { listConversation } from "./responses/list-conversation";
export { listInputItems } from "./responses/list-input-items";
export { runPool } from "./run-pool";
export { settle } from "./settle";
export { findKeyByHash, findKeyNames } from "./store/keys";
export type { Target } from "./target";
export { createTraffic, type EndedCall } from "./traffic";

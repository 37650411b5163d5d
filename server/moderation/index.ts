export { findWords } from "./find-words";
export { judgeTexts, recordFindings } from "./judge-texts";
export { createModeration } from "./moderation";

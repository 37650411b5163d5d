export {
  type Actor,
  type GroupMembership,
  type GroupRole,
  isPerson,
  type Membership,
  type OrganizationRole,
  type Person,
  type PlatformRole,
  type ScopeLine,
  type TeamRole,
  type TokenActor,
  type TokenScope,
  type UserActor,
  userIdOf,
} from "./actor";
export { atLast, atomically, type Ctx, type Dependency, newRow } from "./context";
export { createCpuLimit } from "./cpu-limit";
export { csvLine } from "./csv";
export {
  DomainError,
  type ErrorCode,
  forbidden,
  notFound,
  notFoundAs,
  nullWhenNotFound,
  type Reason,
  unauthenticated,
} from "./errors";
export { defineEvent, deliverEvent, publish, type Subscription, subscribe } from "./events";
export { hexId, idsOfHex } from "./ids";
export { insideRoot } from "./inside-root";
export {
  countQueuedJobs,
  dropJob,
  listQueuedJobs,
  lockQueuedJob,
  type QueuedJob,
  rescheduleJob,
} from "./job-queue";
export { defineHandlers, defineJob, enqueue, type Job } from "./jobs";
export { jsonShape } from "./json-shape";
export { formatMoney, parseMoney } from "./money";
export { networkOf } from "./network-of";
export {
  type AnyOperation,
  type AnyProcedure,
  type AnyStream,
  defineCommand,
  defineQuery,
  defineStream,
  type StreamAnswer,
} from "./operation";
export { type Keyset, page, pageOfAll, type Slice } from "./page";
export { createTurnstile, type Turnstile } from "./turnstile";
export { writeAtomically } from "./write-atomically";

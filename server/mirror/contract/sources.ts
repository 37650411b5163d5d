/** Where repositories are mirrored from and to; each is an entry of `server/mirror/sources`. */
export const SOURCES = ["huggingface", "modelscope", "github", "gitlab", "modelyard", "git"] as const;
export type SourceId = (typeof SOURCES)[number];

/** `pull`: this platform follows the other side; `push`: the other side follows this platform. */
export const DIRECTIONS = ["pull", "push"] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const RUN_STATUSES = ["queued", "running", "succeeded", "failed", "cancelled"] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** Why a run came about; `first`: the mirror was made. */
export const TRIGGERS = ["import", "first", "manual", "schedule"] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** What a run does at the moment, in this order. */
export const STEPS = ["connect", "refs", "files", "finish"] as const;
export type Step = (typeof STEPS)[number];

/** Minutes between two runs that somebody may ask for. */
export const MIN_INTERVAL_MINUTES = 15;
export const MAX_INTERVAL_MINUTES = 30 * 24 * 60;

/** What administrators filter all mirrors by; here an import is neither a pull nor a push. */
export const MANAGED_KINDS = ["pull", "push", "import"] as const;
export const MANAGED_STATES = ["active", "succeeded", "failed", "cancelled", "off"] as const;

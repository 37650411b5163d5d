import { z } from "zod";
import { defineJob } from "@/server/kernel";

/** Jobs that read large files take minutes to hours. Scans hold three places of the worker at most, the others one. */
const SCANS = 2;
const scansOf = (repoId: string) => `hub.scans:${Number.parseInt(repoId.slice(-4), 16) % SCANS}`;
const ASKED_SCANS = "hub.scans:asked";
const LARGE_FILES = "hub.largeFiles";

/** Brings the row of a repository up to what its default branch holds. */
export const indexRepo = defineJob({
  name: "hub.indexRepo",
  payload: z.object({ repoId: z.uuid() }),
  attempts: 10,
  timeoutMs: 10 * 60_000,
});

/** Turns the large files of a repository into chunks, where this installation does that. */
export const chunkFiles = defineJob({
  name: "hub.chunkFiles",
  payload: z.object({ repoId: z.uuid() }),
  attempts: 5,
  timeoutMs: 6 * 3_600_000,
  queueOf: () => LARGE_FILES,
});

/** Reads a model file whole and keeps what each of its tensors hashes to. */
export const hashTensors = defineJob({
  name: "hub.hashTensors",
  payload: z.object({ repoId: z.uuid(), commit: z.string(), path: z.string() }),
  attempts: 3,
  timeoutMs: 2 * 3_600_000,
  queueOf: () => LARGE_FILES,
});

/** Looks into the files that these refs of a repository hold, as far as nobody has, for some minutes at a time. */
export const scanFiles = defineJob({
  name: "hub.scanFiles",
  payload: z.object({
    repoId: z.uuid(),
    refs: z.array(z.string()),
    /** Reports from before are not taken: somebody wants a new look. */
    since: z.iso.datetime().nullable(),
  }),
  attempts: 8,
  timeoutMs: 6 * 3_600_000,
  queueOf: ({ repoId }) => scansOf(repoId),
});

/** Looks into one content that somebody wants before the files of its repository are done, or that is in none of its heads. */
export const scanContent = defineJob({
  name: "hub.scanContent",
  payload: z.object({
    /** Of the repository, or of what else has a right to the object. */
    placeId: z.uuid(),
    oid: z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/),
    path: z.string().nullable(),
  }),
  attempts: 5,
  timeoutMs: 30 * 60_000,
  queueOf: () => ASKED_SCANS,
});

/** Finds repositories whose files were not looked at by the scanner of today. */
export const scanRepos = defineJob({
  name: "hub.scanRepos",
  payload: z.object({}),
  attempts: 5,
  timeoutMs: 30 * 60_000,
});

/** Removes what a deleted repository left on disk, once nobody can restore it any more. */
export const removeDeletedRepos = defineJob({
  name: "hub.removeDeletedRepos",
  payload: z.object({}),
  attempts: 5,
  timeoutMs: 30 * 60_000,
});

/** Deletes, for good, all repositories of an owner who is gone. */
export const removeReposOfOwner = defineJob({
  name: "hub.removeReposOfOwner",
  payload: z.object({ ownerId: z.uuid() }),
  attempts: 25,
  timeoutMs: 30 * 60_000,
});

/** Compares the recorded heads of all repositories with git, for what a crash left unrecorded. */
export const reconcileHeads = defineJob({
  name: "hub.reconcileHeads",
  payload: z.object({}),
  attempts: 5,
  timeoutMs: 30 * 60_000,
});

/** Forgets who has downloaded what, once it no longer keeps a download from being counted twice. */
export const sweepDownloads = defineJob({
  name: "hub.sweepDownloads",
  payload: z.object({}),
  attempts: 3,
  timeoutMs: 60_000,
});

/** Gives up what was uploaded for buckets and never became a file of theirs. */
export const sweepBuckets = defineJob({
  name: "hub.sweepBuckets",
  payload: z.object({}),
  attempts: 5,
  timeoutMs: 30 * 60_000,
});

/** Finds repositories with large files that somebody sent for a proposal, some time ago. */
export const sweepProposals = defineJob({
  name: "hub.sweepProposals",
  payload: z.object({}),
  attempts: 5,
  timeoutMs: 5 * 60_000,
});

/** Lets go those of one repository that no ref and no release names. */
export const sweepProposal = defineJob({
  name: "hub.sweepProposal",
  payload: z.object({ repoId: z.uuid() }),
  attempts: 3,
  timeoutMs: 60 * 60_000,
});

export const jobs = {
  indexRepo,
  chunkFiles,
  hashTensors,
  scanContent,
  scanFiles,
  scanRepos,
  removeDeletedRepos,
  removeReposOfOwner,
  reconcileHeads,
  sweepBuckets,
  sweepDownloads,
  sweepProposal,
  sweepProposals,
};

import { z } from "zod";
import { Oid, REF_RULE_LEVELS } from "@/server/git/contract";
import { PageInput, pageOf, Text } from "@/server/kernel/contract";
import { CommitSummary } from "./content";
import { RepoAddress } from "./repo";

/** Rules of one repository, at most. */
export const MAX_PROTECTED_REFS = 100;

export const ProtectedKind = z.enum(["branch", "tag"]);
/** Short names that a rule holds for: `main`, `release/*`, `v**`. */
export const RefPattern = Text.max(200)
  .min(1)
  .regex(/^[^\p{Cc} ~^:?[\\]+$/u, "A name, in which * stands for anything but / and ** for anything");
const Level = z.enum(REF_RULE_LEVELS);

export const ProtectedRef = z.object({
  kind: ProtectedKind,
  pattern: z.string().describe("Short names; `*` stands for anything but `/`, `**` for anything."),
  push: Level.describe("Who may push and commit to it."),
  merge: Level.describe("Who may merge into it."),
  force: Level.describe("Who may rewrite its history and delete it."),
  people: z.array(z.string()).describe("Users who push and merge whatever the levels say."),
});
export type ProtectedRef = z.infer<typeof ProtectedRef>;

export const ListProtectedRefsInput = PageInput.extend(RepoAddress.shape);
export const ProtectedRefPage = pageOf(ProtectedRef);

export const UnprotectRefInput = RepoAddress.extend({ kind: ProtectedKind, pattern: RefPattern });
export const ProtectRefInput = UnprotectRefInput.extend({
  push: Level.default("write"),
  merge: Level.default("write"),
  force: Level.default("nobody"),
  people: z.array(Text.max(96).min(1)).max(50).default([]).describe("Names of users who may write here."),
  mustBeNew: z.boolean().optional().describe("Refuse a pattern that has a rule already."),
});

const RefName = Text.max(200).min(1);

export const ListBranchesInput = PageInput.extend({
  ...RepoAddress.shape,
  search: Text.max(200).optional().describe("Part of the name; any case."),
});
/** A branch, and how it stands to the default branch. */
export const Branch = z.object({
  name: z.string(),
  isDefault: z.boolean(),
  isProtected: z.boolean().describe("A rule says who may push to it."),
  canDelete: z.boolean().describe("Whether you may delete it: not the default branch, nor one that a rule keeps."),
  lastCommit: CommitSummary,
  ahead: z.int().nullable().describe("Commits that the default branch has not; null when nobody could count."),
  behind: z.int().nullable().describe("Commits of the default branch that this one has not."),
});
export type Branch = z.infer<typeof Branch>;
export const BranchPage = pageOf(Branch).extend({ total: z.int().describe("How many fit the search.") });

export const ListDeletedBranchesInput = PageInput.extend(RepoAddress.shape);
export const DeletedBranchPage = pageOf(z.object({ name: z.string(), commit: Oid, deletedAt: z.date() }));

export const RestoreBranchInput = RepoAddress.extend({ branch: RefName });
export const RenameBranchInput = RepoAddress.extend({ branch: RefName, newName: RefName });

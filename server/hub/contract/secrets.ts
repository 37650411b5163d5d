import { z } from "zod";
import { SecretMode, SecretPlace, SecretState } from "@/server/git/contract";
import { PageInput, pageOf, Text } from "@/server/kernel/contract";
import { RepoAddress } from "./repo";

export const SecretFinding = SecretPlace.extend({
  id: z.uuid(),
  commit: z.string().nullable().describe("That brought it; null where it is not known."),
  isRefused: z.boolean().describe("It was kept out."),
  state: SecretState,
  note: z.string(),
  resolvedBy: z.string().nullable().describe("User name."),
  resolvedAt: z.date().nullable(),
  createdAt: z.date(),
});
export type SecretFinding = z.infer<typeof SecretFinding>;

export const SecretFindingFilter = PageInput.extend({ state: SecretState.optional().describe("Default: all.") });
export const ListSecretFindingsInput = SecretFindingFilter.extend(RepoAddress.shape);
export const SecretFindingPage = pageOf(SecretFinding);

export const UpdateSecretFindingInput = RepoAddress.extend({
  findingId: z.uuid(),
  state: SecretState.describe("What became of it; `open` to take that back."),
  note: Text.trim().max(500).default("").describe("Why, for others who look after the repository."),
});

const AllowedPath = Text.trim().min(1).max(300);
export const MAX_ALLOWED_PATHS = 50;

const ALLOWED_PATHS = "Patterns of paths that are not looked at, unless the installation blocks; `**` crosses folders.";

/** How a repository looks at what is pushed. */
const OwnPolicy = z.object({
  mode: SecretMode.describe("Nobody gets less than the installation asks for."),
  allowedPaths: z.array(AllowedPath).max(MAX_ALLOWED_PATHS).describe(ALLOWED_PATHS),
});
export const SecretPolicy = OwnPolicy.extend({
  installation: z.enum(["off", "warn", "block"]).describe("What the installation asks for."),
});
export type SecretPolicy = z.infer<typeof SecretPolicy>;
export const UpdateSecretPolicyInput = RepoAddress.extend({
  ...OwnPolicy.shape,
});

import { z } from "zod";
import { Money, Text } from "@/server/kernel/contract";

const Spent = {
  deployments: z.int(),
  running: z.int().describe("Deployments that run right now."),
  repositories: z.int(),
  tokenCount: z.int().describe("Tokens read and written this month."),
  tokens: Money.describe("Cost of tokens this month."),
  minutes: Money.describe("Cost of instance minutes this month."),
  total: Money,
  currency: z.string().length(3),
  periodStart: z.date(),
  periodEnd: z.date(),
};

export const GetOverviewInput = z.strictObject({
  owner: Text.min(1).max(96).optional().describe("User or organisation; the caller when absent."),
});
export const Overview = z.object({ owner: z.string(), ...Spent });
export type Overview = z.infer<typeof Overview>;

export const GetInstallationOverviewInput = z.strictObject({});
export const InstallationOverview = z.object({ users: z.int(), organizations: z.int(), ...Spent });
export type InstallationOverview = z.infer<typeof InstallationOverview>;

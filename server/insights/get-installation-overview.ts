import { authorizePlatform } from "@/server/access";
import { countAccounts } from "@/server/identity";
import { defineQuery } from "@/server/kernel";
import { GetInstallationOverviewInput, InstallationOverview } from "./contract";
import { figuresOf } from "./figures";

export const getInstallationOverview = defineQuery({
  name: "insights.getInstallationOverview",
  summary: "Count accounts, repositories and deployments of the installation, and what they spend this month",
  http: { method: "GET", path: "/admin/overview" },
  input: GetInstallationOverviewInput,
  output: InstallationOverview,
  async run(ctx) {
    await authorizePlatform(ctx, "platform.health");
    const [accounts, figures] = await Promise.all([countAccounts(ctx.db), figuresOf(ctx, null)]);
    return { ...accounts, ...figures };
  },
});

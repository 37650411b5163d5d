import { getInstallationOverview } from "./get-installation-overview";
import { getOverview } from "./get-overview";

export const insightsOperations = { getInstallationOverview, getOverview };

import { createApiKey } from "./create-api-key";
import { deleteApiKey } from "./delete-api-key";
import { exportUsage } from "./export-usage";
import { getUsageSummary } from "./get-usage-summary";
import { listApiKeys } from "./list-api-keys";
import { listCallableModels } from "./list-callable-models";
import { listRequests } from "./list-requests";
import { listUsage } from "./list-usage";

export const gatewayOperations = {
  createApiKey,
  deleteApiKey,
  exportUsage,
  getUsageSummary,
  listApiKeys,
  listCallableModels,
  listRequests,
  listUsage,
};

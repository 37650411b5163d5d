import { createApiKey } from "./create-api-key";
import { deleteApiKey } from "./delete-api-key";
import { exportUsage } from "./export-usage";
import { getApiKey } from "./get-api-key";
import { getUsageSummary } from "./get-usage-summary";
import { listApiKeys } from "./list-api-keys";
import { listCallableModels } from "./list-callable-models";
import { listRequests } from "./list-requests";
import { listUsage } from "./list-usage";
import { updateApiKey } from "./update-api-key";

export const gatewayOperations = {
  createApiKey,
  deleteApiKey,
  exportUsage,
  getApiKey,
  getUsageSummary,
  listApiKeys,
  listCallableModels,
  listRequests,
  listUsage,
  updateApiKey,
};

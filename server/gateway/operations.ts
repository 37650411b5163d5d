import { createApiKey } from "./create-api-key";
import { deleteApiKey } from "./delete-api-key";
import { disableApiKey } from "./disable-api-key";
import { enableApiKey } from "./enable-api-key";
import { exportUsage } from "./export-usage";
import { getApiKey } from "./get-api-key";
import { getUsageSummary } from "./get-usage-summary";
import { listApiKeys } from "./list-api-keys";
import { listBudgetConsumers } from "./list-budget-consumers";
import { listCallableModels } from "./list-callable-models";
import { listRequests } from "./list-requests";
import { listUsage } from "./list-usage";
import { retireOldSecret } from "./retire-old-secret";
import { rotateApiKey } from "./rotate-api-key";
import { updateApiKey } from "./update-api-key";

export const gatewayOperations = {
  createApiKey,
  deleteApiKey,
  disableApiKey,
  enableApiKey,
  exportUsage,
  getApiKey,
  getUsageSummary,
  listApiKeys,
  listBudgetConsumers,
  listCallableModels,
  listRequests,
  listUsage,
  retireOldSecret,
  rotateApiKey,
  updateApiKey,
};

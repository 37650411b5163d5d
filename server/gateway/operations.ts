import { listBudgets } from "./budgets/list-budgets";
import { listHolderConsumers } from "./budgets/list-holder-consumers";
import { removeBudget } from "./budgets/remove-budget";
import { setBudget } from "./budgets/set-budget";
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
import { createProvider } from "./providers/create-provider";
import { createProviderModel } from "./providers/create-provider-model";
import { deleteProvider } from "./providers/delete-provider";
import { deleteProviderModel } from "./providers/delete-provider-model";
import { listProviders } from "./providers/list-providers";
import { testProvider } from "./providers/test-provider";
import { updateProvider } from "./providers/update-provider";
import { updateProviderModel } from "./providers/update-provider-model";
import { retireOldSecret } from "./retire-old-secret";
import { rotateApiKey } from "./rotate-api-key";
import { updateApiKey } from "./update-api-key";

export const gatewayOperations = {
  createApiKey,
  createProvider,
  createProviderModel,
  deleteApiKey,
  deleteProvider,
  deleteProviderModel,
  disableApiKey,
  enableApiKey,
  exportUsage,
  getApiKey,
  getUsageSummary,
  listApiKeys,
  listBudgetConsumers,
  listBudgets,
  listCallableModels,
  listHolderConsumers,
  listProviders,
  listRequests,
  listUsage,
  removeBudget,
  retireOldSecret,
  rotateApiKey,
  setBudget,
  testProvider,
  updateApiKey,
  updateProvider,
  updateProviderModel,
};

export { addressOf, listCallable } from "./callable";
export { listDeployments } from "./list-deployments";
export { createLogFollowers } from "./log-followers";
export { countDeployments, isDeployed, listDeployedModels } from "./store/deployments";
export { updateDeployment } from "./update-deployment";

export { addressOf, listCallable } from "./callable";
export { listDeployments } from "./list-deployments";
export { countDeployments } from "./store/deployments";
export { updateDeployment } from "./update-deployment";

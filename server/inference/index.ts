export { addressOf, listCallable } from "./callable";
export { countDeployments } from "./store/deployments";

export { createConfiguration } from "./configuration";
export { readSettings } from "./store";

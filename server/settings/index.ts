export { readSettings } from "./store";

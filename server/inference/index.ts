export { addressOf, listCallable } from "./callable";

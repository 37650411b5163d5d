export { createHealth } from "./health";

export { createHealth, type Part, type Probes } from "./health";

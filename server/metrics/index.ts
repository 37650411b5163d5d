export { beginWithoutFailures, createMetrics, type Metrics, mergeExpositions } from "./metrics";

import { getHealth } from "./get-health";
import { getJobCounts } from "./get-job-counts";
import { listJobs } from "./list-jobs";
import { listPriceVersions } from "./list-price-versions";
import { priceModel } from "./price-model";
import { removeJob } from "./remove-job";
import { retryJob } from "./retry-job";
import { runJobNow } from "./run-job-now";

export const adminOperations = {
  getHealth,
  getJobCounts,
  listJobs,
  listPriceVersions,
  priceModel,
  removeJob,
  retryJob,
  runJobNow,
};

import { getHealth } from "./get-health";
import { getJobCounts } from "./get-job-counts";
import { listJobs } from "./list-jobs";
import { removeJob } from "./remove-job";
import { retryJob } from "./retry-job";
import { runJobNow } from "./run-job-now";

export const adminOperations = { getHealth, getJobCounts, listJobs, removeJob, retryJob, runJobNow };

import { deleteDeployment } from "./delete-deployment";
import { deployModel } from "./deploy-model";
import { downloadDeploymentLogs } from "./download-deployment-logs";
import { estimateFit } from "./estimate-fit";
import { getDeployment } from "./get-deployment";
import { listDeployable } from "./list-deployable";
import { listDeploymentAttempts } from "./list-deployment-attempts";
import { listDeployments } from "./list-deployments";
import { listFrameworks } from "./list-frameworks";
import { restartDeployment } from "./restart-deployment";
import { streamDeploymentLogs } from "./stream-deployment-logs";
import { updateDeployment } from "./update-deployment";

export const inferenceOperations = {
  deleteDeployment,
  deployModel,
  downloadDeploymentLogs,
  estimateFit,
  getDeployment,
  listDeployable,
  listDeploymentAttempts,
  listDeployments,
  listFrameworks,
  restartDeployment,
  streamDeploymentLogs,
  updateDeployment,
};

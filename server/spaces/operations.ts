import { deleteSpaceSecret } from "./delete-space-secret";
import { deleteSpaceVariable } from "./delete-space-variable";
import { getSpaceRuntime } from "./get-space-runtime";
import { listSpaceSecrets } from "./list-space-secrets";
import { listSpaceVariables } from "./list-space-variables";
import { putSpaceSecret } from "./put-space-secret";
import { putSpaceVariable } from "./put-space-variable";
import { updateSpaceRuntime } from "./update-space-runtime";

export const spacesOperations = {
  deleteSpaceSecret,
  deleteSpaceVariable,
  getSpaceRuntime,
  listSpaceSecrets,
  listSpaceVariables,
  putSpaceSecret,
  putSpaceVariable,
  updateSpaceRuntime,
};

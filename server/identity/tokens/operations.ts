import { createToken } from "./create-token";
import { deleteToken } from "./delete-token";
import { getTokenPermissions } from "./get-token-permissions";
import { listTokens } from "./list-tokens";

export const tokenOperations = {
  createToken,
  deleteToken,
  getTokenPermissions,
  listTokens,
};

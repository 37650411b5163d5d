import { createSshKey } from "./create-ssh-key";
import { deleteSshKey } from "./delete-ssh-key";
import { listSshKeys } from "./list-ssh-keys";

export const sshKeyOperations = {
  createSshKey,
  deleteSshKey,
  listSshKeys,
};

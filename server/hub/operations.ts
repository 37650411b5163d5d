import { cancelUpload } from "./cancel-upload";
import { commitFiles } from "./commit-files";
import { completeUpload } from "./complete-upload";
import { countRepos } from "./count-repos";
import { createBranch } from "./create-branch";
import { createRepo } from "./create-repo";
import { createTag } from "./create-tag";
import { createUpload } from "./create-upload";
import { deleteAnyRepo } from "./delete-any-repo";
import { deleteBranch } from "./delete-branch";
import { deleteRepo } from "./delete-repo";
import { deleteTag } from "./delete-tag";
import { forkRepo } from "./fork-repo";
import { getCommit } from "./get-commit";
import { getFacets } from "./get-facets";
import { getFile } from "./get-file";
import { getFileHeader } from "./get-file-header";
import { getFit } from "./get-fit";
import { getLineage } from "./get-lineage";
import { getPlace } from "./get-place";
import { getReadme } from "./get-readme";
import { getRepo } from "./get-repo";
import { getUpload } from "./get-upload";
import { getWeights } from "./get-weights";
import { likeRepo } from "./like-repo";
import { listAllRepos } from "./list-all-repos";
import { listCollaborators } from "./list-collaborators";
import { listCommits } from "./list-commits";
import { listDeletedRepos } from "./list-deleted-repos";
import { listForks } from "./list-forks";
import { listRefs } from "./list-refs";
import { listRepos } from "./list-repos";
import { listTensors } from "./list-tensors";
import { listTree } from "./list-tree";
import { moveRepo } from "./move-repo";
import { putCollaborator } from "./put-collaborator";
import { putUploadPart } from "./put-upload-part";
import { removeCollaborator } from "./remove-collaborator";
import { renameRepo } from "./rename-repo";
import { restoreRepo } from "./restore-repo";
import { search } from "./search";
import { unlikeRepo } from "./unlike-repo";
import { updateRepo } from "./update-repo";

export const hubOperations = {
  cancelUpload,
  commitFiles,
  completeUpload,
  countRepos,
  createBranch,
  createRepo,
  createTag,
  createUpload,
  deleteAnyRepo,
  deleteBranch,
  deleteRepo,
  deleteTag,
  forkRepo,
  getCommit,
  getFacets,
  getFile,
  getFileHeader,
  getFit,
  getLineage,
  getPlace,
  getReadme,
  getRepo,
  getUpload,
  getWeights,
  likeRepo,
  listAllRepos,
  listCollaborators,
  listCommits,
  listDeletedRepos,
  listForks,
  listRefs,
  listRepos,
  listTensors,
  listTree,
  moveRepo,
  putCollaborator,
  putUploadPart,
  removeCollaborator,
  renameRepo,
  restoreRepo,
  search,
  unlikeRepo,
  updateRepo,
};

import { cancelUpload } from "./cancel-upload";
import { collectionOperations } from "./collections/operations";
import { commitFiles } from "./commit-files";
import { compareRevisions } from "./compare-revisions";
import { compareTensors } from "./compare-tensors";
import { completeUpload } from "./complete-upload";
import { countRepos } from "./count-repos";
import { createBranch } from "./create-branch";
import { createDeployKey } from "./create-deploy-key";
import { createFromTemplate } from "./create-from-template";
import { createRelease } from "./create-release";
import { createRepo } from "./create-repo";
import { createTag } from "./create-tag";
import { createUpload } from "./create-upload";
import { decideAccess } from "./decide-access";
import { deleteAnyRepo } from "./delete-any-repo";
import { deleteBranch } from "./delete-branch";
import { deleteDeployKey } from "./delete-deploy-key";
import { deleteLargeFiles } from "./delete-large-files";
import { deleteRelease } from "./delete-release";
import { deleteRepo } from "./delete-repo";
import { deleteTag } from "./delete-tag";
import { exportAccessRequests } from "./export-access-requests";
import { forkRepo } from "./fork-repo";
import { getBlame } from "./get-blame";
import { getCommit } from "./get-commit";
import { getFacets } from "./get-facets";
import { getFile } from "./get-file";
import { getFileHeader } from "./get-file-header";
import { getFit } from "./get-fit";
import { getGate } from "./get-gate";
import { getLineage } from "./get-lineage";
import { getPlace } from "./get-place";
import { getReadme } from "./get-readme";
import { getRelease } from "./get-release";
import { getRepo } from "./get-repo";
import { getUpload } from "./get-upload";
import { getWeights } from "./get-weights";
import { likeRepo } from "./like-repo";
import { listAccessRequests } from "./list-access-requests";
import { listAllRepos } from "./list-all-repos";
import { listBranches } from "./list-branches";
import { listCollaborators } from "./list-collaborators";
import { listCommits } from "./list-commits";
import { listDeletedBranches } from "./list-deleted-branches";
import { listDeletedRepos } from "./list-deleted-repos";
import { listDeployKeys } from "./list-deploy-keys";
import { listForks } from "./list-forks";
import { listLargeFiles } from "./list-large-files";
import { listLikedRepos } from "./list-liked-repos";
import { listLikers } from "./list-likers";
import { listProtectedRefs } from "./list-protected-refs";
import { listRefs } from "./list-refs";
import { listReleases } from "./list-releases";
import { listRepoStorage } from "./list-repo-storage";
import { listRepos } from "./list-repos";
import { listTagsByType } from "./list-tags-by-type";
import { listTensors } from "./list-tensors";
import { listTree } from "./list-tree";
import { moveRepo } from "./move-repo";
import { protectRef } from "./protect-ref";
import { putCollaborator } from "./put-collaborator";
import { putUploadPart } from "./put-upload-part";
import { removeCollaborator } from "./remove-collaborator";
import { renameBranch } from "./rename-branch";
import { renameRepo } from "./rename-repo";
import { requestAccess } from "./request-access";
import { restoreBranch } from "./restore-branch";
import { restoreRepo } from "./restore-repo";
import { search } from "./search";
import { searchFiles } from "./search-files";
import { squashHistory } from "./squash-history";
import { unlikeRepo } from "./unlike-repo";
import { unprotectRef } from "./unprotect-ref";
import { updateRelease } from "./update-release";
import { updateRepo } from "./update-repo";
import { watchRepo } from "./watch-repo";

export const hubOperations = {
  ...collectionOperations,
  cancelUpload,
  commitFiles,
  compareRevisions,
  compareTensors,
  completeUpload,
  countRepos,
  createBranch,
  createFromTemplate,
  createRelease,
  createDeployKey,
  createRepo,
  createTag,
  createUpload,
  decideAccess,
  deleteAnyRepo,
  deleteBranch,
  deleteRelease,
  deleteDeployKey,
  deleteLargeFiles,
  deleteRepo,
  deleteTag,
  exportAccessRequests,
  forkRepo,
  getBlame,
  getCommit,
  getFacets,
  getFile,
  getFileHeader,
  getFit,
  getGate,
  getLineage,
  getPlace,
  getReadme,
  getRelease,
  getRepo,
  getUpload,
  getWeights,
  likeRepo,
  listAccessRequests,
  listAllRepos,
  listBranches,
  listCollaborators,
  listCommits,
  listDeletedBranches,
  listDeletedRepos,
  listForks,
  listProtectedRefs,
  listDeployKeys,
  listRefs,
  listReleases,
  listLargeFiles,
  listLikedRepos,
  listLikers,
  listRepoStorage,
  listRepos,
  listTagsByType,
  listTensors,
  listTree,
  moveRepo,
  protectRef,
  putCollaborator,
  putUploadPart,
  removeCollaborator,
  renameBranch,
  renameRepo,
  restoreBranch,
  requestAccess,
  restoreRepo,
  search,
  searchFiles,
  squashHistory,
  unlikeRepo,
  unprotectRef,
  updateRelease,
  updateRepo,
  watchRepo,
};

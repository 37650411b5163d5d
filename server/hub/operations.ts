import { deleteAnyRepo } from "./admin/delete-any-repo";
import { listAllRepos } from "./admin/list-all-repos";
import { bucketOperations } from "./buckets/operations";
import { explainAccess } from "./collaborators/explain-access";
import { listCollaborators } from "./collaborators/list-collaborators";
import { listTeamCollaborators } from "./collaborators/list-team-collaborators";
import { putCollaborator } from "./collaborators/put-collaborator";
import { putTeamCollaborator } from "./collaborators/put-team-collaborator";
import { removeCollaborator } from "./collaborators/remove-collaborator";
import { removeTeamCollaborator } from "./collaborators/remove-team-collaborator";
import { setRepoGroup } from "./collaborators/set-repo-group";
import { collectionOperations } from "./collections/operations";
import { commitFiles } from "./commits/commit-files";
import { createDeployKey } from "./deploy-keys/create-deploy-key";
import { deleteDeployKey } from "./deploy-keys/delete-deploy-key";
import { listDeployKeys } from "./deploy-keys/list-deploy-keys";
import { compareRevisions } from "./files/compare-revisions";
import { getBlame } from "./files/get-blame";
import { getCommit } from "./files/get-commit";
import { getFile } from "./files/get-file";
import { getFileLines } from "./files/get-file-lines";
import { getPlace } from "./files/get-place";
import { getReadme } from "./files/get-readme";
import { listCommits } from "./files/list-commits";
import { listTree } from "./files/list-tree";
import { searchFiles } from "./files/search-files";
import { forkRepo } from "./forks/fork-repo";
import { getForkState } from "./forks/get-fork-state";
import { listForks } from "./forks/list-forks";
import { updateFork } from "./forks/update-fork";
import { decideAccess } from "./gate/decide-access";
import { exportAccessRequests } from "./gate/export-access-requests";
import { getGate } from "./gate/get-gate";
import { listAccessRequests } from "./gate/list-access-requests";
import { requestAccess } from "./gate/request-access";
import { likeRepo } from "./likes/like-repo";
import { listLikedRepos } from "./likes/list-liked-repos";
import { listLikers } from "./likes/list-likers";
import { unlikeRepo } from "./likes/unlike-repo";
import { getLineage } from "./lineage/get-lineage";
import { getLineageGraph } from "./lineage/get-lineage-graph";
import { listPins } from "./pins/list-pins";
import { putPins } from "./pins/put-pins";
import { createBranch } from "./refs/create-branch";
import { createTag } from "./refs/create-tag";
import { deleteBranch } from "./refs/delete-branch";
import { deleteTag } from "./refs/delete-tag";
import { listBranches } from "./refs/list-branches";
import { listDeletedBranches } from "./refs/list-deleted-branches";
import { listProtectedRefs } from "./refs/list-protected-refs";
import { listRefs } from "./refs/list-refs";
import { protectRef } from "./refs/protect-ref";
import { renameBranch } from "./refs/rename-branch";
import { restoreBranch } from "./refs/restore-branch";
import { squashHistory } from "./refs/squash-history";
import { unprotectRef } from "./refs/unprotect-ref";
import { addReleaseAttachment } from "./releases/add-release-attachment";
import { createRelease } from "./releases/create-release";
import { deleteRelease } from "./releases/delete-release";
import { deleteReleaseAttachment } from "./releases/delete-release-attachment";
import { getRelease } from "./releases/get-release";
import { listReleases } from "./releases/list-releases";
import { updateRelease } from "./releases/update-release";
import { createFromTemplate } from "./repositories/create-from-template";
import { createRepo } from "./repositories/create-repo";
import { deleteRepo } from "./repositories/delete-repo";
import { getRepo } from "./repositories/get-repo";
import { listDeletedRepos } from "./repositories/list-deleted-repos";
import { moveRepo } from "./repositories/move-repo";
import { renameRepo } from "./repositories/rename-repo";
import { restoreRepo } from "./repositories/restore-repo";
import { updateRepo } from "./repositories/update-repo";
import { getEvalResults } from "./results/get-eval-results";
import { getRepoScan } from "./scan/get-repo-scan";
import { rescanRepo } from "./scan/rescan-repo";
import { countRepos } from "./search/count-repos";
import { getFacets } from "./search/get-facets";
import { listGroupRepos } from "./search/list-group-repos";
import { listRepos } from "./search/list-repos";
import { search } from "./search/search";
import { getSecretPolicy } from "./secrets/get-secret-policy";
import { listSecretFindings } from "./secrets/list-secret-findings";
import { updateSecretFinding } from "./secrets/update-secret-finding";
import { updateSecretPolicy } from "./secrets/update-secret-policy";
import { deleteLargeFiles } from "./storage/delete-large-files";
import { getFileUses } from "./storage/get-file-uses";
import { getOwnerStorage } from "./storage/get-owner-storage";
import { getRepoUsage } from "./storage/get-repo-usage";
import { listLargeFiles } from "./storage/list-large-files";
import { listRepoStorage } from "./storage/list-repo-storage";
import { listStoredFiles } from "./storage/list-stored-files";
import { setStorageLimit } from "./storage/set-storage-limit";
import { listManagedTags } from "./tags/list-managed-tags";
import { listTagsByType } from "./tags/list-tags-by-type";
import { putTagRule } from "./tags/put-tag-rule";
import { removeTagRule } from "./tags/remove-tag-rule";
import { cancelUpload } from "./uploads/cancel-upload";
import { completeUpload } from "./uploads/complete-upload";
import { createUpload } from "./uploads/create-upload";
import { getUpload } from "./uploads/get-upload";
import { putUploadPart } from "./uploads/put-upload-part";
import { watchRepo } from "./watches/watch-repo";
import { compareTensors } from "./weights/compare-tensors";
import { getFileHeader } from "./weights/get-file-header";
import { getFit } from "./weights/get-fit";
import { getWeights } from "./weights/get-weights";
import { listTensors } from "./weights/list-tensors";

export const hubOperations = {
  ...bucketOperations,
  ...collectionOperations,
  listPins,
  putPins,
  addReleaseAttachment,
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
  deleteReleaseAttachment,
  deleteDeployKey,
  deleteLargeFiles,
  deleteRepo,
  deleteTag,
  explainAccess,
  exportAccessRequests,
  forkRepo,
  getBlame,
  getCommit,
  getEvalResults,
  getForkState,
  getFacets,
  getFile,
  getFileLines,
  getFileHeader,
  getFileUses,
  getFit,
  getGate,
  getLineage,
  getLineageGraph,
  getPlace,
  getReadme,
  getRelease,
  getRepo,
  getRepoScan,
  getRepoUsage,
  getSecretPolicy,
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
  listGroupRepos,
  listProtectedRefs,
  listDeployKeys,
  listRefs,
  listReleases,
  listLargeFiles,
  listLikedRepos,
  listLikers,
  listManagedTags,
  listRepoStorage,
  listRepos,
  listSecretFindings,
  listStoredFiles,
  listTagsByType,
  listTeamCollaborators,
  listTensors,
  listTree,
  getOwnerStorage,
  setStorageLimit,
  moveRepo,
  protectRef,
  putCollaborator,
  putTagRule,
  putTeamCollaborator,
  putUploadPart,
  removeCollaborator,
  removeTagRule,
  removeTeamCollaborator,
  renameBranch,
  renameRepo,
  rescanRepo,
  restoreBranch,
  requestAccess,
  restoreRepo,
  search,
  searchFiles,
  setRepoGroup,
  squashHistory,
  unlikeRepo,
  unprotectRef,
  updateRelease,
  updateFork,
  updateRepo,
  updateSecretFinding,
  updateSecretPolicy,
  watchRepo,
};

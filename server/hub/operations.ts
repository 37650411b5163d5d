import { bucketOperations } from "./buckets/operations";
import { collectionOperations } from "./collections/operations";
import { commitFiles } from "./commit-files";
import { countRepos } from "./count-repos";
import { createFromTemplate } from "./create-from-template";
import { createRepo } from "./create-repo";
import { deleteAnyRepo } from "./delete-any-repo";
import { deleteRepo } from "./delete-repo";
import { createDeployKey } from "./deploy-keys/create-deploy-key";
import { deleteDeployKey } from "./deploy-keys/delete-deploy-key";
import { listDeployKeys } from "./deploy-keys/list-deploy-keys";
import { compareRevisions } from "./files/compare-revisions";
import { getBlame } from "./files/get-blame";
import { getCommit } from "./files/get-commit";
import { getFile } from "./files/get-file";
import { getPlace } from "./files/get-place";
import { getReadme } from "./files/get-readme";
import { listCommits } from "./files/list-commits";
import { listTree } from "./files/list-tree";
import { searchFiles } from "./files/search-files";
import { forkRepo } from "./fork-repo";
import { decideAccess } from "./gate/decide-access";
import { exportAccessRequests } from "./gate/export-access-requests";
import { getGate } from "./gate/get-gate";
import { listAccessRequests } from "./gate/list-access-requests";
import { requestAccess } from "./gate/request-access";
import { getFacets } from "./get-facets";
import { getRepo } from "./get-repo";
import { getLineage } from "./lineage/get-lineage";
import { getLineageGraph } from "./lineage/get-lineage-graph";
import { listAllRepos } from "./list-all-repos";
import { listDeletedRepos } from "./list-deleted-repos";
import { listForks } from "./list-forks";
import { listGroupRepos } from "./list-group-repos";
import { listRepos } from "./list-repos";
import { listTagsByType } from "./list-tags-by-type";
import { moveRepo } from "./move-repo";
import { explainAccess } from "./people/explain-access";
import { likeRepo } from "./people/like-repo";
import { listCollaborators } from "./people/list-collaborators";
import { listLikedRepos } from "./people/list-liked-repos";
import { listLikers } from "./people/list-likers";
import { listTeamCollaborators } from "./people/list-team-collaborators";
import { putCollaborator } from "./people/put-collaborator";
import { putTeamCollaborator } from "./people/put-team-collaborator";
import { removeCollaborator } from "./people/remove-collaborator";
import { removeTeamCollaborator } from "./people/remove-team-collaborator";
import { setRepoGroup } from "./people/set-repo-group";
import { unlikeRepo } from "./people/unlike-repo";
import { watchRepo } from "./people/watch-repo";
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
import { renameRepo } from "./rename-repo";
import { restoreRepo } from "./restore-repo";
import { getEvalResults } from "./results/get-eval-results";
import { getRepoScan } from "./scan/get-repo-scan";
import { rescanRepo } from "./scan/rescan-repo";
import { search } from "./search";
import { getSecretPolicy } from "./secrets/get-secret-policy";
import { listSecretFindings } from "./secrets/list-secret-findings";
import { updateSecretFinding } from "./secrets/update-secret-finding";
import { updateSecretPolicy } from "./secrets/update-secret-policy";
import { deleteLargeFiles } from "./storage/delete-large-files";
import { getFileUses } from "./storage/get-file-uses";
import { getRepoUsage } from "./storage/get-repo-usage";
import { listLargeFiles } from "./storage/list-large-files";
import { listRepoStorage } from "./storage/list-repo-storage";
import { listStoredFiles } from "./storage/list-stored-files";
import { listManagedTags } from "./tag-rules/list-managed-tags";
import { putTagRule } from "./tag-rules/put-tag-rule";
import { removeTagRule } from "./tag-rules/remove-tag-rule";
import { updateRepo } from "./update-repo";
import { cancelUpload } from "./uploads/cancel-upload";
import { completeUpload } from "./uploads/complete-upload";
import { createUpload } from "./uploads/create-upload";
import { getUpload } from "./uploads/get-upload";
import { putUploadPart } from "./uploads/put-upload-part";
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
  getFacets,
  getFile,
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
  updateRepo,
  updateSecretFinding,
  updateSecretPolicy,
  watchRepo,
};

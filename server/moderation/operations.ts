import { listFindings } from "./findings/list-findings";
import { settleFinding } from "./findings/settle-finding";
import { listPolicies } from "./policies/list-policies";
import { putPolicy } from "./policies/put-policy";
import { tryText } from "./policies/try-text";
import { addWord } from "./sets/add-word";
import { createWordSet } from "./sets/create-word-set";
import { deleteWordSet } from "./sets/delete-word-set";
import { importWords } from "./sets/import-words";
import { listWordSets } from "./sets/list-word-sets";
import { listWords } from "./sets/list-words";
import { removeWord } from "./sets/remove-word";
import { updateWordSet } from "./sets/update-word-set";

export const moderationOperations = {
  ...{ addWord, createWordSet, deleteWordSet, importWords, listWordSets, listWords, removeWord, updateWordSet },
  ...{ listPolicies, putPolicy, tryText },
  ...{ listFindings, settleFinding },
};

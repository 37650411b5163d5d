import { isUniqueViolation } from "@/db/is-unique-violation";
import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { auditTarget, getRepoAt, resourceOf } from "@/server/hub";
import { atomically, type Ctx, DomainError, defineCommand } from "@/server/kernel";
import { Label } from "../contract/discussion";
import { PutLabelInput } from "../contract/rules";
import { repoAddressOf } from "../participate";
import {
  findLabels,
  insertLabelRow,
  type LabelFacts,
  type LabelRow,
  listLabelRows,
  putLabelRow,
  updateLabelRow,
} from "../store/labels";

const MAX_LABELS = 200;

/** Throws `conflict` (`name_taken`) and `quota_exceeded`. */
export const putLabel = defineCommand({
  name: "discussions.putLabel",
  summary: "Create a label, or change the one of this name",
  http: { method: "PUT", path: "/{shelf}/{namespace}/{name}/labels/{label}" },
  input: PutLabelInput,
  output: Label,
  async run(ctx, { label, newName, mustBeNew, color, description, ...address }) {
    const repo = await getRepoAt(ctx, repoAddressOf(address));
    await authorize(ctx, "repo.write", resourceOf(repo));
    const facts = { name: newName ?? label, color: color.toLowerCase(), description };
    const [current] = await findLabels(ctx.db, repo.id, [label]);
    if (current && mustBeNew) throw exists();
    const [other] = await findLabels(ctx.db, repo.id, [facts.name]);
    if (other && other.id !== current?.id) {
      throw takenBy(other);
    }
    if (!current && (await listLabelRows(ctx.db, repo.id, { after: null, limit: MAX_LABELS })).length >= MAX_LABELS) {
      throw new DomainError("quota_exceeded", `A repository has at most ${MAX_LABELS} labels: delete one first`);
    }
    return atomically(ctx, async (ctx) => {
      const put = mustBeNew ? add : putLabelRow;
      const row = current ? await change(ctx, current.id, facts) : await put(ctx, repo.id, facts);
      await audit(ctx, "repository.labelSaved", auditTarget(repo, { label: facts.name }));
      return row;
    });
  },
});

/** Another one of this name may have come since it was looked for. */
async function add(ctx: Ctx, repoId: string, facts: LabelFacts): Promise<LabelRow> {
  const row = await insertLabelRow(ctx, repoId, facts);
  if (row === null) throw exists();
  return row;
}

const change = (ctx: Ctx, id: string, facts: LabelFacts): Promise<LabelRow> =>
  updateLabelRow(ctx, id, facts).catch((error: unknown) => {
    throw isUniqueViolation(error) ? takenBy(facts) : error;
  });

const exists = () => taken("A label of this name exists");
const takenBy = ({ name }: Pick<LabelFacts, "name">) => taken(`There is a label ${name} already: choose another name`);
const taken = (message: string) => new DomainError("conflict", message, { reason: "name_taken" });
